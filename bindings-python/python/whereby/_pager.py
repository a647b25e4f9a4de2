"""Lists that fetch their pages as they are needed. The types are in `_pager.pyi`."""

from _thread import allocate_lock


class _Base:
    __slots__ = ("_ahead", "_cursor", "_done", "_left", "_reading", "_source")

    def __init__(self, source, cursor, max_items):
        self._source = source
        self._cursor = cursor
        self._left = max_items
        self._done = False
        self._ahead = []
        self._reading = allocate_lock()

    def __class_getitem__(cls, item):
        return cls

    @property
    def cursor(self):
        return self._cursor

    def _begin(self):
        # A second reader would get the same page.
        if not self._reading.acquire(False):
            raise RuntimeError("this list is being read already; read it in one thread or task at a time")

    def _over(self):
        return self._done or self._left == 0

    def _turn(self, cursor, count):
        # A cursor that does not move would make an endless loop.
        self._done = not cursor or cursor == self._cursor
        self._cursor = None if self._done else cursor
        if self._left is not None:
            self._left = max(0, self._left - count)

    def _fill(self, page):
        items = page.results
        self._ahead = items[: self._left]
        self._ahead.reverse()
        self._turn(page.cursor, len(items))


class Pager(_Base):
    """A list that fetches its pages as they are needed: `for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped.
    """

    __slots__ = ()

    def next_page(self):
        """Return the next page, whole, or None after the last one."""
        self._begin()
        try:
            if self._over():
                return None
            page = self._source.fetch(self._cursor)
            self._turn(page.cursor, len(page.results))
            return page
        finally:
            self._reading.release()

    def pages(self):
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
        while (page := self.next_page()) is not None:
            yield page

    def __iter__(self):
        return self

    def __next__(self):
        self._begin()
        try:
            while not self._ahead:
                if self._over():
                    raise StopIteration
                self._fill(self._source.fetch(self._cursor))
            return self._ahead.pop()
        finally:
            self._reading.release()


class AsyncPager(_Base):
    """A list that fetches its pages as they are needed: `async for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped.
    """

    __slots__ = ()

    async def next_page(self):
        """Return the next page, whole, or None after the last one."""
        self._begin()
        try:
            if self._over():
                return None
            page = await self._source.fetch(self._cursor)
            self._turn(page.cursor, len(page.results))
            return page
        finally:
            self._reading.release()

    async def pages(self):
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
        while (page := await self.next_page()) is not None:
            yield page

    def __aiter__(self):
        return self

    async def __anext__(self):
        self._begin()
        try:
            while not self._ahead:
                if self._over():
                    raise StopAsyncIteration
                self._fill(await self._source.fetch(self._cursor))
            return self._ahead.pop()
        finally:
            self._reading.release()
