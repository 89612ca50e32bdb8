"""What is kept of the runs of one submission, so that it can be judged again without running it.

In: what the submission left, which of its cases fail, and what it left when it was run once more. Out: bytes, bounded
and compressed; and from those what there was. A case that left what the reference left is kept by its name: it is the
reference's own evidence, as long as the reference is the same. So that can be told, the key of its recording is kept.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec
from msgspec.structs import replace as replaced

from tensorgrade.answers.answer_key import NO_NONCE, read_cases
from tensorgrade.answers.recordings import frame_of
from tensorgrade.judgement.edit import Edit
from tensorgrade.judgement.edit_trials import Broken
from tensorgrade.judgement.judge import Judged
from tensorgrade.protocol import frames
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import LeftOut
from tensorgrade.protocol.transcript import Evidence, Transcript, nothing

FORMAT = "tensorgrade-runs/1"
ROOM_BYTES = 48 << 20  # as many bytes of evidence are packed
KEPT_BYTES = 4 << 20  # and as many are kept
NOT_GRADED_ON = "two equal runs of it differ, or it did not complete"
NOTHING = Transcript({})
NO_EDITS: Mapping[str, tuple[Edit, ...]] = {}

Kept = TypeVar("Kept")


class KeptRun(msgspec.Struct, frozen=True):
    """The cases of one run, in the order of their frames, and what was printed in those where something was."""

    seed: int
    cases: tuple[str, ...]
    printed: dict[str, str]


class RunsHeader(msgspec.Struct, frozen=True):
    """What comes before the frames.

    `passing` are the seconds of the cases that left what the reference left. `edits` came later than the format.
    """

    format: str
    references: dict[str, str]
    passing: dict[str, float]
    left_out: dict[str, tuple[LeftOut, ...]]
    unsure: tuple[str, ...]
    runs: tuple[KeptRun, ...]
    edits: dict[str, tuple[Edit, ...]] = {}


@dataclass(frozen=True)
class Runs:
    """What one submission left: in cases that fail or bring advice, and in those that were run once more, by seed.

    references: by exercise, the key of the reference that the passing cases agree with. unsure: the cases on which
    nobody was graded, for the reference did not do the same twice. edits: by the full name of a function the changes
    that make it right, where some were found.
    """

    seed: int
    failing: Transcript
    passing: Mapping[str, float] = field(default_factory=dict)
    again: Mapping[int, Transcript] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)

    def mend(self, broken: Broken) -> tuple[Edit, ...]:
        """Return the changes that were found to make a function right."""
        return self.edits.get(broken.name, ())

    def expected(self, reference: Transcript) -> Transcript:
        """Return the reference's transcript, without those cases on which nobody was graded."""
        unsure = {case: nothing(case, EndingKind.UNREADABLE, NOT_GRADED_ON) for case in self.unsure}
        return Transcript({**reference.cases, **unsure})

    def actual(self, expected: Transcript, cases: Sequence[CollectedCase]) -> Transcript:
        """Return the whole transcript, beside that of the same reference."""
        evidence = {case: with_seconds(expected.of(case), seconds) for case, seconds in self.passing.items()}
        evidence |= self.failing.cases
        return Transcript({case.id: evidence[case.id] for case in cases if case.id in evidence}, self.failing.left_out)

    def run_again(self, seed: int, cases: Sequence[CollectedCase]) -> Transcript:
        """Return what some cases left when they were run once more.

        One that was not run again on the same seed is taken to do the same as before, and on another seed nothing.
        """
        kept = self.again.get(seed, NOTHING).cases
        same = self.failing.cases if seed == self.seed else {}
        both = {**same, **kept}
        return Transcript({case.id: both[case.id] for case in cases if case.id in both})


class SecondRuns:
    """Runs cases of one submission once more, and keeps what they left, by seed."""

    def __init__(self, run: Callable[[int, Sequence[CollectedCase]], Transcript]) -> None:
        self._run = run
        self.left: dict[int, Transcript] = {}

    def run(self, seed: int, cases: Sequence[CollectedCase]) -> Transcript:
        """Run some cases."""
        transcript = self._run(seed, cases)
        before = self.left.get(seed, NOTHING)
        self.left[seed] = Transcript({**before.cases, **transcript.cases})
        return transcript


def runs_of(
    seed: int,
    actual: Transcript,
    judged: Sequence[Judged],
    again: Mapping[int, Transcript],
    references: Mapping[str, str],
    edits: Mapping[str, tuple[Edit, ...]] = NO_EDITS,
) -> Runs:
    """Sort what one submission left by whether it is what the reference left."""
    failing = {symptom.case.id for check in judged for symptom in (*check.symptoms, *check.advice)}
    unsure = tuple(case.id for check in judged if check.outcome == "ungraded" for case in check.cases)
    passing = {case: evidence.record.seconds for case, evidence in actual.cases.items() if case not in failing}
    failed = {case: evidence for case, evidence in actual.cases.items() if case in failing}
    return Runs(seed, Transcript(failed, actual.left_out), passing, again, references, unsure, edits)


def joined(kept: Runs | None, anew: Runs) -> Runs:
    """Put runs of some exercises in the place of what was kept of them; nothing of another seed stays."""
    if kept is None or kept.seed != anew.seed:
        return anew

    def others(cases: Mapping[str, Kept]) -> dict[str, Kept]:
        return {name: evidence for name, evidence in cases.items() if name.partition("/")[0] not in anew.references}

    again = {
        seed: Transcript(others(kept.again.get(seed, NOTHING).cases) | dict(anew.again.get(seed, NOTHING).cases))
        for seed in {**kept.again, **anew.again}
    }
    failing = Transcript(
        others(kept.failing.cases) | dict(anew.failing.cases),
        others(kept.failing.left_out) | dict(anew.failing.left_out),
    )
    unsure = (*others(dict.fromkeys(kept.unsure)), *anew.unsure)
    passing = others(kept.passing) | dict(anew.passing)
    edits = {name: edit for name, edit in kept.edits.items() if name.partition(".")[0] not in anew.references}
    references = others(kept.references) | dict(anew.references)
    return Runs(anew.seed, failing, passing, again, references, unsure, edits | dict(anew.edits))


def with_seconds(evidence: Evidence, seconds: float) -> Evidence:
    """Return evidence that took so long."""
    return replace(evidence, record=replaced(evidence.record, seconds=seconds))


def packed_runs(runs: Runs) -> bytes:
    """Write runs as bytes; none where they are more than is kept."""
    all_runs = [(runs.seed, runs.failing), *runs.again.items()]
    all_evidence = [each for _, transcript in all_runs for each in transcript.cases.values()]
    if sum(array.nbytes for each in all_evidence for array in each.arrays.values()) > ROOM_BYTES:
        return b""
    kept = tuple(
        KeptRun(
            seed, tuple(run.cases), {case: evidence.printed for case, evidence in run.cases.items() if evidence.printed}
        )
        for seed, run in all_runs
    )
    told = (dict(runs.references), dict(runs.passing), dict(runs.failing.left_out), runs.unsure)
    header = RunsHeader(FORMAT, *told, kept, dict(runs.edits))
    try:
        parts = [frames.encode(NO_NONCE, header, {}), *map(frame_of, all_evidence)]
    except frames.FrameError:
        return b""
    content = zlib.compress(b"".join(parts)) if sum(map(len, parts)) <= ROOM_BYTES else b""
    return content if len(content) <= KEPT_BYTES else b""


def unpacked_runs(content: bytes) -> Runs | None:
    """Read runs that were packed; None where there are none, or of another format."""
    if not content:
        return None
    try:
        stream = io.BytesIO(zlib.decompress(content))
        frame = frames.read(stream)
        if frame is None:
            return None
        header, _ = frames.decode(RunsHeader, frame[1], frame[2])
        if header.format != FORMAT:
            return None
        (seed, first), *others = [(run.seed, printed_in(read_cases(stream, run.cases), run)) for run in header.runs]
    except (zlib.error, frames.FrameError):
        return None
    failing = Transcript(first.cases, header.left_out)
    return Runs(seed, failing, header.passing, dict(others), header.references, header.unsure, header.edits)


def printed_in(transcript: Transcript, run: KeptRun) -> Transcript:
    """Put back what was printed."""
    return Transcript(
        {case: replace(evidence, printed=run.printed.get(case, "")) for case, evidence in transcript.cases.items()}
    )
