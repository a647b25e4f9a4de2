from collections.abc import AsyncIterator, Iterator
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

class Page(Protocol[T_co]):
    """One page of a list."""

    @property
    def results(self) -> list[Any]:
        """The items of the page, in the server's order."""
    @property
    def cursor(self) -> str | None:
        """Where the next page starts; None on the last page."""

class Pager(Iterator[T], Generic[T]):
    """A list that fetches its pages as they are needed: `for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped.
    """

    @property
    def cursor(self) -> str | None:
        """Where the next page starts: give it as `cursor` of a new list to resume there."""
    def next_page(self) -> Page[T] | None:
        """Return the next page, whole, or None after the last one."""
    def pages(self) -> Iterator[Page[T]]:
        """Iterate over pages instead of items."""
    def __iter__(self) -> Pager[T]: ...
    def __next__(self) -> T: ...

class AsyncPager(AsyncIterator[T], Generic[T]):
    """A list that fetches its pages as they are needed: `async for item in pager`.

    After an error the next step tries the same page again, so nothing is skipped.
    """

    @property
    def cursor(self) -> str | None:
        """Where the next page starts: give it as `cursor` of a new list to resume there."""
    async def next_page(self) -> Page[T] | None:
        """Return the next page, whole, or None after the last one."""
    def pages(self) -> AsyncIterator[Page[T]]:
        """Iterate over pages instead of items."""
    def __aiter__(self) -> AsyncPager[T]: ...
    async def __anext__(self) -> T: ...
