"""From the JSON of a shared case to calls of the clients, and back."""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import json
import re
from pathlib import Path
from typing import Any

import whereby
from cases import fill, moment

POSITIONAL = inspect.Parameter.POSITIONAL_OR_KEYWORD


def snake(name: str) -> str:
    return re.sub("([A-Z])", lambda m: "_" + m[1].lower(), name)


def call(owner: Any, name: str, args: dict[str, Any], way: str) -> Any:
    """Make a call and return its JSON. What may be given by position is."""
    target = owner
    for part in name.split("."):
        target = getattr(target, snake(part))
    known = inspect.signature(target).parameters.values()
    first = [args.pop(p.name) for p in known if p.kind is POSITIONAL and p.name in args]
    if way == "async":
        return wire(asyncio.run(_finished(target, first, args)))
    result = target(*first, **args)
    return wire(list(result) if isinstance(result, (whereby.Pager, whereby.Batch)) else result)


async def _finished(target: Any, first: list[Any], args: dict[str, Any]) -> Any:
    result = target(*first, **args)
    if isinstance(result, (whereby.AsyncPager, whereby.AsyncBatch)):
        return [item async for item in result]
    return await result


def arguments(args: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    return {snake(key): _typed(key, value, known) for key, value in args.items()}


def _typed(key: str, value: Any, known: dict[str, Any]) -> Any:
    value = fill(value, known)
    if isinstance(value, str):
        return moment(value) or value
    if key == "image":
        return _picture(**value)
    if key == "meetings":
        return [whereby.CreateMeeting(**arguments(meeting, known)) for meeting in value]
    settings = getattr(whereby, key[0].upper() + key[1:] + "Settings", None)
    if settings and isinstance(value, dict):
        return settings._from_json(json.dumps(value))
    return value


def _picture(png: int = 0, pngFile: int = 0, at: str | None = None) -> bytes | Path:
    content = b"\x89PNG\r\n\x1a\n".ljust(png or pngFile, b"\0")[: png or pngFile]
    if at is None:
        return content
    Path(at).write_bytes(content)
    return Path(at)


def file(path: str) -> dict[str, Any] | None:
    if not Path(path).exists():
        return None
    content = Path(path).read_bytes()
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def wire(result: Any) -> Any:
    if isinstance(result, list):
        if result and isinstance(result[0], whereby.BatchResult):
            return [_ended(ended) for ended in sorted(result, key=lambda ended: ended.index)]
        return [wire(item) for item in result]
    return result.to_dict() if hasattr(result, "to_dict") else result


def _ended(ended: whereby.BatchResult[Any]) -> dict[str, Any]:
    if ended.ok:
        return {"index": ended.index, "value": wire(ended.result())}
    error = {"kind": type(ended.error).__name__, "status": ended.error.status}
    return {"index": ended.index, "error": error}
