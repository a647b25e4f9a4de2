"""Many calls at once, each with its own result. The types are in `_batch.pyi`."""


class _Generic:
    __slots__ = ()

    def __class_getitem__(cls, item):
        return cls


class BatchResult(_Generic):
    """How one of many calls ended: with a value, or with an error."""

    __slots__ = ("error", "index", "value")
    __match_args__ = ("index", "value", "error")

    def __init__(self, index, value, error):
        self.index = index
        self.value = value
        self.error = error

    @property
    def ok(self):
        """Whether the call ended without an error."""
        return self.error is None

    def result(self):
        """Return the value, or raise the error."""
        if self.error is not None:
            raise self.error
        return self.value

    def __repr__(self):
        how = f"value={self.value!r}" if self.ok else f"error={self.error!r}"
        return f"BatchResult(index={self.index}, {how})"


class _Base(_Generic):
    __slots__ = ("_begun", "_source")

    def __init__(self, source):
        self._begun = False
        self._source = source

    def _end(self):
        self._begun = True
        self._source.close()

    def __del__(self):
        # As with a coroutine that was never awaited: whoever only calls `create_many` has created nothing.
        if not self._begun:
            import warnings

            said = "a batch was never iterated, so none of its calls was made"
            warnings.warn(said, RuntimeWarning, stacklevel=2, source=self)


class Batch(_Base):
    """Many calls, a few at a time: `for result in batch`. Results come as they are there, in no order.

    The first calls are made when the first result is asked for. A call that fails does not end the
    others. The calls go on while a result is waited for; the time in between does not count against
    their limits. `close()`, or leaving `with`, ends early: it makes no more calls and drops those under
    way, which may have taken effect all the same. A wait that is interrupted loses nothing: the next
    one goes on.
    """

    __slots__ = ()

    def close(self):
        """End the batch: no more calls, no more results."""
        self._end()

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self._end()

    def __iter__(self):
        return self

    def __next__(self):
        self._begun = True
        ended = self._source.fetch()
        if ended is None:
            raise StopIteration
        return BatchResult(*ended)


class AsyncBatch(_Base):
    """Many calls, a few at a time: `async for result in batch`. Results come as they are there, in no order.

    The first calls are made when the first result is asked for. A call that fails does not end the
    others. `aclose()`, or leaving `async with`, ends early: it makes no more calls and drops those under
    way, which may have taken effect all the same. A wait that is cancelled loses nothing: the next one
    goes on.
    """

    __slots__ = ()

    async def aclose(self):
        """End the batch: no more calls, no more results."""
        self._end()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_exception):
        self._end()

    def __aiter__(self):
        return self

    async def __anext__(self):
        self._begun = True
        ended = await self._source.fetch()
        if ended is None:
            raise StopAsyncIteration
        return BatchResult(*ended)
