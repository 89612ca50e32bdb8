"""`grade desk`: a local web application over the gradebook of a class, in which it is looked through by hand."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from tensorgrade.classroom.claim import claimed
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.regrading import course_of
from tensorgrade.classroom.teaching import brought_to_an_end
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import Course, CourseError
from tensorgrade.exits import InputError, Status
from tensorgrade_reports.class_files import write_class
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.result import say_on

AUDIENCE = "instructor"
HOST = "127.0.0.1"


class DeskError(InputError):
    """The desk cannot be opened; the message is one sentence for the user."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, metavar="N", help="Listen there and not on a free one."
)
@click.option("--anonymous", is_flag=True, help="Hide names, for a screen in class; nothing is done by hand then.")
@course_option
def command(out: Path, port: int, anonymous: bool, course: Path | None) -> Status:
    """Look through the class in OUT in a browser: answers that are alike, comments, points by hand. Ctrl-C ends it."""
    return open_desk(DeskOptions(out, port, course, anonymous))


@dataclass(frozen=True)
class DeskOptions:
    """What the command line asks for."""

    out: Path
    port: int = 0
    course: Path | None = None
    anonymous: bool = False


def open_desk(asked: DeskOptions) -> Status:
    """Serve the desk until it is ended, then write the reports of the class again. Return the exit status."""
    try:
        import uvicorn

        from tensorgrade_reports.desk.app import desk_app
        from tensorgrade_reports.desk.class_cache import ClassCache
        from tensorgrade_reports.desk.class_view import AnonymousView, ClassView, Desk
        from tensorgrade_reports.desk.guard import Secrets
    except ImportError:
        raise DeskError("grade desk needs Starlette and uvicorn: pip install 'tensorgrade[desk]'") from None
    book = open_gradebook(asked.out)
    try:
        view = AnonymousView if asked.anonymous else ClassView
        desk = Desk(asked.out, course_of_desk(book, asked.course), ClassCache(), view)
        if desk.course is not None:
            brought_to_an_end(book, desk.course)
        desk.read()
    finally:
        book.close()
    out = terminal.console()
    with listening(asked.port) as listener:
        port, drawn = listener.getsockname()[1], Secrets()
        config = uvicorn.Config(desk_app(desk, drawn, port), log_level="error", access_log=False, server_header=False)
        out.print(f"Desk: http://{HOST}:{port}/?token={drawn.token}", soft_wrap=True)
        out.print("Ctrl-C ends it, and writes the pages of the class again.")
        with suppress(KeyboardInterrupt):  # that is how it ends
            uvicorn.Server(config).run(sockets=[listener])
    with claimed(asked.out) as book:
        failed = write_class(book, asked.out, partial(say_on, terminal.console(stderr=True)))
    return Status.ours if failed else Status.done


def course_of_desk(book: Gradebook, asked: Path | None) -> Course | None:
    """Return the course that is named, else the one that the class was graded on, if it is still there."""
    try:
        return course_of(book, asked)
    except CourseError:
        if asked is not None:
            raise
        return None


def listening(port: int) -> socket.socket:
    """Listen on this machine alone. Raises DeskError where that port is taken."""
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()  # what comes before the desk is ready waits
    except OSError as error:
        listener.close()
        raise DeskError(f"port {port} of {HOST} cannot be used: {error.strerror}; name another --port") from error
    return listener
