"""A sample of each model, made by what the stub says of its fields."""

from __future__ import annotations

import ast
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import whereby

STUB = ast.parse(Path(whereby.__file__).with_name("_whereby.pyi").read_text())
CLASSES = {node.name: node for node in STUB.body if isinstance(node, ast.ClassDef)}
MODELS = [getattr(whereby, name) for name in CLASSES if hasattr(getattr(whereby, name, None), "__match_args__")]
PLAIN = {"bool": True, "int": 7, "float": 1.5, "str": "SESAME", "Any": {"a": [1, None]}}
MOMENT = datetime(2026, 1, 31, 12, 0, 0, 123457, tzinfo=timezone.utc)


def keywords(model: type[Any]) -> dict[str, tuple[ast.expr, bool]]:
    """Each keyword of the constructor: its hint, and whether it must be given."""
    made = next(f for f in CLASSES[model.__name__].body if isinstance(f, ast.FunctionDef) and f.name == "__new__")
    hints = [argument.annotation for argument in made.args.kwonlyargs]
    return {a.arg: (h, d is None) for a, h, d in zip(made.args.kwonlyargs, hints, made.args.kw_defaults)}


def smallest(model: type[Any]) -> Any:
    return model(**{name: value(hint) for name, (hint, required) in keywords(model).items() if required})


def full(model: type[Any]) -> Any:
    return model(**{name: value(hint) for name, (hint, _) in keywords(model).items()})


def value(hint: ast.expr) -> Any:
    match hint:
        case ast.BinOp(left=left, right=ast.Constant(None)):
            return value(left)
        case ast.BinOp(left=left, right=ast.Attribute() | ast.Name(id="EllipsisType")):
            return value(left)
        case ast.BinOp(right=right):
            return value(right)
        case ast.Subscript(value=ast.Name(id="Sequence"), slice=item):
            return [value(item)]
        case ast.Subscript(value=ast.Name(id="dict")):
            return {"keyOfTomorrow": [1, None, {"a": 1.5}]}
        case ast.Name(id="datetime"):
            return MOMENT
        case ast.Name(id=name) if name in PLAIN:
            return PLAIN[name]
        case ast.Name(id=name) if name in CLASSES:
            return full(getattr(whereby, name))
    raise AssertionError(f"no sample for {ast.unparse(hint)}")
