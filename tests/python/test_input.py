"""Wrong input: an error that names the field and the remedy, and nothing is sent."""

from datetime import datetime, timedelta, timezone

import pytest
import whereby

SOON = datetime.now(timezone.utc) + timedelta(hours=1)

REFUSED = [
    (lambda c: c.meetings.create(end_date=datetime.now()), ["end_date", "naive", "timezone.utc"]),
    (lambda c: c.meetings.create(end_date="tomorrow"), ["end_date", "datetime", "str"]),
    (lambda c: c.meetings.get(""), ["meeting_id", "empty"]),
    (lambda c: c.meetings.get("a/b"), ["meeting_id", "/"]),
    (lambda c: c.meetings.get(".."), ["meeting_id"]),
    (lambda c: c.meetings.get("a\0"), ["meeting_id", "control"]),
    (lambda c: c.meetings.list_page(page_size=0), ["page_size", "1 to 100"]),
    (lambda c: c.meetings.list_page(page_size=101), ["page_size", "1 to 100"]),
    (lambda c: c.meetings.list_page(page_size=-1), ["page_size", "negative"]),
    (lambda c: c.meetings.list_page(page_size=2**40), ["page_size", "large"]),
    (lambda c: c.meetings.create(end_date=SOON, extra={"a": float("nan")}), ["extra", "NaN"]),
]


@pytest.mark.parametrize(("call", "words"), REFUSED, ids=[str(w) for _, w in REFUSED])
def test_refused_before_any_io(call, words, whereby_client, whereby_emulator):
    with pytest.raises(whereby.InvalidRequestError) as raised:
        call(whereby_client)
    assert all(word in str(raised.value) for word in words), raised.value
    assert raised.value.sent == "never"


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda c: c.meetings.list_page(page_size=True), "page_size"),
        (lambda c: c.meetings.list_page(page_size="5"), "page_size"),
        (lambda c: c.meetings.get(7), "meeting_id"),
        (lambda c: c.meetings.create(end_date=SOON, recording={"type": "cloud"}), "recording"),
        (lambda c: c.meetings.create(end_date=SOON, is_lockd=True), "is_lockd"),
        (lambda c: c.meetings.create(), "end_date"),
    ],
)
def test_wrong_types_are_type_errors_that_name_the_argument(call, name, whereby_client):
    with pytest.raises(TypeError, match=name):
        call(whereby_client)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"api_key": "wk_test_a\n"}, ["api_key", "line break"]),
        ({"api_key": "k", "base_url": "api.whereby.dev"}, ["base_url", "scheme"]),
        ({"api_key": "k", "base_url": "http://example.com"}, ["base_url", "https"]),
        ({"api_key": "k", "base_url": "https://user:SESAME@example.com"}, ["base_url", "password"]),
        ({"api_key": "k", "timeout": 0}, ["timeout", "positive"]),
        ({"api_key": "k", "deadline": float("nan")}, ["deadline", "positive"]),
        ({"api_key": "k", "max_tries": 0}, ["max_tries", "1"]),
        ({"api_key": "k", "ca_bundle": "/nowhere"}, ["ca_bundle", "PEM"]),
        ({"api_key": "k", "headers": {"Authorization": "x"}}, ["headers", "api_key"]),
        ({"api_key": "k", "headers": {"a": "b\nc"}}, ["headers", "line breaks"]),
    ],
)
def test_options_that_cannot_be_used(options, words):
    if "ca_bundle" in options:
        options = {**options, "base_url": "https://localhost"}
    with pytest.raises(whereby.ConfigError) as raised:
        whereby.Whereby(**options)
    assert all(word in str(raised.value) for word in words), raised.value
    assert "SESAME" not in str(raised.value)


def test_no_key(monkeypatch):
    monkeypatch.delenv("WHEREBY_API_KEY", raising=False)
    with pytest.raises(whereby.ConfigError, match="WHEREBY_API_KEY"):
        whereby.Whereby()


def test_the_environment_is_read(whereby_client):
    assert list(whereby.Whereby().meetings.list()) == []
