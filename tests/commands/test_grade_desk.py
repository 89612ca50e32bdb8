"""`grade desk` from its start to Ctrl-C."""

import http.client
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing

import pytest
from click.testing import CliRunner
from made_class import made_class
from tiny_course import MISTAKE, write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.classroom.teaching import Unfinished
from tensorgrade.commands.desk import command
from tensorgrade.course.catalogue import read_course
from tensorgrade_reports.desk.class_view import AnonymousView, ClassView

START = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from tensorgrade.commands.cli import main
main()
"""


@pytest.fixture
def out(tmp_path):
    return made_class(tmp_path, read_course(write(tmp_path / "course")))


def test_the_desk_is_served_to_this_machine_until_ctrl_c_and_then_the_pages_are_written(out):
    start = [sys.executable, "-u", "-c", START, "desk", str(out)]
    with subprocess.Popen(start, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:
            use_and_end(desk, out)
        finally:
            desk.kill()
    assert "bonus was set by hand to 0.5: a good question" in (out / "students" / "dora.html").read_text()


def use_and_end(desk, out):
    """Open the first URL, give points, and press Ctrl-C."""
    line = desk.stdout.readline()
    told = re.fullmatch(r"Desk: http://127\.0\.0\.1:(\d+)/\?token=([\w-]{43})\n", line)
    assert told, line
    assert desk.stdout.readline() == "Ctrl-C ends it, and writes the pages of the class again.\n"
    with closing(http.client.HTTPConnection("127.0.0.1", int(told[1]), timeout=60)) as connection:
        connection.request("GET", f"/?token={told[2]}")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["location"]) == (303, "/")
    with closing(Gradebook(out)) as book:
        Ledger(book.database).set_points([book.row("dora").result], "bonus", 0.5, "a good question")
    desk.send_signal(signal.SIGINT)
    assert desk.wait(120) == 0, desk.stderr.read()
    assert desk.stderr.read() == ""


@pytest.mark.parametrize(("options", "view"), [((), ClassView), (("--anonymous",), AnonymousView)])
def test_names_are_hidden_when_that_is_asked_for(out, monkeypatch, options, view):
    desks = []
    (out / "students").mkdir()
    monkeypatch.setattr("tensorgrade_reports.desk.app.desk_app", lambda desk, drawn, port: desks.append(desk))
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: None)
    assert CliRunner().invoke(command, [str(out), *options], standalone_mode=False).return_value == 0
    assert [desk.view for desk in desks] == [view]


def test_what_was_begun_when_a_desk_was_killed_is_brought_to_an_end(out, monkeypatch):
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: None)
    mistakes = out / "course" / "solutions" / "mistakes" / "sums" / "total.py"
    with closing(Gradebook(out)) as book:
        begun = Unfinished("solutions/mistakes/sums/total.py", MISTAKE, MISTAKE + "\nLOW = 1\n")
        book.database.write(begun.statements)
    mistakes.write_text(MISTAKE + "\nLOW = 1\n")
    CliRunner().invoke(command, [str(out), "--course", str(out / "course")], standalone_mode=False)
    assert mistakes.read_text() == MISTAKE


def test_a_port_that_is_taken_is_told(out):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(command, [str(out), "--port", str(port)])
    assert (
        str(done.exception) == f"port {port} of 127.0.0.1 cannot be used: Address already in use; name another --port"
    )


def test_a_folder_without_a_gradebook_is_told(tmp_path):
    done = CliRunner().invoke(command, [str(tmp_path)])
    assert str(done.exception) == f"{tmp_path} holds no gradebook; grade batch SUBMISSIONS --out {tmp_path} makes one"


def test_what_is_to_be_installed_is_told(out, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = CliRunner().invoke(command, [str(out)])
    assert str(done.exception) == "grade desk needs Starlette and uvicorn: pip install 'tensorgrade[desk]'"
