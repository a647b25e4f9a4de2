"""Event loops of several kinds, and what they leave behind."""

import asyncio
import contextvars
import gc
import os
import signal
import threading
import time
import weakref

import pytest
import whereby
from servers import serving


class WatchesNothing(asyncio.SelectorEventLoop):
    """A loop that cannot watch sockets of others, as Windows' is."""

    def add_reader(self, fd, callback, *args):
        raise NotImplementedError


def uvloop():
    return pytest.importorskip("uvloop").new_event_loop()


LOOPS = [asyncio.SelectorEventLoop, WatchesNothing, uvloop]


def run(loop, work):
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


@pytest.mark.parametrize("make", LOOPS)
def test_every_kind_of_loop(make, whereby_emulator):
    client = whereby_emulator.async_client(api_key=whereby_emulator.new_key())

    async def many():
        pages = await asyncio.gather(*(client.meetings.list_page() for _ in range(50)))
        with pytest.raises(whereby.NotFoundError):
            await client.meetings.get("1")
        return len(pages)

    for _ in range(2):
        assert run(make(), many()) == 50


@pytest.mark.parametrize("make", LOOPS)
def test_a_loop_that_is_closed_while_a_call_is_under_way(make, whereby_emulator):
    answering = threading.Event()

    def answer(request):
        answering.wait(10)
        request.json({"meetingId": "1"})

    with serving(answer) as server:
        client = whereby.AsyncWhereby(api_key="k", base_url=server.base_url)

        async def start():
            tasks = [asyncio.ensure_future(client.meetings.get("1")) for _ in range(3)]
            await asyncio.sleep(0)
            return tasks

        tasks = run(make(), start())
        answering.set()
        other = whereby_emulator.async_client(api_key=whereby_emulator.new_key())
        page = run(make(), other.meetings.list_page())
        assert page.results == [] and not any(task.done() for task in tasks)
        for task in tasks:
            task._log_destroy_pending = False


@pytest.mark.parametrize("make", LOOPS)
def test_a_loop_that_was_closed_too_early_is_not_kept(make, whereby_emulator):
    answering, answered = threading.Event(), threading.Semaphore(0)

    def answer(request):
        answering.wait(10)
        request.json({"meetingId": "1"})
        answered.release()

    with serving(answer) as server:
        client = whereby.AsyncWhereby(api_key="k", base_url=server.base_url)

        def once():
            async def start():
                task = asyncio.ensure_future(client.meetings.get("1"))
                task._log_destroy_pending = False
                while len(server.requests) <= len(loops):
                    await asyncio.sleep(0.001)

            loop = make()
            run(loop, start())
            return weakref.ref(loop)

        loops = []
        for _ in range(4):
            loops.append(once())
        answering.set()
        for _ in loops:
            assert answered.acquire(timeout=10)
        patience = time.monotonic() + 10
        while any(loop() for loop in loops) and time.monotonic() < patience:
            page = run(make(), whereby_emulator.async_client().meetings.list_page())
            assert page.results == []
            gc.collect()
        assert not any(loop() for loop in loops)


def test_a_loop_that_cannot_say_whether_it_is_closed(whereby_emulator):
    class Odd(asyncio.SelectorEventLoop):
        odd = False

        def is_closed(self):
            if self.odd:
                raise NotImplementedError
            return super().is_closed()

    client = whereby_emulator.async_client(api_key=whereby_emulator.new_key())
    loop = Odd()
    loop.run_until_complete(client.meetings.list_page())
    loop.odd = True
    assert asyncio.run(client.meetings.list_page()).results == []
    loop.odd = False
    loop.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_loop_that_was_used_before_a_fork(whereby_emulator):
    client = whereby_emulator.async_client(api_key=whereby_emulator.new_key())
    loop = asyncio.SelectorEventLoop()

    async def calls():
        for _ in range(20):
            await asyncio.wait_for(client.meetings.list_page(), 10)

    loop.run_until_complete(calls())
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            signal.alarm(20)
            try:
                loop.run_until_complete(calls())
            except BaseException:
                os._exit(1)
            os._exit(7)
        children.append(child)
    loop.run_until_complete(calls())
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [7, 7, 7]
    loop.close()


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts what Linux shows")
@pytest.mark.parametrize("make", LOOPS)
def test_a_loop_leaves_nothing_behind(make, whereby_emulator):
    client = whereby_emulator.async_client(api_key=whereby_emulator.new_key())
    variable = contextvars.ContextVar("variable")

    class Kept:
        pass

    def once():
        kept = Kept()
        variable.set(kept)
        loop = make()
        run(loop, client.meetings.list_page())
        return weakref.ref(loop), weakref.ref(kept)

    def count():
        gc.collect()
        return len(os.listdir("/proc/self/fd"))

    contextvars.copy_context().run(once)
    before = count()
    seen = [contextvars.copy_context().run(once) for _ in range(20)]
    # Not `<= before`: the pool may open a connection more where one comes back late.
    assert count() - before < len(seen)
    # What woke the last loop lets go of it a moment later; the next use of the library then frees it.
    patience = time.monotonic() + 10
    while (left := [ref() for pair in seen for ref in pair if ref()]) and time.monotonic() < patience:
        del left
        time.sleep(0.001)
        repr(client)
        gc.collect()
    assert not left


def test_the_context_of_the_first_call_is_not_kept(whereby_emulator):
    client = whereby_emulator.async_client(api_key=whereby_emulator.new_key())
    variable = contextvars.ContextVar("variable")

    class Kept:
        pass

    async def call():
        kept = Kept()
        variable.set(kept)
        await client.meetings.list_page()
        return weakref.ref(kept)

    async def main():
        kept = await asyncio.create_task(call())
        await asyncio.sleep(0)
        gc.collect()
        return kept()

    assert asyncio.run(main()) is None


@pytest.mark.parametrize("make", LOOPS)
def test_loops_in_several_threads(make, whereby_emulator):
    client = whereby_emulator.async_client(api_key=whereby_emulator.new_key())
    made = []

    def work():
        async def calls():
            for _ in range(20):
                made.extend(await asyncio.gather(*(client.meetings.list_page() for _ in range(5))))

        run(make(), calls())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 400


def test_a_coroutine_needs_an_event_loop():
    client = whereby.AsyncWhereby(api_key="k", base_url="http://127.0.0.1:1")
    with pytest.raises(RuntimeError, match="no running event loop"):
        client.meetings.get("1").send(None)
