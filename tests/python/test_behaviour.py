"""Every shared case, through the synchronous client and through the asynchronous one."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import datetime
from typing import Any

import pytest
import whereby
from cases import behaviour, check, fill, moment, wire_time

CASES = behaviour()


@pytest.fixture(scope="session")
def other():
    with whereby.Emulator() as emulator:
        yield emulator


@pytest.mark.parametrize("way", ["sync", "async"])
@pytest.mark.parametrize("case", [c for _, c in CASES], ids=[name for name, _ in CASES])
def test_case(case, way, whereby_emulator, other):
    runner = Runner(whereby_emulator, other, way)
    for number, step in enumerate(case["steps"], 1):
        try:
            runner.step(step)
        except AssertionError as wrong:
            raise AssertionError(f"step {number}: {wrong}") from wrong


class Runner:
    def __init__(self, emulator, other, way):
        self.emulator, self.way, self.key = emulator, way, emulator.new_key()
        self.known: dict[str, Any] = {"baseUrl": emulator.base_url, "otherBaseUrl": other.base_url}

    def step(self, step):
        if "control" in step:
            control = step["control"]
            given = self.control(control["method"], control["path"], fill(control.get("body"), self.known))
            return check(fill(step.get("expect", {}), self.known), given) if "expect" in step else None
        error = step.get("error")
        if error is None:
            given = wire(self.call(step))
            if "save" in step:
                self.known[step["save"]] = given
            if "expect" in step:
                check(fill(step["expect"], self.known), given)
            return None
        with pytest.raises(whereby.WherebyError) as raised:
            self.call(step)
        return check_error(fill(error, self.known), raised.value)

    def control(self, method, path, body):
        answer = {
            ("GET", "/_emulator/requests"): lambda: self.emulator.requests(api_key=self.key),
            ("POST", "/_emulator/clock"): lambda: self.emulator.advance(body["advance"], api_key=self.key),
            ("POST", "/_emulator/answers"): lambda: self.emulator.script(body["answers"], api_key=self.key),
        }.get((method, path))
        return answer() if answer else self.raw_control(method, path, body)

    def raw_control(self, method, path, body):
        import urllib.request

        url = self.emulator.base_url.removesuffix("/v1") + path
        data = None if body is None else json.dumps(body).encode()
        headers = {"authorization": f"Bearer {self.key}", "content-type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as answer:
            return json.loads(answer.read() or "null")

    def call(self, step):
        name, args = step["call"], arguments(step.get("args", {}), self.known)
        if name in ("roomLink", "roomPhase"):
            first = args.pop("url" if name == "roomLink" else "end_date")
            return getattr(whereby, snake(name))(first, **args)
        own = {snake(k): fill(v, self.known) for k, v in step.get("client", {}).items()}
        kind = whereby.Whereby if self.way == "sync" else whereby.AsyncWhereby
        client = kind(**{"api_key": self.key, "base_url": self.emulator.base_url, **own})
        client = client.with_options(**{snake(k): v for k, v in step.get("options", {}).items()})
        target = client
        for part in name.split("."):
            target = getattr(target, snake(part))
        first = [args.pop(key) for key in ("meeting_id", "method", "path") if key in args]
        if self.way == "sync":
            result = target(*first, **args)
            return list(result) if isinstance(result, whereby.Pager) else result
        return asyncio.run(finished(target, first, args))


async def finished(target, first, args):
    result = target(*first, **args)
    if isinstance(result, whereby.AsyncPager):
        return [item async for item in result]
    return await result


def snake(name: str) -> str:
    return re.sub("([A-Z])", lambda m: "_" + m[1].lower(), name)


def arguments(args: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    typed = {}
    for key, value in args.items():
        time = moment(value) if isinstance(value, str) else None
        settings = getattr(whereby, key[0].upper() + key[1:] + "Settings", None)
        if time:
            typed[snake(key)] = time
        elif settings and isinstance(value, dict):
            typed[snake(key)] = settings._from_json(json.dumps(fill(value, known)))
        else:
            typed[snake(key)] = fill(value, known)
    return typed


def wire(result: Any) -> Any:
    if isinstance(result, list):
        return [wire(item) for item in result]
    return result.to_dict() if hasattr(result, "to_dict") else result


def check_error(expected: dict[str, Any], error: whereby.WherebyError) -> None:
    for key, value in expected.items():
        if key == "kind":
            assert type(error).__name__ == value, f"{error!r} is no {value}"
        elif key == "messageContains":
            assert value in str(error), f"{error!r} has no {value!r}"
        else:
            given = getattr(error, snake(key))
            check(value, wire_time(given) if isinstance(given, datetime) else wire(given), key)
