"""Fixtures for pytest: an emulator for the session, a client with rooms of its own for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from . import Emulator, Whereby


@pytest.fixture(scope="session")
def whereby_emulator() -> Iterator[Emulator]:
    """A local Whereby, started once for all tests."""
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def whereby_client(whereby_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Whereby:
    """A client whose rooms, points and clock no other test shares.

    `WHEREBY_API_KEY` and `WHEREBY_BASE_URL` lead to the same place for the time of the test, so that
    code under test may make its own client.
    """
    key = whereby_emulator.new_key()
    monkeypatch.setitem(os.environ, "WHEREBY_API_KEY", key)
    monkeypatch.setitem(os.environ, "WHEREBY_BASE_URL", whereby_emulator.base_url)
    return whereby_emulator.client(api_key=key)
