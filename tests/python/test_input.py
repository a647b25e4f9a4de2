"""Wrong input: an error that names the field and the remedy, and nothing is sent."""

import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import whereby

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
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
    (lambda c: c.meetings.list_page(page_size=1, extra={"limit": 2}), ["extra", "`limit`", "leave"]),
    (lambda c: c.rooms.set_logo("a", os.devnull), ["image", "regular file"]),
    (lambda c: c.recordings.download("a", os.devnull, overwrite=True), ["to", "regular file"]),
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
        (lambda c: c.meetings.create(end_date=SOON, recording={"type": "cloud"}), "must be RecordingSettings, not dict"),
        (lambda c: c.meetings.create(end_date=SOON, fields="hostRoomUrl"), "fields: must be a list .* into brackets"),
        (lambda c: c.meetings.list_page(fields={"hostRoomUrl"}), "fields: must be a list or a tuple, not set"),
        (lambda c: c.meetings.create_many([{"end_date": SOON}]), r"meetings\[0\]: must be CreateMeeting, not dict"),
        (lambda _: whereby.Emulator().script({"status": 503}), "answers: must be a list or a tuple, not dict"),
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


@pytest.mark.parametrize("span", [1, 0.5, timedelta(seconds=1), timedelta(microseconds=1)])
@pytest.mark.parametrize("option", ["timeout", "connect_timeout", "deadline"])
def test_spans_are_seconds_or_timedeltas(option, span):
    whereby.Whereby(api_key="k", **{option: span})


@pytest.mark.parametrize("span", [timedelta(0), timedelta(seconds=-1), timedelta(days=400)])
def test_timedeltas_that_cannot_be_used(span):
    with pytest.raises(whereby.ConfigError, match="timeout.*positive"):
        whereby.Whereby(api_key="k", timeout=span)


@pytest.mark.parametrize("span", ["5", True, None, b"5", datetime.now()])
def test_what_is_no_span(span, whereby_client):
    if span is not None:
        with pytest.raises(TypeError, match="timeout: must be a number"):
            whereby_client.with_options(timeout=span)
    with pytest.raises(TypeError, match="seconds: must be a number"):
        whereby.Emulator().advance(span)


def test_a_timedelta_is_as_long_as_its_seconds(whereby_client, whereby_emulator):
    key = os.environ["WHEREBY_API_KEY"]
    meeting = whereby_client.meetings.create(end_date=SOON)
    whereby_emulator.advance(timedelta(hours=20), api_key=key)
    assert whereby_client.meetings.get(meeting.meeting_id)
    whereby_emulator.advance(6 * 3600, api_key=key)
    with pytest.raises(whereby.NotFoundError):
        whereby_client.meetings.get(meeting.meeting_id)
    with pytest.raises(whereby.InvalidRequestError, match="seconds.*0 or more"):
        whereby_emulator.advance(timedelta(seconds=-1), api_key=key)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda e: e.script([{"stauts": 503}]), "POST /_emulator/answers: The body cannot be used: unknown field `stauts`"),
        (lambda e: e.advance(1e15), "POST /_emulator/clock: advance must be seconds"),
        (lambda e: e.requests(api_key="wk"), "GET /_emulator/requests: Access token is missing"),
        (lambda e: e.call("GET", "/_emulator/nothing"), "GET /_emulator/nothing: "),
        (lambda e: (e.stop(), e.requests()), "the emulator has been stopped"),
    ],
)
def test_what_the_emulator_refuses_says_why(call, words):
    with whereby.Emulator() as emulator, pytest.raises(whereby.InvalidRequestError) as raised:
        call(emulator)
    assert raised.value.message.startswith(words)


@pytest.mark.parametrize("option", ["port", "points_per_minute", "keep_after_end_hours"])
def test_options_of_the_emulator_are_named(option):
    for number in (-1, 2**40):
        with pytest.raises(whereby.ConfigError, match=f"{option}: this number is too large or negative"):
            whereby.Emulator(**{option: number})
    for other in ("1", True):
        with pytest.raises(TypeError, match=f"{option}: "):
            whereby.Emulator(**{option: other})


@pytest.mark.parametrize("image", [bytes, bytearray, memoryview, lambda b: memoryview(b"-" + b)[1:]])
def test_pictures_are_bytes_of_any_kind(image, whereby_client, whereby_emulator):
    room = whereby_client.meetings.create(end_date=SOON).room_name
    whereby_client.rooms.set_logo(room, image(PNG))
    last = whereby_emulator.requests(api_key=os.environ["WHEREBY_API_KEY"])[-1]
    assert last["status"] == 204 and last["body"]["image"]["bytes"] == len(PNG)


@pytest.mark.parametrize("path", [str, Path])
def test_pictures_may_be_paths(path, whereby_client, tmp_path):
    room = whereby_client.meetings.create(end_date=SOON).room_name
    (tmp_path / "logo.png").write_bytes(PNG)
    whereby_client.rooms.set_logo(room, path(tmp_path / "logo.png"))
    with pytest.raises(whereby.InvalidRequestError, match="image.*nothing.png"):
        whereby_client.rooms.set_logo(room, path(tmp_path / "nothing.png"))


def test_what_is_no_picture_and_no_path(whereby_client):
    for image in (7, None, [137, 80]):
        with pytest.raises(TypeError, match="image: must be the bytes of a picture"):
            whereby_client.rooms.set_logo("/a", image)
    for to in (7, None, b"a", b"/tmp/a"):
        with pytest.raises(TypeError, match="to: must be a path"):
            whereby_client.recordings.download("1", to)


def test_no_key(monkeypatch):
    monkeypatch.delenv("WHEREBY_API_KEY", raising=False)
    with pytest.raises(whereby.ConfigError, match="WHEREBY_API_KEY"):
        whereby.Whereby()


@pytest.mark.skipif(sys.platform == "win32", reason="there the environment is always text")
@pytest.mark.parametrize("name", ["WHEREBY_API_KEY", "WHEREBY_BASE_URL"])
def test_an_environment_that_is_no_text_is_not_passed_over(monkeypatch, name):
    monkeypatch.setenv("WHEREBY_API_KEY", "wk_test_a")
    monkeypatch.setitem(os.environb, name.encode(), b"\xff\xfe")
    with pytest.raises(whereby.ConfigError, match=f"{name} is no text in UTF-8"):
        whereby.Whereby()


def test_the_environment_is_read(whereby_client):
    assert list(whereby.Whereby().meetings.list()) == []
