"""Fixtures for pytest: an emulator for the session; a key with rooms of its own for each test, and clients."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from . import AsyncWhereby, Emulator, Whereby


@pytest.fixture(scope="session")
def whereby_emulator() -> Iterator[Emulator]:
    """A local Whereby, started once for all tests.

    Its helpers take `api_key=whereby_api_key`; without it they act on a key that no client here has.
    """
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def whereby_api_key(whereby_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> str:
    """The key of the test's clients, whose rooms, points and clock no other test shares.

    The emulator's helpers take it: `whereby_emulator.script([{"status": 503}], api_key=whereby_api_key)`.
    `WHEREBY_API_KEY` and `WHEREBY_BASE_URL` lead to the same place for the time of the test, so that
    code under test may make its own client.
    """
    key = whereby_emulator.new_key()
    monkeypatch.setitem(os.environ, "WHEREBY_API_KEY", key)
    monkeypatch.setitem(os.environ, "WHEREBY_BASE_URL", whereby_emulator.base_url)
    return key


@pytest.fixture
def whereby_client(whereby_emulator: Emulator, whereby_api_key: str) -> Whereby:
    """A client with the test's own key, `whereby_api_key`."""
    return whereby_emulator.client(api_key=whereby_api_key)


@pytest.fixture
def whereby_async_client(whereby_emulator: Emulator, whereby_api_key: str) -> AsyncWhereby:
    """The same for asyncio."""
    return whereby_emulator.async_client(api_key=whereby_api_key)
