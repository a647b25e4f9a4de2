from collections.abc import AsyncIterator, Iterator
from typing import Any, Generic

from typing_extensions import TypeVar

_T = TypeVar("_T")
_P = TypeVar("_P", default=Any)

class Pager(Iterator[_T], Generic[_T, _P]):
    """A list that fetches its pages as they are needed: `for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped. It has one reader at a
    time: if two ask for the same page, the second gets a RuntimeError.
    """

    @property
    def cursor(self) -> str | None:
        """Where the next page starts: give it as `cursor` of a new list to resume there.

        Items that iteration has yet to give of the last page are before it: resume at the end of a page, or
        read by pages.
        """
    def next_page(self) -> _P | None:
        """Return the next page, whole, or None after the last one."""
    def pages(self) -> Iterator[_P]:
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
    def __iter__(self) -> Pager[_T, _P]: ...
    def __next__(self) -> _T: ...

class AsyncPager(AsyncIterator[_T], Generic[_T, _P]):
    """A list that fetches its pages as they are needed: `async for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped. It has one reader at a
    time: if two ask for the same page, the second gets a RuntimeError.
    """

    @property
    def cursor(self) -> str | None:
        """Where the next page starts: give it as `cursor` of a new list to resume there.

        Items that iteration has yet to give of the last page are before it: resume at the end of a page, or
        read by pages.
        """
    async def next_page(self) -> _P | None:
        """Return the next page, whole, or None after the last one."""
    def pages(self) -> AsyncIterator[_P]:
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
    def __aiter__(self) -> AsyncPager[_T, _P]: ...
    async def __anext__(self) -> _T: ...
