"""Models as fields of pydantic's models. Imported by the hooks of a model, which only pydantic calls."""

import json

from pydantic_core import core_schema as schema


class _Wire:
    """Input on its way into a model. pydantic shows input in its errors, and this may hold secrets."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return "***"


def core_schema(cls):
    """Take an instance, or its wire form; write the wire form where JSON is wanted, secrets included."""

    def masked(value):
        return value if isinstance(value, cls) else _Wire(value)

    def read(given):
        if isinstance(given, cls):
            return given
        if not isinstance(given.value, dict):
            kind = type(given.value).__name__
            raise ValueError(f"must be a {cls.__name__}, or its wire form, a dict; not {kind}")
        try:
            text = json.dumps(given.value, allow_nan=False)
        except TypeError:
            raise ValueError("must be made of what JSON has: times as ISO 8601 text") from None
        return cls._from_json(text)

    return schema.chain_schema(
        [schema.no_info_plain_validator_function(masked), schema.no_info_plain_validator_function(read)],
        serialization=schema.plain_serializer_function_ser_schema(cls.to_dict, when_used="json"),
    )


def json_schema(cls):
    """Say that it is an object: which keys an answer has is the server's to say."""
    return {"type": "object", "title": cls.__name__, "description": cls.__doc__.strip()}
