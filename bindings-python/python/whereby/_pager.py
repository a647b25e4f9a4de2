"""Lists that fetch their pages as they are needed. The types are in `_pager.pyi`."""


class _Base:
    __slots__ = ("_ahead", "_cursor", "_done", "_left", "_source")

    def __init__(self, source, cursor, max_items):
        self._source = source
        self._cursor = cursor
        self._left = max_items
        self._done = False
        self._ahead = []

    def __class_getitem__(cls, item):
        return cls

    @property
    def cursor(self):
        return self._cursor

    def _over(self):
        return self._done or self._left == 0

    def _came(self, asked, page, keep):
        # Without this, two readers that got the same page would both give its items.
        if self._done or asked != self._cursor:
            raise RuntimeError("this list is being read already; read it in one thread or task at a time")
        items = page.results
        if keep:
            # Behind what is left: the last is the next.
            self._ahead[:0] = reversed(items[: self._left])
        # A cursor that does not move would make an endless loop.
        self._done = not page.cursor or page.cursor == asked
        self._cursor = None if self._done else page.cursor
        if self._left is not None:
            self._left = max(0, self._left - len(items))
        return page


class Pager(_Base):
    """A list that fetches its pages as they are needed: `for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped. It has one reader at a
    time: if two ask for the same page, the second gets a RuntimeError.
    """

    __slots__ = ()

    def next_page(self):
        """Return the next page, whole, or None after the last one."""
        if self._over():
            return None
        asked = self._cursor
        return self._came(asked, self._source.fetch(asked), keep=False)

    def pages(self):
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
        while (page := self.next_page()) is not None:
            yield page

    def __iter__(self):
        return self

    def __next__(self):
        while not self._ahead:
            if self._over():
                raise StopIteration
            asked = self._cursor
            self._came(asked, self._source.fetch(asked), keep=True)
        return self._ahead.pop()


class AsyncPager(_Base):
    """A list that fetches its pages as they are needed: `async for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped. It has one reader at a
    time: if two ask for the same page, the second gets a RuntimeError.
    """

    __slots__ = ()

    async def next_page(self):
        """Return the next page, whole, or None after the last one."""
        if self._over():
            return None
        asked = self._cursor
        return self._came(asked, await self._source.fetch(asked), keep=False)

    async def pages(self):
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
        while (page := await self.next_page()) is not None:
            yield page

    def __aiter__(self):
        return self

    async def __anext__(self):
        while not self._ahead:
            if self._over():
                raise StopAsyncIteration
            asked = self._cursor
            self._came(asked, await self._source.fetch(asked), keep=True)
        return self._ahead.pop()
