"""One worker: serves one subject, one command at a time, until its commands end or a case spoils the process."""

from __future__ import annotations

import linecache
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pytest

from tensorgrade.decoding import read_json
from tensorgrade.isolation import network
from tensorgrade.protocol import frames
from tensorgrade.protocol.anatomy import ShownExpression
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import Command, Exchange, ImportExercise, RunCase, ShowExpression, Subject
from tensorgrade.protocol.records import CaseRecord, Ending, ImportRecord
from tensorgrade.worker import failures, state
from tensorgrade.worker.case import check_of, collected_case
from tensorgrade.worker.context import Base, Context, find_exercise, import_ending_of
from tensorgrade.worker.expression import show_expression
from tensorgrade.worker.fixtures import CONTEXT, DEVICES, NAMESPACES
from tensorgrade.worker.patches import Namespaces
from tensorgrade.worker.walker import Walker


def serve(items: Mapping[str, pytest.Function], commands: BinaryIO, answers: int, scratch: Path, mapped: int) -> None:
    """Answer commands on the descriptor `answers`; the first line of `commands` is the subject itself.

    scratch: an empty folder for the subject's files and for whatever the code leaves behind; it becomes the working
    folder. mapped: how many bytes this process has mapped already.
    """
    subject = read_json(commands.readline(), Subject)
    kept = next(iter(items.values())).config.stash
    if "cuda" not in kept[DEVICES]:  # which maps more than any machine has; the launcher watches what is used
        limit_memory(subject.memory, mapped)
    context = kept[CONTEXT] = make_context(subject, scratch, kept[NAMESPACES])
    one_of_each = {collected_case(item).exercise: item for item in items.values()}  # many paths are slow to look up
    courses = {exercise: file.course for exercise, item in one_of_each.items() if (file := check_of(item.path))}
    found = state.capture()
    for text in commands:
        command: Command = read_json(text, Command)
        if isinstance(command, ImportExercise):
            record = import_exercise(context, courses[command.exercise], command)
            answer(answers, command.nonce, record, context)
        elif isinstance(command, Exchange):
            state.restore(found)
            exchange(context, command.subject, scratch)
        elif isinstance(command, ShowExpression):
            answer(answers, command.nonce, show_expression(context, command), context)
        elif isinstance(command, RunCase):
            case = context.record(items[command.case])
            answer(answers, command.nonce, case, context)
            if case.ending.kind == EndingKind.TIMED_OUT or failures.spoils_device(case.ending.failure):
                return


def make_context(subject: Subject, scratch: Path, namespaces: Namespaces) -> Context:
    """Write the subject's files under `scratch` and make them importable last, so that they shadow nothing."""
    write_files(subject, scratch)
    for place in ("work", "tmp"):
        (scratch / place).mkdir()
    for file, content in subject.files.items():
        if not file.endswith(".py"):  # data is found beside the file, and in the working folder
            path = scratch / "work" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    os.chdir(scratch / "work")
    os.environ["TMPDIR"] = tempfile.tempdir = str(scratch / "tmp")
    sys.path.append(str(scratch / "submission"))
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")
    network.forbid()
    base = base_of(subject, scratch)
    walker = Walker(scratch / "submission") if subject.is_followed else None
    return Context(scratch / "submission", subject.seed, namespaces, recording=True, base=base, walker=walker)


def write_files(subject: Subject, scratch: Path) -> None:
    """Write the files of a subject, and those that stand in for what they lack."""
    places = {"submission": subject.files, "base": subject.base}
    for name, files in places.items():
        for file, content in files.items():
            path = scratch / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    (scratch / "submission").mkdir(exist_ok=True)


def base_of(subject: Subject, scratch: Path) -> Base:
    """Say what stands in for the definitions that a subject lacks, once its files are written."""
    return Base(scratch / "base" if subject.base else None, subject.own)


def exchange(context: Context, subject: Subject, scratch: Path) -> None:
    """Put another subject of ours in the place of the one before."""
    for name in ("submission", "base"):
        shutil.rmtree(scratch / name, ignore_errors=True)
    write_files(subject, scratch)
    linecache.clearcache()
    context.exchange(subject.seed, base_of(subject, scratch))


def import_exercise(context: Context, course: Path, command: ImportExercise) -> ImportRecord:
    """Import the subject's file of one exercise; whatever it raises becomes data."""
    exercise = command.exercise
    try:
        left_out = context.load(course, exercise, command.extent, command.but_for)
    except BaseException as error:
        file = context.folder / find_exercise(course / "exercises", exercise).name
        return ImportRecord(exercise, import_ending_of(error, context.folder, file if file.is_file() else None))
    return ImportRecord(exercise, Ending(EndingKind.COMPLETED), left_out)


def answer(
    descriptor: int, nonce: bytes, record: CaseRecord | ImportRecord | ShownExpression, context: Context
) -> None:
    """Write one frame; a case whose observations are too large is told without them."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # the subject may have closed or replaced it
            continue
    arrays = context.observe.encoder.arrays if isinstance(record, CaseRecord) else {}
    try:
        frame = frames.encode(nonce, record, arrays)
    except frames.FrameError as error:
        assert isinstance(record, CaseRecord)
        frame = frames.encode(nonce, CaseRecord(record.case, Ending(EndingKind.UNREADABLE, note=str(error))), {})
    view = memoryview(frame)
    while view:
        view = view[os.write(descriptor, view) :]


def mapped_bytes() -> int:
    """Return how much memory this process has mapped; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def limit_memory(size: int | None, mapped: int) -> None:
    """Let this process map at most `size` bytes more than `mapped`, where the system can hold it to that."""
    if size is None or mapped == 0:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (mapped + size, mapped + size))
