"""What a batch is made of: any iterable of what its call takes, and nothing else."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone

import pytest
import whereby

END = datetime.now(timezone.utc) + timedelta(hours=1)


@pytest.mark.parametrize("inputs", [tuple, set, iter, lambda ids: {i: i for i in ids}, lambda ids: (i for i in ids)])
def test_any_iterable_is_taken(inputs, whereby_client):
    results = list(whereby_client.meetings.delete_many(inputs(["1", "2"])))
    assert sorted(r.result() for r in results) == ["1", "2"]


def test_a_generator_is_read_to_its_end_before_the_first_call(whereby_client, whereby_emulator):
    def ids():
        yield "1"
        raise LookupError("mine")

    for call in (whereby_client.meetings.delete_many, whereby_client.recordings.bulk_delete):
        with pytest.raises(LookupError, match="mine"):
            call(ids())
    assert whereby_emulator.requests(api_key=os.environ["WHEREBY_API_KEY"]) == []


@pytest.mark.parametrize(
    ("inputs", "words"),
    [("abc", "brackets"), (b"abc", "brackets"), (7, "int"), (None, "NoneType"), (["1", 7], r"\[1\]: must be str, not int")],
)
def test_what_is_no_list_of_texts_is_refused(inputs, words, whereby_client):
    calls = {
        "meeting_ids": whereby_client.meetings.delete_many,
        "recording_ids": whereby_client.recordings.bulk_delete,
        "transcription_ids": whereby_client.transcriptions.bulk_delete,
    }
    for name, call in calls.items():
        with pytest.raises(TypeError, match=f"{name}.*{words}"):
            call(inputs)


def test_what_is_no_meeting_is_refused(whereby_client):
    with pytest.raises(TypeError, match=r"meetings\[0\]: must be CreateMeeting, not dict"):
        whereby_client.meetings.create_many([{"end_date": END}])
    with pytest.raises(TypeError, match="meetings: must be a list or another iterable, not CreateMeeting"):
        whereby_client.meetings.create_many(whereby.CreateMeeting(end_date=END))
