"""The answer key: what the reference and the known mistakes of an exercise leave on the published seeds, without code.

It lets students grade themselves without the solutions. `grade release` writes one file for an exercise and a seed,
`answer_key/<slug>-<seed>.key`: gzipped frames (protocol.frames), first a header, then the evidence of the reference in
each public case, then that of each known mistake in the cases that it fails.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from tensorgrade.answers.fingerprint import contents, data_of, fingerprint
from tensorgrade.answers.recordings import frame_of
from tensorgrade.course.catalogue import Course, CourseError, Exercise
from tensorgrade.files import with_plain_ends
from tensorgrade.judgement.dictionary import KnownMistake
from tensorgrade.judgement.named import Named
from tensorgrade.protocol import frames
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import CaseRecord
from tensorgrade.protocol.transcript import Evidence, Transcript, read_case
from tensorgrade.protocol.values import MappingValue, RaisedValue, SequenceValue, TensorValue, Value

FOLDER = "answer_key"
SCHEMA = "tensorgrade-key/2"
PASSING = re.compile(r"(?<!\S)\S*\bcase-\w{8}|0x[0-9a-f]{8,}")  # a case's own folder; the address of an object
NO_NONCE = bytes(frames.NONCE_BYTES)


class KeyedMistake(msgspec.Struct, frozen=True):
    """A known mistake without its code; `failing` are the public cases that it fails."""

    function: str
    words: Named
    failing: tuple[str, ...]


class Header(msgspec.Struct, frozen=True):
    """What a key is of. `checks` is the hash of the public checks and data that it was recorded with."""

    schema: str
    exercise: str
    seed: int
    checks: str
    devices: tuple[str, ...]
    cases: tuple[str, ...]
    mistakes: tuple[KeyedMistake, ...]


def write_key(
    course: Course,
    exercise: Exercise,
    seed: int,
    devices: Sequence[str],
    cases: Sequence[CollectedCase],
    expected: Transcript,
    known: Mapping[str, Sequence[KnownMistake]],
) -> bytes:
    """Return the key of one exercise, from what its reference and its known mistakes (by function) left.

    Equal evidence gives equal bytes: times and the code of tracebacks are left out.
    """
    public = [case for case in cases if case.exercise == exercise.slug and case.visibility == "public"]
    kept, evidence = [], [expected.of(case.id) for case in public]
    for function in exercise.functions:
        for mistake in known[function.name]:
            failing = tuple(case.id for case in public if case.id in mistake.failing)
            if failing:
                kept.append(KeyedMistake(function.name, mistake.words, failing))
                evidence += [mistake.transcript.of(case) for case in failing]
    header = Header(
        schema=SCHEMA,
        exercise=exercise.slug,
        seed=seed,
        checks=checks_hash(course, exercise),
        devices=tuple(devices),
        cases=tuple(case.id for case in public),
        mistakes=tuple(kept),
    )
    parts = [frames.encode(NO_NONCE, header, {}), *(frame_of(without_code(part)) for part in evidence)]
    return gzip.compress(b"".join(parts), mtime=0)


def read_header(path: Path) -> Header:
    """Read the beginning of a key. Raises CourseError."""
    try:
        with gzip.open(path) as stream:
            return header_in(stream)
    except (OSError, EOFError, frames.FrameError) as error:
        raise CourseError(f"the answer key {path} cannot be read: {error}") from error


def header_in(stream: frames.Readable) -> Header:
    """Read the header. Raises FrameError."""
    frame = frames.read(stream)
    if frame is None:
        raise frames.FrameError("it is empty")
    header, _ = frames.decode(Header, frame[1], frame[2])
    if header.schema != SCHEMA:
        raise frames.FrameError(f"its format is {header.schema!r}, not {SCHEMA!r}")
    return header


def read_key(path: Path) -> tuple[Header, Transcript, list[KnownMistake]]:
    """Read a whole key. Raises CourseError."""
    try:
        stream = io.BytesIO(gzip.decompress(path.read_bytes()))
        header = header_in(stream)
        reference = read_cases(stream, header.cases)
        mistakes = [
            KnownMistake(
                str(i), mistake.function, mistake.words, read_cases(stream, mistake.failing), frozenset(mistake.failing)
            )
            for i, mistake in enumerate(header.mistakes)
        ]
    except (OSError, EOFError, frames.FrameError) as error:
        raise CourseError(f"the answer key {path} cannot be read: {error}") from error
    return header, reference, mistakes


def read_cases(stream: io.BytesIO, cases: Iterable[str]) -> Transcript:
    """Read the evidence of these cases. Raises FrameError."""
    evidence = {}
    for case in cases:
        frame = frames.read(stream)
        if frame is None:
            raise frames.FrameError("it is cut short")
        evidence[case] = read_case(case, frame[1], frame[2])
    return Transcript(evidence)


def headers_of(course: Course, exercise: Exercise) -> list[Header]:
    """Read the headers of an exercise's keys. Raises CourseError when there is none, or one is of older checks."""
    folder = course.root / FOLDER
    headers = [read_header(path) for path in sorted(folder.glob(f"{exercise.slug}-*.key"))]
    if not headers:
        raise CourseError(f"{folder} has no key for {exercise.slug}; `grade release` of the course makes one")
    if any(header.checks != checks_hash(course, exercise) for header in headers):
        raise CourseError(
            f"the answer key of {exercise.slug} is stale, for its checks have changed since; "
            "`grade release` of the course, with its solutions, renews it"
        )
    return headers


def is_there(course: Course) -> bool:
    """Say whether a course comes with an answer key."""
    return (course.root / FOLDER).is_dir()


def key_path(course: Course, exercise: Exercise, seed: int) -> Path:
    """Where the key of an exercise lies."""
    return course.root / FOLDER / f"{exercise.slug}-{seed}.key"


def checks_hash(course: Course, exercise: Exercise) -> str:
    """Hash what students have of what a key follows from, the public checks and the data, whatever ends their lines."""
    checks = course.root / "exercises" / "checks" / f"test_{exercise.slug}.py"
    read = contents(course.root, [checks, *data_of(course)])
    return fingerprint((), ((name, with_plain_ends(content)) for name, content in read))


def without_code(evidence: Evidence) -> Evidence:
    """Leave out what tells of the code that ran, and what differs from run to run: times, folders, addresses."""
    record = evidence.record
    failure = record.ending.failure
    if failure is not None:
        failure = msgspec.structs.replace(failure, message=lasting(failure.message), places=(), made=None)
    observations = tuple(
        msgspec.structs.replace(observation, value=without_places(observation.value), call="")
        for observation in record.observations
    )
    ending = msgspec.structs.replace(record.ending, failure=failure, stopped_at=None)
    bare: CaseRecord = msgspec.structs.replace(record, ending=ending, observations=observations, calls=(), seconds=0.0)
    return Evidence(bare, evidence.arrays)


def lasting(text: str) -> str:
    """Return a message without the folders and addresses of one run."""
    return PASSING.sub("...", text)


def without_places(value: Value) -> Value:
    """Leave out of a value the lines of code where tensors were made, and what differs from run to run."""
    if isinstance(value, TensorValue):
        return msgspec.structs.replace(value, made=None)
    if isinstance(value, RaisedValue):
        return RaisedValue(value.bases, lasting(value.message))
    if isinstance(value, SequenceValue):
        return SequenceValue(value.type, tuple(map(without_places, value.items)))
    if isinstance(value, MappingValue):
        return MappingValue(tuple((key, without_places(item)) for key, item in value.items))
    return value
