"""Record how references and known mistakes behave: run each once, and keep the transcript on disk.

The key of a recording is the content of everything that it follows from: the hand-in that a mistake comes out as, the
reference, the stub, the checks and data, the seed, the part of the kit that runs checks, and the libraries
(tensorgrade.answers.fingerprint). A recording holds the cases that were run so far, and grows by those that are asked
for later. One that cannot be read is made again.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec
import platformdirs

from tensorgrade.answers.fingerprint import contents, files_of, fingerprint, recorder_key
from tensorgrade.answers.known_answers import KnownAnswer, mistakes_of
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.decoding import read_json
from tensorgrade.execution.run import MEMORY_BYTES, Workers, run
from tensorgrade.files import WritingError, write_whole
from tensorgrade.judgement.dictionary import KnownMistake, known_mistake
from tensorgrade.protocol import frames
from tensorgrade.protocol.border import read_record
from tensorgrade.protocol.endings import DECISIVE, EndingKind
from tensorgrade.protocol.messages import CollectedCase, Subject
from tensorgrade.protocol.records import CaseRecord, Ending
from tensorgrade.protocol.transcript import Evidence, Transcript

WORKERS = 2


Start = Callable[[], Workers]
Tell = Callable[[CollectedCase], None]
SpeaksAgainst = Callable[[CollectedCase, Evidence], bool]


def record_mistakes(
    workers: Workers,
    course: Course,
    exercise: Exercise,
    function: str,
    cases: Sequence[CollectedCase],
    expected: Transcript,
    seed: int,
) -> list[KnownMistake]:
    """Return how the known mistakes of one function behave on its cases, from disk where they were recorded before."""
    its_cases, answers = cases_of(exercise, function, cases), answers_of(course, exercise, function)
    files = files_key(course, exercise)

    def record(answer: KnownAnswer) -> KnownMistake:
        key = mistake_key(files, seed, answer)
        transcript = recorded(lambda: workers, known_subject(exercise, answer, seed), its_cases, key)
        return known_mistake(answer.name, function, answer.words, its_cases, expected, transcript)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(record, answers))


def cases_of(exercise: Exercise, function: str, cases: Sequence[CollectedCase]) -> list[CollectedCase]:
    """Return the cases of one function."""
    return [case for case in cases if case.exercise == exercise.slug and case.function == function]


def answers_of(course: Course, exercise: Exercise, function: str) -> list[KnownAnswer]:
    """Return the known mistakes of one function that have to be run to be recognised."""
    return [answer for answer in mistakes_of(course, exercise, function) if answer.diagnosis not in DECISIVE]


class Hearing:
    """One known mistake that is asked case by case, until what it left speaks against it.

    evidence: what it left in the cases that it was asked so far, now or before.
    """

    def __init__(
        self, cases: Sequence[CollectedCase], kept: Mapping[str, Evidence], speaks_against: SpeaksAgainst
    ) -> None:
        self.evidence = dict(kept)
        self.stands = True
        self._cases = cases
        self._speaks_against = speaks_against

    def asked(self) -> Iterator[CollectedCase]:
        """Give the cases that have to be run, each once what the one before left is kept."""
        for case in self._cases:
            if case.id not in self.evidence:
                yield case
            if self._speaks_against(case, self.evidence[case.id]):
                self.stands = False
                return

    def keep(self, case: CollectedCase, evidence: Evidence) -> Evidence:
        """Take what a case left."""
        self.evidence[case.id] = evidence
        return evidence


def hear(workers: Workers, subject: Subject, hearing: Hearing, key: str) -> int:
    """Run what a hearing asks for, and keep it on disk; return how many cases that were."""
    before, asked = len(hearing.evidence), hearing.asked()
    first = next(asked, None)
    if first is not None:
        run(workers, subject, chain([first], asked), keep=hearing.keep)
        keep_recording(path_of(key), hearing.evidence)
    return len(hearing.evidence) - before


def recorded_reference(
    launcher: Start,
    course: Course,
    exercise: Exercise,
    cases: Sequence[CollectedCase],
    seed: int,
    devices: Sequence[str],
    tell: Tell | None = None,
) -> Transcript:
    """Return the transcript of one exercise's reference, from disk where it was recorded before."""
    assert exercise.reference is not None
    subject = Subject(files={exercise.file: exercise.reference.read_bytes()}, seed=seed)
    return recorded(launcher, subject, cases, reference_key(course, exercise, seed, devices), tell)


def kept_reference(course: Course, exercise: Exercise, seed: int, devices: Sequence[str]) -> dict[str, Evidence]:
    """Return what is on disk of the transcript of one exercise's reference, by case."""
    return read_recording(path_of(reference_key(course, exercise, seed, devices)))


def is_kept(course: Course, exercise: Exercise, seed: int, devices: Sequence[str]) -> bool:
    """Say whether the reference of an exercise was recorded before."""
    return path_of(reference_key(course, exercise, seed, devices)).is_file()


def reference_key(course: Course, exercise: Exercise, seed: int, devices: Sequence[str]) -> str:
    """Hash what the transcript of a reference follows from; of the devices, those that are asked for."""
    return fingerprint((files_key(course, exercise), seed, *devices))


def recorded(
    launcher: Start, subject: Subject, cases: Sequence[CollectedCase], key: str, tell: Tell | None = None
) -> Transcript:
    """Read one recording from disk, or make it and keep it."""
    path = path_of(key)
    kept = read_recording(path)
    missing = [case for case in cases if case.id not in kept]
    if missing:
        kept |= imported_whole(run(launcher(), subject, missing, tell), missing).cases
        keep_recording(path, kept)
    return Transcript({case.id: kept[case.id] for case in cases if case.id in kept})


def keep_recording(path: Path, evidence: Mapping[str, Evidence]) -> None:
    """Write a recording, where that can be done; else it is made again next time."""
    with suppress(OSError, WritingError, frames.FrameError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, b"".join(map(frame_of, evidence.values())))


def imported_whole(transcript: Transcript, cases: Sequence[CollectedCase]) -> Transcript:
    """Have a file of ours that fails when it is imported fail as a whole: its author has to mend it."""
    failed = {
        slug: Ending(EndingKind.IMPORT_FAILED, lines[0].failure, line=lines[0])
        for slug, lines in transcript.left_out.items()
        if lines
    }
    broken = {
        case.id: Evidence(CaseRecord(case.id, failed[case.exercise])) for case in cases if case.exercise in failed
    }
    return Transcript({**transcript.cases, **broken})


def known_subject(exercise: Exercise, answer: KnownAnswer, seed: int) -> Subject:
    """A known answer over the reference, which stands in for the functions that it does not define."""
    assert exercise.reference is not None
    return Subject(
        files={exercise.file: answer.source},
        base={exercise.file: exercise.reference.read_bytes()},
        own=answer.functions,
        seed=seed,
        memory=MEMORY_BYTES,
    )


class RecordedCase(msgspec.Struct, frozen=True):
    """Of which case a record is."""

    case: str


def read_recording(path: Path, only: Container[str] | None = None) -> dict[str, Evidence]:
    """Read a kept transcript, by case; nothing where there is none or it cannot be read.

    only: the cases that are read, where not all are.
    """
    evidence: dict[str, Evidence] = {}
    try:
        stream = io.BytesIO(path.read_bytes())
        while (frame := frames.read(stream)) is not None:
            if only is None or read_json(frame[1], RecordedCase).case in only:
                record, arrays = read_record(CaseRecord, frame[1], frame[2])
                evidence[record.case] = Evidence(record, arrays)
    except (OSError, frames.FrameError, msgspec.MsgspecError):
        return {}
    return evidence


def frame_of(evidence: Evidence) -> bytes:
    """Write the evidence of one case as a frame without a nonce."""
    return frames.encode(bytes(frames.NONCE_BYTES), evidence.record, evidence.arrays)


def mistake_key(files: str, seed: int, answer: KnownAnswer) -> str:
    """Hash what the transcript of a known mistake follows from; `files` is its exercise's `files_key`."""
    return fingerprint((files, seed, *answer.functions), [(answer.exercise, answer.source)])


def files_key(course: Course, exercise: Exercise) -> str:
    """Hash the files that every recording of an exercise follows from, and what runs them."""
    return fingerprint((recorder_key(), exercise.slug), contents(course.root, files_of(course, exercise)))


def path_of(key: str) -> Path:
    """Where a recording is kept."""
    return cache_folder() / f"{key}.frames"


def cache_folder() -> Path:
    """Where recordings are kept: $TENSORGRADE_CACHE, or the user's cache folder."""
    return Path(os.environ.get("TENSORGRADE_CACHE") or platformdirs.user_cache_dir("tensorgrade")) / "recordings"
