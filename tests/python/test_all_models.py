"""What holds of every model that is exported."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
import whereby
from pydantic import BaseModel, TypeAdapter, ValidationError, create_model
from samples import MODELS, full, keywords, smallest

SAMPLES = [sample(model) for model in MODELS for sample in (smallest, full)]
NAMES = [f"{type(s).__name__}-{how}" for s, how in zip(SAMPLES, ["smallest", "full"] * len(MODELS))]

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)


def test_there_are_models():
    assert {"Meeting", "CreateMeeting", "RoomSessionPage", "RateLimits"} <= {m.__name__ for m in MODELS}


@each_sample
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles_are_equal(sample, protocol):
    again = pickle.loads(pickle.dumps(sample, protocol))
    assert again == sample and type(again) is type(sample) and repr(again) == repr(sample)


@each_sample
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_copies_are_equal(sample, copied):
    assert copied(sample) == sample


@each_model
def test_equal_by_value_and_therefore_without_a_hash(model):
    assert full(model) == full(model) and not full(model) != full(model)
    assert full(model) != smallest(model) and full(model) != full(model).to_dict()
    with pytest.raises(TypeError, match="unhashable"):
        hash(full(model))


@each_model
def test_built_by_keyword_alone_and_never_changed(model):
    with pytest.raises(TypeError):
        model("SESAME")
    for name in keywords(model):
        with pytest.raises(AttributeError):
            setattr(full(model), name, None)


@pytest.mark.parametrize("page", [m for m in MODELS if "results" in keywords(m)], ids=lambda m: m.__name__)
def test_items_of_a_page_are_made_once_and_stay(page):
    given = full(page).results[0]
    made = page(results=[given])
    for again in (made, pickle.loads(pickle.dumps(made))):
        assert again.results[0] is again.results[0] == given
        again.results.clear()
        assert again.results == [given] and again == made
    assert made.results[0] is given
    with pytest.raises(TypeError, match="results: must be .*, not int"):
        page(results=[1])


@each_model
def test_fields_stand_in_one_order(model):
    assert set(model.__match_args__) == set(keywords(model)) and model.__match_args__[-1] == "extra"
    assert all(hasattr(full(model), name) for name in model.__match_args__)


@each_sample
def test_the_dict_is_json(sample):
    wire = sample.to_dict()
    assert json.loads(json.dumps(wire)) == wire
    assert type(sample)._from_json(json.dumps(wire)) == sample


@each_sample
def test_pydantic_takes_and_gives_each_model(sample):
    model = create_model("Holder", value=(type(sample), ...))
    holder = model(value=sample)
    assert holder.value == sample == model.model_validate({"value": sample.to_dict()}).value
    assert holder.model_dump(mode="json") == {"value": sample.to_dict()}
    assert model.model_validate_json(holder.model_dump_json()) == holder
    assert holder.model_dump() == {"value": sample}


@each_model
def test_pydantic_knows_that_a_model_is_an_object(model):
    for mode in ("validation", "serialization"):
        schema = TypeAdapter(list[model]).json_schema(mode=mode)
        assert schema["items"]["type"] == "object" and schema["items"]["title"] == model.__name__


class Clinic(BaseModel):
    name: str
    meeting: whereby.Meeting | None = None
    recording: whereby.RecordingSettings | None = None


def test_pydantic_keeps_the_three_states():
    for wire in ({}, {"startTrigger": None}, {"startTrigger": "automatic"}):
        clinic = Clinic.model_validate({"name": "a", "recording": wire})
        assert clinic.model_dump(mode="json", exclude_none=False)["recording"] == wire


@pytest.mark.parametrize(
    "wire", [{"hostRoomUrl": "SESAME"}, "SESAME", ["SESAME"], {"meetingId": "1", "a": float("nan")}, {"a": {1}}]
)
def test_pydantic_says_what_is_wrong_and_shows_no_secret(wire):
    with pytest.raises(ValidationError) as raised:
        Clinic.model_validate({"name": "a", "meeting": wire})
    assert "meeting" in str(raised.value) and raised.value.error_count() == 1
    assert "SESAME" not in f"{raised.value} {raised.value!r} {raised.value.errors()}"


def test_pydantic_writes_secrets_as_they_are_and_shows_them_masked():
    meeting = whereby.Meeting(meeting_id="1", host_room_url="https://a.whereby.com/r?roomKey=SESAME")
    clinic = Clinic(name="a", meeting=meeting)
    assert "SESAME" in clinic.model_dump_json() and "SESAME" not in f"{clinic!r} {clinic} {clinic.model_dump()}"


def test_patterns_by_position():
    page = whereby.MeetingPage(results=[whereby.Meeting(meeting_id="1", room_name="/a")], cursor="c")
    match page:
        case whereby.MeetingPage([whereby.Meeting("1", room_name="/a")], "c"):
            pass
        case other:
            raise AssertionError(other)
