from collections.abc import AsyncIterator, Iterator
from typing import Generic, TypeVar

from ._errors import WherebyError

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

class BatchResult(Generic[_T_co]):
    """How one of many calls ended: with a value, or with an error."""

    __match_args__ = ("index", "value", "error")

    def __init__(self, index: int, value: _T_co | None, error: WherebyError | None) -> None: ...
    @property
    def index(self) -> int:
        """Which of the inputs it was: 0 is the first."""
    @property
    def value(self) -> _T_co | None:
        """What the call returned; None if it failed."""
    @property
    def error(self) -> WherebyError | None:
        """Why the call failed; None if it did not."""
    @property
    def ok(self) -> bool:
        """Whether the call ended without an error."""
    def result(self) -> _T_co:
        """Return the value, or raise the error."""

class Batch(Iterator[BatchResult[_T]], Generic[_T]):
    """Many calls, a few at a time: `for result in batch`. Results come as they are there, in no order.

    The first calls are made when the first result is asked for. A call that fails does not end the
    others. The calls go on while a result is waited for; the time in between does not count against
    their limits. `close()`, or leaving `with`, ends early: it makes no more calls and drops those under
    way, which may have taken effect all the same. A wait that is interrupted loses nothing: the next
    one goes on.
    """

    def close(self) -> None:
        """End the batch: no more calls, no more results."""
    def __enter__(self) -> Batch[_T]: ...
    def __exit__(self, *_exception: object) -> None: ...
    def __iter__(self) -> Batch[_T]: ...
    def __next__(self) -> BatchResult[_T]: ...

class AsyncBatch(AsyncIterator[BatchResult[_T]], Generic[_T]):
    """Many calls, a few at a time: `async for result in batch`. Results come as they are there, in no order.

    The first calls are made when the first result is asked for. A call that fails does not end the
    others. `aclose()`, or leaving `async with`, ends early: it makes no more calls and drops those under
    way, which may have taken effect all the same. A wait that is cancelled loses nothing: the next one
    goes on.
    """

    async def aclose(self) -> None:
        """End the batch: no more calls, no more results."""
    async def __aenter__(self) -> AsyncBatch[_T]: ...
    async def __aexit__(self, *_exception: object) -> None: ...
    def __aiter__(self) -> AsyncBatch[_T]: ...
    async def __anext__(self) -> BatchResult[_T]: ...
