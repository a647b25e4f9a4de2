"""The shared cases: reading them, filling in moments and saved values, matching results."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent
MOMENT = re.compile(r"\$now([+-][\d.]+)")
ISO = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")


def behaviour() -> list[tuple[str, dict[str, Any]]]:
    files = sorted((TESTS / "behaviour").glob("*.json"))
    return [(f"{f.stem}: {c['name']}", c) for f in files for c in json.loads(f.read_text())["cases"]] + links()


def links() -> list[tuple[str, dict[str, Any]]]:
    rows = json.loads((TESTS / "vectors/links.json").read_text())
    outcome = lambda row: {k: row[k] for k in ("expect", "error") if k in row}
    step = lambda row: {"call": "roomLink", "args": {"url": row["url"], **row["options"]}, **outcome(row)}
    return [(f"links: {row['name']}", {"name": row["name"], "steps": [step(row)]}) for row in rows]


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if ISO.fullmatch(text) else None


def wire_time(time: datetime) -> str:
    return time.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def fill(value: Any, known: dict[str, Any]) -> Any:
    """Put moments (as text), saved values and the case's folder where `$…` stands."""
    if isinstance(value, dict):
        return {k: fill(v, known) for k, v in value.items()}
    if isinstance(value, list):
        return [fill(v, known) for v in value]
    if not isinstance(value, str):
        return value
    if "$tmp/" in value:
        return value.replace("$tmp", str(known["tmp"]))
    if found := MOMENT.fullmatch(value):
        return wire_time(datetime.now(timezone.utc) + timedelta(seconds=float(found[1])))
    name, *keys = value[1:].split(".")
    if not value.startswith("$") or name not in known:
        return value
    found = known[name]
    for key in keys:
        found = found[int(key) if isinstance(found, list) else key]
    return found


def check(expected: Any, given: Any, at: str = "") -> None:
    where = f"{at}: expected {expected!r}, got {given!r}"
    if expected == "$any":
        assert given is not None, where
    elif expected == "$absent":
        assert given is None, where
    elif isinstance(expected, dict) and any(k.startswith("$") for k in expected):
        for word, value in expected.items():
            assert WORDS[word](value, given), where
    elif isinstance(expected, dict):
        assert isinstance(given, dict), where
        for key, value in expected.items():
            check(value, given.get(key), f"{at}.{key}")
    elif isinstance(expected, list):
        assert isinstance(given, list) and len(given) == len(expected), where
        for i, (e, g) in enumerate(zip(expected, given)):
            check(e, g, f"{at}[{i}]")
    else:
        # `True` is 1 in Python, and neither in JSON.
        assert expected == given and isinstance(expected, bool) == isinstance(given, bool), where


def _close(expected: str, given: Any) -> bool:
    read = lambda text: datetime.fromisoformat(text.replace("Z", "+00:00"))
    return abs(read(expected) - read(given)) < timedelta(seconds=5)


def _between(limits: dict[str, float], given: Any) -> bool:
    least, most = limits.get("min", float("-inf")), limits.get("max", float("inf"))
    return type(given) in (int, float) and least <= given <= most


WORDS = {
    "$startsWith": lambda e, g: isinstance(g, str) and g.startswith(e),
    "$contains": lambda e, g: isinstance(g, str) and e in g,
    "$matches": lambda e, g: isinstance(g, str) and re.search(e, g) is not None,
    "$length": lambda e, g: isinstance(g, list) and len(g) == e,
    "$number": _between,
    "$time": _close,
}
