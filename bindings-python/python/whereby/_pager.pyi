from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

class _Page(Protocol[_T_co]):
    """One page of a list."""

    @property
    def results(self) -> Sequence[_T_co]:
        """The items of the page, in the server's order."""
    @property
    def cursor(self) -> str | None:
        """Where the next page starts; None on the last page."""

class Pager(Iterator[_T], Generic[_T]):
    """A list that fetches its pages as they are needed: `for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped. It has one reader at a
    time: if two ask for the same page, the second gets a RuntimeError.
    """

    @property
    def cursor(self) -> str | None:
        """Where the next page starts: give it as `cursor` of a new list to resume there."""
    def next_page(self) -> _Page[_T] | None:
        """Return the next page, whole, or None after the last one."""
    def pages(self) -> Iterator[_Page[_T]]:
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
    def __iter__(self) -> Pager[_T]: ...
    def __next__(self) -> _T: ...

class AsyncPager(AsyncIterator[_T], Generic[_T]):
    """A list that fetches its pages as they are needed: `async for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped. It has one reader at a
    time: if two ask for the same page, the second gets a RuntimeError.
    """

    @property
    def cursor(self) -> str | None:
        """Where the next page starts: give it as `cursor` of a new list to resume there."""
    async def next_page(self) -> _Page[_T] | None:
        """Return the next page, whole, or None after the last one."""
    def pages(self) -> AsyncIterator[_Page[_T]]:
        """Iterate over pages instead of items; they stay whole, so the last may go beyond `max_items`."""
    def __aiter__(self) -> AsyncPager[_T]: ...
    async def __anext__(self) -> _T: ...
