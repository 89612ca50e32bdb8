"""A desk that is served to a browser, and a class that is made larger than what was graded."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from msgspec.structs import replace

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import keep_groups
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.identity import Identity
from tensorgrade.course.catalogue import Course
from tensorgrade_reports.desk.app import desk_app
from tensorgrade_reports.desk.class_cache import ClassCache
from tensorgrade_reports.desk.class_view import Desk
from tensorgrade_reports.desk.guard import Secrets


@dataclass(frozen=True)
class Served:
    """A desk that is served: where, and over which folder."""

    home: str
    out: Path
    token: str


@contextmanager
def serving(out: Path, course: Course) -> Iterator[Served]:
    """Serve the desk of a class in a thread."""
    drawn = Secrets()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        app = desk_app(Desk(out, course, ClassCache()), drawn, port)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Served(f"http://127.0.0.1:{port}", out, drawn.token)
        finally:
            server.should_exit = True
            thread.join()


def copy_students(book: Gradebook, course: Course, counts: Mapping[str, int]) -> None:
    """Have so many students with the result of each that was graded, who is called as in Moodle, too."""
    holdings, keys, people = Holdings(book.database), book.keys(), dict(book.identities)
    for student, count in counts.items():
        row, holding = book.row(student), holdings.of(student)
        assert row is not None
        for number in range(1, count):
            name = f"{student} {number:03}"
            result = replace(row.result, submission=name)
            copied = book.row_of(name, f"{row.page}-{number}", result, row.handed_in, "")
            book.put(copied, keys[student], holding=holding)
            people[name] = Identity(name)
    numbered = enumerate(people, 1)
    book.put_roll({name: Identity(name, platform="moodle", number=str(number)) for number, name in numbered}, {})
    keep_groups(book, course)
