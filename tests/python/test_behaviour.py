"""Every shared case, through the synchronous client and through the asynchronous one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
import whereby
from calls import arguments, call, file, snake, wire
from cases import TESTS, behaviour, check, fill, wire_time

CASES = behaviour()
LANGUAGES = {"sync": "python", "async": "python-async"}


@pytest.fixture(scope="session")
def other():
    with whereby.Emulator() as emulator:
        yield emulator


@pytest.fixture(scope="session")
def record(request):
    """What went over the wire, one line a case. A run of a part of the cases leaves it alone."""
    chosen = [item for item in request.session.items if getattr(item, "originalname", "") == "test_case"]
    whole = len(chosen) == len(CASES) * len(LANGUAGES)
    files = {way: TESTS.parent / f"target/conformance/{name}.jsonl" for way, name in LANGUAGES.items()}
    for path in files.values() if whole else ():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")

    def add(way, case, exchanges):
        if whole:
            with files[way].open("a") as lines:
                lines.write(json.dumps({"case": case, "exchanges": exchanges}) + "\n")

    return add


@pytest.mark.parametrize("way", LANGUAGES)
@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_case(name, case, way, whereby_emulator, other, record, tmp_path):
    runner = Runner(whereby_emulator, other, way, tmp_path)
    try:
        for number, step in enumerate(case["steps"], 1):
            try:
                runner.step(step)
            except AssertionError as wrong:
                raise AssertionError(f"step {number}: {wrong}") from wrong
    finally:
        record(way, name, whereby_emulator.requests(api_key=runner.key))


class Runner:
    def __init__(self, emulator, other, way, folder):
        self.emulator, self.way, self.key = emulator, way, emulator.new_key()
        places = {"baseUrl": emulator.base_url, "otherBaseUrl": other.base_url}
        self.known: dict[str, Any] = {**places, "tmp": folder}

    def step(self, step):
        if "control" in step:
            return self.took_place(step, self.control(**fill(step["control"], self.known)))
        if "file" in step:
            return self.took_place(step, file(fill(step["file"], self.known)))
        if "error" not in step:
            return self.took_place(step, self.call(step))
        with pytest.raises(whereby.WherebyError) as raised:
            self.call(step)
        return check_error(fill(step["error"], self.known), raised.value)

    def took_place(self, step, given):
        if "save" in step:
            self.known[step["save"]] = given
        if "expect" in step:
            check(fill(step["expect"], self.known), given)

    def control(self, path, method="GET", body=None):
        answer = {
            ("GET", "/_emulator/requests"): lambda: self.emulator.requests(api_key=self.key),
            ("POST", "/_emulator/clock"): lambda: self.emulator.advance(body["advance"], api_key=self.key),
            ("POST", "/_emulator/answers"): lambda: self.emulator.script(body["answers"], api_key=self.key),
        }.get((method, path))
        return answer() if answer else self.emulator.call(method, path, body, api_key=self.key)

    def call(self, step):
        name, args = step["call"], arguments(step.get("args", {}), self.known)
        if name in ("roomLink", "roomPhase"):
            return call(whereby, name, args, "sync")
        own = {snake(k): fill(v, self.known) for k, v in step.get("client", {}).items()}
        kind = whereby.Whereby if self.way == "sync" else whereby.AsyncWhereby
        client = kind(**{"api_key": self.key, "base_url": self.emulator.base_url, **own})
        client = client.with_options(**{snake(k): v for k, v in step.get("options", {}).items()})
        return call(client, name, args, self.way)


def check_error(expected: dict[str, Any], error: whereby.WherebyError) -> None:
    for key, value in expected.items():
        if key == "kind":
            assert type(error).__name__ == value, f"{error!r} is no {value}"
        elif key == "messageContains":
            assert value in str(error), f"{error!r} has no {value!r}"
        else:
            given = getattr(error, snake(key))
            check(value, wire_time(given) if isinstance(given, datetime) else wire(given), key)
