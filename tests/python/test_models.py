"""Models and errors as Python objects."""

import copy
import pickle
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import whereby

END = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)


def meeting(**more):
    return whereby.Meeting(meeting_id="1", end_date=END, extra={"dialIn": {"code": 7}}, **more)


def test_built_by_keyword_and_equal_by_value():
    assert meeting() == meeting() != meeting(room_name="/a")
    with pytest.raises(TypeError):
        whereby.Meeting("1")
    with pytest.raises(AttributeError):
        meeting().room_name = "/b"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda o: pickle.loads(pickle.dumps(o))])
def test_copies_and_pickles_are_equal(again):
    page = whereby.MeetingPage(results=[meeting()], cursor="c", unreadable=["broken"])
    for model in (meeting(host_room_url="https://a.whereby.com/r?roomKey=k"), page):
        assert again(model) == model
    settings = whereby.RecordingSettings(type="cloud", start_trigger=None)
    assert again(settings).to_dict() == {"type": "cloud", "startTrigger": None}


def test_to_dict_is_the_wire_form():
    assert meeting().to_dict() == {"meetingId": "1", "endDate": "2026-01-31T12:00:00.000Z", "dialIn": {"code": 7}}


def test_repr_masks_secrets():
    shown = repr(meeting(host_room_url="https://a.whereby.com/r?roomKey=SESAME"))
    assert "SESAME" not in shown and "host_room_url='***'" in shown and "meeting_id='1'" in shown
    destination = whereby.RecordingDestination(access_key_secret="SESAME", bucket="b")
    assert "SESAME" not in repr(whereby.RecordingSettings(destination=destination))
    assert "SESAME" not in repr(whereby.Whereby(api_key="SESAME"))
    assert meeting(host_room_url="https://a/?roomKey=k").host_room_url == "https://a/?roomKey=k"


def test_three_states():
    states = [{}, {"destination": None}, {"destination": whereby.RecordingDestination()}, {"destination": ...}]
    wires = [whereby.RecordingSettings(**state).to_dict() for state in states]
    assert wires == [{}, {"destination": None}, {"destination": {}}, {}]


@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York", "Asia/Kathmandu", "UTC"])
def test_times_of_any_zone(zone):
    local = END.astimezone(ZoneInfo(zone))
    made = whereby.CreateMeeting(end_date=local)
    assert made.end_date == END and made.end_date.tzinfo is timezone.utc
    assert made.to_dict() == {"endDate": "2026-01-31T12:00:00.000Z"}


def test_microseconds_survive():
    end = END + timedelta(microseconds=123457)
    assert whereby.CreateMeeting(end_date=end).end_date == end


@pytest.mark.parametrize(
    "text, time",
    [
        ("0001-01-01T00:00:00Z", datetime.min),
        ("9999-12-31T23:59:59.999999Z", datetime.max),
        ("2026-02-28T23:59:58.000001-00:30", datetime(2026, 3, 1, 0, 29, 58, 1)),
        ("2016-12-31T23:59:60.5Z", datetime(2016, 12, 31, 23, 59, 59, 999999)),  # a leap second
    ],
)
def test_times_from_the_server(text, time):
    made = whereby.Meeting._from_json(f'{{"meetingId": "1", "endDate": "{text}"}}').end_date
    assert made == time.replace(tzinfo=timezone.utc) and made.tzinfo is timezone.utc
    assert str(made) == str(time.replace(tzinfo=timezone.utc)) and pickle.loads(pickle.dumps(made)) == made


def test_links_of_a_meeting():
    room = meeting(room_url="https://a.whereby.com/r", host_room_url="https://a.whereby.com/r?roomKey=k")
    assert room.link(display_name="Ann", lang="de") == "https://a.whereby.com/r?displayName=Ann&lang=de"
    assert room.host_link(chat=False) == "https://a.whereby.com/r?roomKey=k&chat=off"
    with pytest.raises(whereby.InvalidRequestError, match="viewer_room_url"):
        room.viewer_link()


def test_phase_of_a_meeting():
    assert meeting().phase(at=END + timedelta(minutes=30)) == "grace"
    assert meeting().phase() == "gone"


def test_errors_pickle_with_all_their_facts():
    limits = whereby.RateLimits(limit=100, remaining=0)
    facts = {"operation": "meetings.list", "status": 429, "sent": "refused", "attempts": 2, "retry_at": END}
    error = whereby.RateLimitError("wait", limits=limits, request_id="r", body="{}", **facts)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is whereby.RateLimitError and again.__dict__ == error.__dict__ and str(again) == "wait"


def test_errors_are_what_python_users_catch():
    assert issubclass(whereby.APITimeoutError, TimeoutError)
    assert issubclass(whereby.InvalidRequestError, ValueError)
    assert issubclass(whereby.NotFoundError, whereby.APIStatusError)
