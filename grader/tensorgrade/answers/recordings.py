"""Record how references and known mistakes behave: run each once, and keep the transcript on disk.

The key of a recording is the content of everything that it follows from: the hand-in that a mistake comes out as, the
reference, the stub, the checks and data, the seed, the part of the kit that runs checks, and the libraries
(tensorgrade.answers.fingerprint). One that cannot be read is made again.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import platformdirs

from tensorgrade.answers.fingerprint import contents, files_of, fingerprint, recorder_key
from tensorgrade.answers.known_answers import KnownAnswer, mistakes_of
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.execution.launcher import Launcher
from tensorgrade.execution.run import MEMORY_BYTES, run
from tensorgrade.files import WritingError, write_whole
from tensorgrade.judgement.dictionary import KnownMistake, known_mistake
from tensorgrade.protocol import frames
from tensorgrade.protocol.endings import DECISIVE, EndingKind
from tensorgrade.protocol.messages import CollectedCase, Subject
from tensorgrade.protocol.records import CaseRecord, Ending
from tensorgrade.protocol.transcript import Evidence, Transcript, read_case

WORKERS = 2


Start = Callable[[], Launcher]
Tell = Callable[[CollectedCase], None]


def record_mistakes(
    launcher: Start,
    course: Course,
    exercise: Exercise,
    function: str,
    cases: Sequence[CollectedCase],
    expected: Transcript,
    seed: int,
) -> list[KnownMistake]:
    """Return how the known mistakes of one function behave on its cases, from disk where they were recorded before."""
    own = [case for case in cases if case.exercise == exercise.slug and case.function == function]
    answers = [answer for answer in mistakes_of(course, exercise, function) if answer.diagnosis not in DECISIVE]

    def record(answer: KnownAnswer) -> KnownMistake:
        key = recording_key(course, exercise, seed, [case.id for case in own], answer)
        transcript = recorded(launcher, known_subject(exercise, answer, seed), own, key)
        return known_mistake(answer.name, function, answer.words, own, expected, transcript)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(record, answers))


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


def is_kept(course: Course, exercise: Exercise, seed: int, devices: Sequence[str]) -> bool:
    """Say whether the reference of an exercise was recorded before."""
    return path_of(reference_key(course, exercise, seed, devices)).is_file()


def reference_key(course: Course, exercise: Exercise, seed: int, devices: Sequence[str]) -> str:
    """Hash what the transcript of a reference follows from; of the devices, those that are asked for."""
    return recording_key(course, exercise, seed, devices)


def recorded(
    launcher: Start, subject: Subject, cases: Sequence[CollectedCase], key: str, tell: Tell | None = None
) -> Transcript:
    """Read one recording from disk, or make it and keep it."""
    path = path_of(key)
    kept = read_recording(path, cases)
    if kept is not None:
        return kept
    transcript = imported_whole(run(launcher(), subject, cases, tell), cases)
    with suppress(OSError, WritingError, frames.FrameError):  # without a cache it is recorded again next time
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, b"".join(frame_of(evidence) for evidence in transcript.cases.values()))
    return transcript


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


def read_recording(path: Path, cases: Sequence[CollectedCase]) -> Transcript | None:
    """Read a kept transcript; None when there is none or it cannot be read."""
    evidence: dict[str, Evidence] = {}
    try:
        stream = io.BytesIO(path.read_bytes())
        for case in cases:
            frame = frames.read(stream)
            if frame is None:
                return None
            evidence[case.id] = read_case(case.id, frame[1], frame[2])
    except (OSError, frames.FrameError):
        return None
    return Transcript(evidence)


def frame_of(evidence: Evidence) -> bytes:
    """Write the evidence of one case as a frame without a nonce."""
    return frames.encode(bytes(frames.NONCE_BYTES), evidence.record, evidence.arrays)


def recording_key(
    course: Course, exercise: Exercise, seed: int, more: Sequence[str], answer: KnownAnswer | None = None
) -> str:
    """Hash everything that a recording follows from; `more` are the cases or the devices."""
    own = [(exercise.file, answer.source)] if answer else []
    words = (recorder_key(), exercise.slug, seed, *more)
    return fingerprint(words, [*own, *contents(course.root, files_of(course, exercise))])


def path_of(key: str) -> Path:
    """Where a recording is kept."""
    return cache_folder() / f"{key}.frames"


def cache_folder() -> Path:
    """Where recordings are kept: $TENSORGRADE_CACHE, or the user's cache folder."""
    return Path(os.environ.get("TENSORGRADE_CACHE") or platformdirs.user_cache_dir("tensorgrade")) / "recordings"
