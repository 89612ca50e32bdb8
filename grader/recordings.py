"""Record how references and known mistakes behave: run each once, and keep the transcript on disk.

The key of a recording is the content of everything that it follows from: the mistake, the reference (which stands in
for a mistake's other functions), the checks, the seed, the kit and torch. One that cannot be read is made again.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

import platformdirs

from grader import frames
from grader.catalogue import Course, Exercise
from grader.dictionary import KnownMistake, known_mistake
from grader.evidence import Evidence, Transcript, read_case
from grader.launch import Launcher
from grader.mistakes import KnownAnswer, known_answers
from grader.protocol import CollectedCase, Subject
from grader.runner import MEMORY_BYTES, run
from grader.symptom import DECISIVE
from grader.writing import WritingError, write_whole

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
    answers = [
        answer
        for answer in known_answers(course, exercise, "mistakes")
        if function in answer.functions and answer.diagnosis not in DECISIVE
    ]

    def record(answer: KnownAnswer) -> KnownMistake:
        key = recording_key(course, exercise, seed, (answer.path, *sources), [case.id for case in own])
        transcript = recorded(launcher, known_subject(exercise, answer, seed), own, key)
        return known_mistake(answer.name, function, answer.diagnosis, answer.cause, own, expected, transcript)

    sources = sources_of(course, exercise)
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
    return recording_key(course, exercise, seed, sources_of(course, exercise), devices)


def recorded(
    launcher: Start, subject: Subject, cases: Sequence[CollectedCase], key: str, tell: Tell | None = None
) -> Transcript:
    """Read one recording from disk, or make it and keep it."""
    path = path_of(key)
    kept = read_recording(path, cases)
    if kept is not None:
        return kept
    transcript = run(launcher(), subject, cases, tell)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, b"".join(frame_of(evidence) for evidence in transcript.cases.values()))
    except (OSError, WritingError, frames.FrameError):
        return transcript  # without a cache it is recorded again next time
    return transcript


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
    found: dict[str, Evidence] = {}
    try:
        stream = io.BytesIO(path.read_bytes())
        for case in cases:
            frame = frames.read(stream)
            if frame is None:
                return None
            found[case.id] = read_case(case.id, frame[1], frame[2])
    except (OSError, frames.FrameError):
        return None
    return Transcript(found)


def frame_of(evidence: Evidence) -> bytes:
    """Write the evidence of one case as a frame without a nonce."""
    return frames.encode(bytes(frames.NONCE_BYTES), evidence.record, evidence.arrays)


def recording_key(course: Course, exercise: Exercise, seed: int, sources: Sequence[Path], more: Sequence[str]) -> str:
    """Hash everything that a recording follows from; `more` are the cases or the devices."""
    digest = hashlib.sha256(f"{kit_key()} {exercise.slug} {seed} {list(more)}".encode())
    for path in sources:
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def sources_of(course: Course, exercise: Exercise) -> tuple[Path, ...]:
    """List the files that every recording of an exercise follows from."""
    assert exercise.reference is not None
    checks = [course.root / place / "checks" / f"test_{exercise.slug}.py" for place in ("exercises", "solutions")]
    files = sorted(path for path in (course.root / "exercises" / "data").rglob("*") if path.is_file())
    return (exercise.stub, exercise.reference, *checks, *files)


@cache
def kit_key() -> str:
    """Hash what runs checks: the kit's own worker, and the versions of torch, torchvision and NumPy."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("worker/**/*.py")):
        digest.update(path.read_bytes())
    versions = [f"{name} {version(name)}" for name in ("torch", "torchvision", "numpy")]
    return digest.hexdigest() + " ".join(versions)


def path_of(key: str) -> Path:
    """Where a recording is kept."""
    return cache_folder() / f"{key}.frames"


def cache_folder() -> Path:
    """Where recordings are kept: $TENSORGRADE_CACHE, or the user's cache folder."""
    return Path(os.environ.get("TENSORGRADE_CACHE") or platformdirs.user_cache_dir("tensorgrade")) / "recordings"
