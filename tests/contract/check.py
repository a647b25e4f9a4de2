"""Hold what the suites sent, and what the emulator answered, against the vendor's OpenAPI file.

    check.py OPENAPI RECORD...

The file has faults, which `patches.json` mends. What still is not as the file wants it must be
explained by a rule of `exceptions.json`; a rule that explains nothing is an error too.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jsonpatch
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from openapi_core.validation.request.exceptions import ParameterValidationError

HERE = Path(__file__).parent
HOST = "https://api.whereby.dev"
BOUNDARY = "boundary"
SHOWN = 30


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def main(spec: Path, records: list[Path]) -> int:
    vendor = read(spec)
    operations = read(HERE.parent / "conformance.json")
    faults: Counter[tuple[str, ...]] = Counter()
    for wrong in differences(vendor, operations):
        faults["tests/conformance.json", "", wrong] += 1
    patched = jsonpatch.apply_patch(vendor, list(steps(read(HERE / "patches.json"))))
    api = OpenAPI.from_dict(patched, config=Config(additional_properties_default_policy="forbid"))
    rules = read(HERE / "exceptions.json")
    used: Counter[int] = Counter()
    counts: Counter[str] = Counter()
    for record in records:
        for line in record.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            for exchange in case["exchanges"]:
                if not exchange["path"].startswith("/v1/"):
                    continue
                operation = asked_for(operations, exchange)
                name = operation["operation"]
                for side, fault in judged(api, patched, operation, exchange, counts):
                    fits = (i for i, rule in enumerate(rules) if explains(rule, side, name, exchange, fault))
                    rule = next(fits, None)
                    if rule is None:
                        faults[name, side, fault, f"{record.stem}: {case['case']}"] += 1
                    else:
                        used[rule] += 1
    for i, rule in enumerate(rules):
        if not used[i]:
            faults["exceptions.json", "", f"explains nothing any more, take it out: {rule}"] += 1
    print(f"{counts['request']} requests and {counts['answer']} answers; faults that are explained:")
    for i, rule in enumerate(rules):
        print(f"{used[i]:5} {rule['why']}")
    for fault, times in faults.most_common(SHOWN):
        print(f"{times} x " + " | ".join(filter(None, fault)))
    if len(faults) > SHOWN:
        print(f"and {len(faults) - SHOWN} more")
    return 1 if faults or not counts["request"] else 0


def steps(patches: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The steps as RFC 6902 has them: one for each of `paths`."""
    for patch in patches:
        for step in patch["steps"]:
            for path in step.get("paths", [step.get("path")]):
                yield {**{key: value for key, value in step.items() if key != "paths"}, "path": path}


def differences(vendor: dict[str, Any], operations: list[dict[str, Any]]) -> Iterator[str]:
    """What our list of operations and documented statuses and the file do not have in common."""
    of_file = {
        (method.upper(), path, int(status))
        for path, item in vendor["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
        for status in operation["responses"]
    }
    ours = {(o["method"], o["path"], status) for o in operations for status in o["statuses"]}
    for method, path, status in sorted(of_file ^ ours):
        yield f"{method} {path} {status} is only in {'the file' if (method, path, status) in of_file else 'our list'}"


def asked_for(operations: list[dict[str, Any]], exchange: dict[str, Any]) -> dict[str, Any]:
    """The operation of a request; one without a path in the file if there is none such."""
    for operation in operations:
        pattern = re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(operation["path"]))
        if operation["method"] == exchange["method"] and re.fullmatch("/v1" + pattern, exchange["path"]):
            return operation
    return {"operation": f"{exchange['method']} {exchange['path']}"}


def judged(
    api: OpenAPI, spec: dict[str, Any], operation: dict[str, Any], exchange: dict[str, Any], counts: Counter[str]
) -> Iterator[tuple[str, str]]:
    """Each fault of a request and its answer."""
    pairs = parse_qsl(exchange["query"], keep_blank_values=True)
    request = asked(exchange, pairs)
    counts["request"] += 1
    for error in api.iter_request_errors(request):
        yield from (("request", text) for text in told(error))
    if "path" in operation:
        parameters = spec["paths"][operation["path"]][operation["method"].lower()].get("parameters", [])
        known = set(names(parameters))
        yield from (("request", f"query: {name} is not declared") for name, _ in pairs if name not in known)
    if exchange["status"] is not None:
        counts["answer"] += 1
        for error in api.iter_response_errors(request, answered(exchange)):
            yield from (("answer", text) for text in told(error))


def asked(exchange: dict[str, Any], pairs: list[tuple[str, str]]) -> MockRequest:
    headers = dict(exchange["headers"])
    if "authorization" in headers:
        headers["authorization"] = "Bearer masked-by-the-log"
    content_type = headers.pop("content-type", "")
    body = exchange["body"]
    if content_type.startswith("multipart/form-data"):
        data = form(body)
        content_type = f"multipart/form-data; boundary={BOUNDARY}"
    else:
        data = b"" if body is None else json.dumps(body).encode()
    request = MockRequest(
        HOST, exchange["method"], exchange["path"], args=pairs, headers=headers, data=data, content_type=content_type
    )
    request.body = data or None
    return request


def form(parts: dict[str, Any]) -> bytes:
    """The form again, of which the log shows names and sizes."""
    text = b""
    for name, part in parts.items():
        head = f'content-disposition: form-data; name="{name}"; filename="{part["filename"]}"'
        text += f"--{BOUNDARY}\r\n{head}\r\ncontent-type: {part['contentType']}\r\n\r\n".encode()
        text += b"\0" * part["bytes"] + b"\r\n"
    return text + f"--{BOUNDARY}--\r\n".encode()


def answered(exchange: dict[str, Any]) -> MockResponse:
    response = exchange["response"]
    data = b"" if response["body"] is None else json.dumps(response["body"]).encode()
    return MockResponse(data, exchange["status"], content_type=response["contentType"] or "")


def names(parameters: list[dict[str, Any]]) -> Iterator[str]:
    """The names of query parameters as they are written. Validators let others pass."""
    for parameter in parameters:
        if parameter.get("style") == "deepObject":
            yield from (f"{parameter['name']}[{key}]" for key in parameter["schema"]["properties"])
        elif parameter.get("in") == "query":
            yield parameter["name"]


def told(error: Exception) -> Iterator[str]:
    """A fault that the validator found, with its place."""
    where = f"{error.location} {error.name}" if isinstance(error, ParameterValidationError) else "body"
    faults = getattr(error.__cause__, "schema_errors", None)
    if faults:
        yield from (f"{where}: {fault.json_path}: {fault.message}" for fault in faults)
    else:
        yield f"{error}: {error.__cause__}" if error.__cause__ else f"{error}"


def explains(rule: dict[str, Any], side: str, operation: str, exchange: dict[str, Any], fault: str) -> bool:
    return (
        rule["side"] == side
        and fnmatch(operation, rule.get("operation", "*"))
        and rule.get("scripted", exchange["scripted"]) == exchange["scripted"]
        and exchange["status"] in rule.get("statuses", [exchange["status"]])
        and re.search(rule.get("fault", ""), fault) is not None
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
