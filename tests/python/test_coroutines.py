"""What asynchronous calls return behaves as Python's own coroutines do."""

import asyncio
import collections.abc
import gc
import threading
import warnings
import weakref

import pytest
import whereby
from servers import serving


@pytest.fixture
def client(whereby_emulator):
    return whereby_emulator.async_client(api_key=whereby_emulator.new_key())


@pytest.fixture
def held():
    """A client whose calls are answered when the test lets them be."""
    answering = threading.Event()

    def answer(request):
        answering.wait(20)
        request.json({"results": [], "cursor": None})

    with serving(answer) as server:
        yield whereby.AsyncWhereby(api_key="k", base_url=server.base_url), answering
        answering.set()


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


def test_one_task_awaits_it(held):
    client, answering = held

    async def twice():
        coroutine = client.meetings.list_page()

        async def wait():
            return await coroutine

        first = asyncio.ensure_future(wait())
        await asyncio.sleep(0)
        with pytest.raises(RuntimeError, match="coroutine is being awaited already"):
            await coroutine
        answering.set()
        return await first

    assert asyncio.run(twice()).results == []


def test_it_is_awaited_in_one_loop(held):
    coroutine = held[0].meetings.list_page()

    async def step():
        coroutine.send(None)

    asyncio.run(step())
    with pytest.raises(RuntimeError, match="being awaited already"):
        asyncio.run(step())
    coroutine.close()


def test_what_is_sent_first_is_none(client):
    coroutine = client.meetings.list_page()
    with pytest.raises(TypeError, match="can't send non-None value to a just-started coroutine"):
        coroutine.send(7)
    coroutine.close()


def test_a_weak_reference_and_whether_it_runs(client):
    coroutine = client.meetings.list_page()
    assert weakref.ref(coroutine)() is coroutine and coroutine.cr_running is False
    coroutine.close()


def test_a_stop_iteration_is_no_result(client):
    with pytest.raises(RuntimeError, match="coroutine raised StopIteration") as raised:
        client.meetings.list_page().throw(StopIteration(7))
    assert isinstance(raised.value.__cause__, StopIteration)


@pytest.mark.parametrize("thrown", [(KeyError("a"), KeyError("b")), (KeyError, None, 7), (7,), (int,)])
def test_what_cannot_be_thrown(thrown, client):
    coroutine = client.meetings.list_page()
    with pytest.raises(TypeError):
        coroutine.throw(*thrown)
    assert asyncio.run(coroutine).results == []


def test_it_goes_on_in_another_loop(held):
    client, answering = held
    coroutine = client.meetings.list_page()

    async def begin():
        waits = coroutine.send(None)
        waits.cancel()

    async def go_on():
        going = asyncio.ensure_future(coroutine)
        await asyncio.sleep(0)
        answering.set()
        return await asyncio.wait_for(going, 10)

    asyncio.run(begin())
    assert asyncio.run(go_on()).results == []


def test_closing_ends_it(client):
    coroutine = client.meetings.list_page()
    for _ in range(2):
        coroutine.close()
    for go_on in (lambda: coroutine.send(None), lambda: coroutine.throw(KeyError("1"))):
        with pytest.raises(RuntimeError, match="cannot reuse"):
            go_on()


@pytest.mark.parametrize("thrown", [(KeyError,), (KeyError("1"),), (KeyError, "1"), (KeyError, KeyError("1"), None)])
def test_what_is_thrown_at_it_comes_out_and_ends_the_call(thrown, held):
    async def throw():
        coroutine = held[0].meetings.list_page()
        assert asyncio.isfuture(coroutine.send(None))
        with pytest.raises(KeyError) as raised:
            coroutine.throw(*thrown)
        assert raised.value.args in [(), ("1",)]
        with pytest.raises(RuntimeError, match="cannot reuse"):
            coroutine.send(None)

    asyncio.run(throw())
