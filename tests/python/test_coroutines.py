"""What asynchronous calls return behaves as Python's own coroutines do."""

import asyncio
import collections.abc
import gc
import warnings

import pytest
import whereby


@pytest.fixture
def client(whereby_emulator):
    return whereby_emulator.async_client(api_key=whereby_emulator.new_key())


def test_it_is_a_coroutine(client):
    coroutine = client.meetings.list_page()
    assert isinstance(coroutine, collections.abc.Coroutine) and asyncio.iscoroutine(coroutine)
    assert (coroutine.__name__, coroutine.__qualname__) == ("list_page", "AsyncMeetings.list_page")
    assert repr(coroutine) == "<coroutine object AsyncMeetings.list_page>"
    assert asyncio.run(coroutine).results == []


def test_a_call_that_returns_nothing_returns_none(client):
    async def calls():
        async with client as entered:
            assert entered is client
            return await client.meetings.delete("1"), await client.aclose()

    assert asyncio.run(calls()) == (None, None)


def test_a_forgotten_await_is_told(client):
    with pytest.warns(RuntimeWarning, match=r"coroutine 'AsyncMeetings\.delete' was never awaited"):
        client.meetings.delete("1")
        gc.collect()


def test_a_forgotten_await_leaves_an_exception_under_way_alone(client):
    def forget():
        client.meetings.delete("1")
        raise KeyError("1")

    with pytest.warns(RuntimeWarning, match="never awaited"), pytest.raises(KeyError):
        forget()


def test_what_was_closed_begun_or_thrown_at_was_not_forgotten(client):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.meetings.delete("1").close()
        with pytest.raises(KeyError):
            client.meetings.delete("1").throw(KeyError("1"))
        with pytest.raises(RuntimeError, match="no running event loop"):
            client.meetings.delete("1").send(None)
        asyncio.run(client.meetings.list_page())
        gc.collect()


def test_it_is_awaited_once(client):
    async def twice():
        coroutine = client.meetings.list_page()
        await coroutine
        await coroutine

    with pytest.raises(RuntimeError, match="cannot reuse already awaited coroutine"):
        asyncio.run(twice())


def test_closing_ends_it(client):
    coroutine = client.meetings.list_page()
    for _ in range(2):
        coroutine.close()
    for go_on in (lambda: coroutine.send(None), lambda: coroutine.throw(KeyError("1"))):
        with pytest.raises(RuntimeError, match="cannot reuse"):
            go_on()


@pytest.mark.parametrize("thrown", [(KeyError,), (KeyError("1"),), (KeyError, KeyError("1"), None)])
def test_what_is_thrown_at_it_comes_out_and_ends_the_call(thrown, client):
    async def throw():
        coroutine = client.meetings.list_page()
        assert asyncio.isfuture(coroutine.send(None))
        with pytest.raises(KeyError):
            coroutine.throw(*thrown)
        with pytest.raises(RuntimeError, match="cannot reuse"):
            coroutine.send(None)

    asyncio.run(throw())
