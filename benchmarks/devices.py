"""What the simulated accelerator costs: the time of the same cases on the CPU and on `sim`, references, medians.

Usage: python benchmarks/devices.py [ROUNDS]. Both passes run in one worker after the other, case by case.
"""

import statistics
import sys
from pathlib import Path

from tensorgrade.answers.reference import reference_subject
from tensorgrade.course.catalogue import Exercise, read_course
from tensorgrade.execution.launcher import Launcher, collect, launcher_for
from tensorgrade.execution.run import run
from tensorgrade.protocol.messages import CollectedCase

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 2.0  # what the simulated pass takes beyond the CPU's, in CPU passes


def seconds(launcher: Launcher, exercise: Exercise, cases: list[CollectedCase]) -> float:
    transcript = run(launcher, reference_subject([exercise], 7), cases)
    endings = {transcript.of(case.id).record.ending.kind for case in cases}
    if endings != {"completed"}:
        sys.exit(f"{exercise.slug} did not complete: {endings}")
    return sum(transcript.of(case.id).record.seconds for case in cases)


def main(rounds: int) -> None:
    course = read_course(ROOT)
    with launcher_for(ROOT) as launcher:
        found = collect(launcher, course.exercises)
        totals = {"cpu": 0.0, "sim": 0.0}
        print(f"{'exercise':24} {'cases':>5} {'cpu ms':>8} {'sim ms':>8} {'ratio':>6}")
        for exercise in course.exercises:
            sim = [case for case in found if case.exercise == exercise.slug and case.device == "sim"]
            twins = {case.id.replace("-sim", "-cpu") for case in sim}
            cpu = [case for case in found if case.id in twins]
            if not sim:
                continue
            pairs = [(seconds(launcher, exercise, cpu), seconds(launcher, exercise, sim)) for _ in range(rounds)]
            one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
            totals["cpu"] += one
            totals["sim"] += other
            print(f"{exercise.slug:24} {len(sim):5} {one * 1000:8.1f} {other * 1000:8.1f} {other / one:6.2f}")
    ratio = totals["sim"] / totals["cpu"]
    print(f"{'all':24} {'':5} {totals['cpu'] * 1000:8.1f} {totals['sim'] * 1000:8.1f} {ratio:6.2f}")
    print(f"beyond the CPU pass: {ratio - 1:.2f} CPU passes (limit {LIMIT:g}, medians of {rounds} rounds)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
