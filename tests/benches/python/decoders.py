"""Ways to read a page of rooms, all fields of all rooms. Each loads its library when it is chosen."""

import worker


def dicts():
    from json import loads

    def decode(text):
        for room in loads(text)["results"]:
            worker.read(room)

    return decode


def pydantic():
    from datetime import datetime

    from pydantic import BaseModel, ConfigDict
    from pydantic.alias_generators import to_camel

    class Room(BaseModel):
        model_config = ConfigDict(alias_generator=to_camel)
        meeting_id: str
        room_url: str
        start_date: datetime
        end_date: datetime
        room_name: str
        host_room_url: str | None = None

    class Page(BaseModel):
        results: list[Room]
        cursor: str | None

    return objects(Page.model_validate_json)


def msgspec():
    from datetime import datetime

    from msgspec import Struct
    from msgspec.json import Decoder

    class Room(Struct, rename="camel"):
        meeting_id: str
        room_url: str
        start_date: datetime
        end_date: datetime
        room_name: str
        host_room_url: str | None = None

    class Page(Struct):
        results: list[Room]
        cursor: str | None

    return objects(Decoder(Page).decode)


def whereby():
    from whereby import MeetingPage

    # The way back from a pickle: the only one from JSON to objects that needs no server.
    return objects(lambda text: MeetingPage._from_json(text.decode()))


def objects(parse):
    def decode(text):
        for room in parse(text).results:
            worker.read_object(room)

    return decode
