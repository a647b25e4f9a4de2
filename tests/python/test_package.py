"""The package as it is installed: imports, command, README, pytest plug-in, emulator."""

import os
import re
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import whereby

ROOT = Path(__file__).parents[2]

# Times on the wire, and as `isoformat` writes them. Python has no leap second.
TIMES = {
    "0001-01-01T00:00:00Z": "0001-01-01T00:00:00+00:00",
    "1969-12-31T23:59:59.999999Z": "1969-12-31T23:59:59.999999+00:00",
    "2016-12-31T23:59:60Z": "2016-12-31T23:59:59.999999+00:00",
    "2026-02-01T04:05:06.007+05:45": "2026-01-31T22:20:06.007000+00:00",
    "9999-12-31T23:59:59.999Z": "9999-12-31T23:59:59.999000+00:00",
}


def run(*arguments, cwd=None, **env):
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, **env})


def test_importing_pulls_in_nothing_else():
    count = "import sys; before = set(sys.modules); import whereby; print(*sorted(set(sys.modules) - before))"
    new = [m for m in run("-I", "-c", count).stdout.split() if not m.startswith("whereby")]
    assert new == []


def test_a_class_is_made_when_it_is_asked_for():
    code = """
        import whereby
        there = set(vars(whereby))
        from whereby import Meeting
        print(there & {"Meeting", "WherebyError", "room_link"} == {"WherebyError", "room_link"})
        print(vars(whereby)["Meeting"] is Meeting is whereby.Meeting, set(whereby.__all__) <= set(dir(whereby)))
        print(whereby.room_link.__module__)
    """
    assert run("-I", "-c", textwrap.dedent(code)).stdout.split() == ["True", "True", "True", "whereby._whereby"]
    with pytest.raises(AttributeError, match="module 'whereby' has no attribute 'Room'"):
        getattr(whereby, "Room")
    with pytest.raises(AttributeError, match="module 'whereby._whereby' has no attribute 'Room'"):
        getattr(sys.modules["whereby._whereby"], "Room")


def test_the_installed_package_is_tested_and_not_the_source():
    assert not Path(whereby.__file__).is_relative_to(ROOT / "bindings-python")


@pytest.mark.parametrize("lost", ["", "del datetime.datetime_CAPI"])
def test_times_with_and_without_the_table_that_datetime_has_for_c(lost):
    code = f"""
        import datetime
        {lost}
        import whereby
        for text in {TIMES}:
            time = whereby.Meeting._from_json('{{"meetingId": "1", "endDate": "%s"}}' % text).end_date
            print(type(time) is datetime.datetime, time.tzinfo is datetime.timezone.utc, time.isoformat())
    """
    shown = [f"True True {time}" for time in TIMES.values()]
    assert run("-I", "-c", textwrap.dedent(code)).stdout.splitlines() == shown


def test_all_is_documented():
    names = [n for n in whereby.__all__ if not n.startswith("__")]
    assert [n for n in names if not (getattr(whereby, n).__doc__ or "").strip()] == []


def test_the_quick_start_of_the_readme(whereby_emulator):
    env = {"WHEREBY_API_KEY": whereby_emulator.new_key(), "WHEREBY_BASE_URL": whereby_emulator.base_url}
    ran = run(str(ROOT / "examples/quickstart.py"), **env)
    assert ran.returncode == 0 and "whereby.com" in ran.stdout, ran.stderr


def test_pip_brings_the_command(whereby_emulator):
    command = Path(sys.executable).with_name("whereby")
    env = {"WHEREBY_API_KEY": whereby_emulator.new_key(), "WHEREBY_BASE_URL": whereby_emulator.base_url}
    script = (ROOT / "examples/quickstart.sh").read_text()
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(["sh", "-ec", script], capture_output=True, text=True, env={**os.environ, **env, "PATH": path})
    assert ran.returncode == 0 and re.search(r'"roomUrl":"https://', ran.stdout), ran.stderr
    assert subprocess.run([command, "meetings", "get"], capture_output=True).returncode == 2


def test_the_emulator_frees_its_port():
    emulator = whereby.Emulator()
    port = int(re.search(r":(\d+)/", emulator.base_url)[1])
    emulator.stop()
    emulator.stop()
    socket.create_server(("127.0.0.1", port)).close()


def test_the_pytest_plug_in(tmp_path):
    (tmp_path / "test_mine.py").write_text(
        "import whereby\n"
        "def test_a(whereby_client):\n"
        "    assert list(whereby_client.meetings.list()) == []\n"
        "def test_b(whereby_client, whereby_emulator):\n"
        "    assert list(whereby.Whereby().meetings.list()) == []\n"
        "    assert len(whereby_emulator.requests(api_key=whereby_emulator.new_key())) == 0\n"
        "def test_c(whereby_async_client, whereby_client, whereby_emulator, whereby_api_key):\n"
        "    import asyncio, pytest\n"
        "    whereby_emulator.script([{'status': 403}] * 2, api_key=whereby_api_key)\n"
        "    with pytest.raises(whereby.PermissionDeniedError):\n"
        "        whereby_client.meetings.list_page()\n"
        "    with pytest.raises(whereby.PermissionDeniedError):\n"
        "        asyncio.run(whereby_async_client.meetings.list_page())\n"
        "    assert len(whereby_emulator.requests(api_key=whereby_api_key)) == 2\n"
    )
    readme = (ROOT / "bindings-python/README.md").read_text()
    blocks = [code for code in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "def test_" in code]
    (tmp_path / "test_readme.py").write_text("".join(blocks))
    ran = run("-m", "pytest", "-q", str(tmp_path))
    assert "4 passed" in ran.stdout, ran.stdout


@pytest.mark.parametrize(
    "name, shows",
    [
        ("insights", "/clinic-1"),
        ("meetings", "deleted"),
        ("recordings", "latest.mp4 has"),
        ("rooms", "mountains"),
        ("summaries", "SOAP"),
        ("transcriptions", ".md"),
    ],
)
def test_the_examples_of_the_docs(whereby_emulator, name, shows):
    key = whereby_emulator.new_key()
    session = {"roomName": "/clinic-1", "recordings": 1, "transcription": True}
    whereby_emulator.call("POST", "/_emulator/sessions", session, api_key=key)
    soon = {"transcriptionSeconds": 0, "summarySeconds": 0}
    whereby_emulator.call("POST", "/_emulator/settings", soon, api_key=key)
    env = {"WHEREBY_API_KEY": key, "WHEREBY_BASE_URL": whereby_emulator.base_url}
    ran = run(str(ROOT / f"examples/{name}.py"), cwd=ROOT / "core/examples", **env)
    assert ran.returncode == 0 and shows in ran.stdout, ran.stderr
