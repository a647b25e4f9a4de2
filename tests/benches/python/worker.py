"""The loop of all workers in Python; what they are told and answer is in ../src/program.rs.

A worker's own file holds a class: its construction makes a client, its methods are the calls.
"""

import asyncio
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

BASE = os.environ["WHEREBY_BASE_URL"]
MEETINGS = BASE + "/meetings"
PAGE = MEETINGS + "?limit=100"
AUTH = {"Authorization": "Bearer " + os.environ["WHEREBY_API_KEY"]}
HEADERS = {**AUTH, "Content-Type": "application/json"}
END = datetime.now(timezone.utc) + timedelta(hours=1)


def body():
    return json.dumps({"endDate": END.isoformat(), "fields": ["hostRoomUrl"]})


def read(room):
    """Reads all fields of a room that came as a dict."""
    return (
        room["meetingId"],
        room["roomUrl"],
        room["endDate"],
        room["startDate"],
        room["roomName"],
        room["hostRoomUrl"],
    )


def read_object(room):
    """Reads all fields of a room that is an object."""
    return room.meeting_id, room.room_url, room.end_date, room.start_date, room.room_name, room.host_room_url


def serve(client):
    """Gives each thread a client of its own, since most libraries ask for that."""
    clients = [client()]

    def lane(client, call, calls):
        times = []
        once = getattr(client, call)
        for _ in range(calls):
            start = time.perf_counter_ns()
            once()
            times.append(time.perf_counter_ns() - start)
        return times

    def batch(call, calls, lanes):
        while len(clients) < lanes:
            clients.append(client())
        if lanes == 1:
            return [lane(clients[0], call, calls)]
        with ThreadPoolExecutor(lanes) as threads:
            todo = [threads.submit(lane, own, call, calls // lanes) for own in clients[:lanes]]
            return [lane.result() for lane in todo]

    obey(batch)


def serve_async(client):
    """Runs all calls in one event loop, with one client."""
    loop = asyncio.new_event_loop()

    async def make():
        return client()

    async def lane(call, calls):
        times = []
        once = getattr(shared, call)
        for _ in range(calls):
            start = time.perf_counter_ns()
            await once()
            times.append(time.perf_counter_ns() - start)
        return times

    async def batch(call, calls, lanes):
        return await asyncio.gather(*(lane(call, calls // lanes) for _ in range(lanes)))

    shared = loop.run_until_complete(make())
    obey(lambda *words: loop.run_until_complete(batch(*words)))


def obey(batch):
    print("ready", flush=True)
    for line in sys.stdin:
        call, calls, lanes = line.split()
        start, cpu = time.perf_counter_ns(), time.process_time_ns()
        lanes = batch(call, int(calls), int(lanes))
        wall, cpu = time.perf_counter_ns() - start, time.process_time_ns() - cpu
        times = sorted(time for lane in lanes for time in lane)
        figures = {"p50_ns": times[len(times) // 2], "wall_ns": wall, "cpu_ns": cpu}
        print(json.dumps(figures), flush=True)
