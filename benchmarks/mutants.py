"""How strong the checks are, and how strong the tests of the judge are, measured from outside.

Mutate the reference solutions and count the mutants that the checks catch; mutate the judge (judge_mutants.py) and
count those that its tests catch. Survivors that behave as the original does are listed, each with its reason, in
equivalent_mutants.toml beside this file; a listed mutant that is caught is told, for its reason is wrong.

Usage: python benchmarks/mutants.py [SLUG ...]
       python benchmarks/mutants.py --judge [--sample N] [--seed N] [MODULE ...]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import judge_mutants

from tensorgrade.answers.reference import reference_subject
from tensorgrade.course.catalogue import Exercise, find_course, read_course
from tensorgrade.execution.launcher import Launcher, collect, launcher_for
from tensorgrade.execution.run import MEMORY_BYTES, run
from tensorgrade.judgement.judge import judge
from tensorgrade.protocol.messages import CollectedCase, Subject
from tensorgrade.unknown_faults.mutants import Mutant, mutants_of

HERE = Path(__file__).parent
SEED = 1


def survivors(launcher: Launcher, exercise: Exercise, mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that pass every check of their exercise."""
    cases = collect(launcher, [exercise])
    expected = run(launcher, reference_subject([exercise], SEED), cases)

    def passes(mutant: Mutant, own: Sequence[CollectedCase]) -> bool:
        subject = Subject(files={exercise.file: mutant.source.encode()}, seed=SEED, memory=MEMORY_BYTES)
        actual = run(launcher, subject, own)
        return all(check.outcome == "passed" for check in judge(own, expected, actual))

    def survives(mutant: Mutant) -> bool:
        first = [case for case in cases if case.function == mutant.function]
        rest = [case for case in cases if case.function != mutant.function]
        return passes(mutant, first) and passes(mutant, rest)

    with ThreadPoolExecutor(2) as pool:
        alive = list(pool.map(survives, mutants))
    return [mutant for mutant, lives in zip(mutants, alive, strict=True) if lives]


def equivalent() -> list[dict[str, str]]:
    """Read the list of mutants that behave as the original does."""
    listed: list[dict[str, str]] = tomllib.loads((HERE / "equivalent_mutants.toml").read_text(encoding="utf-8"))[
        "mutant"
    ]
    return listed


def reference_mutants(slugs: Sequence[str]) -> int:
    """Print a line an exercise, the survivors that nobody explained, and the share that was caught."""
    course = read_course(find_course(HERE))
    explained = {(entry["exercise"], entry["change"]) for entry in equivalent() if "exercise" in entry}
    total = same = caught = 0
    problems: list[str] = []
    with launcher_for(course.root, exercises=slugs) as launcher:
        for exercise in course.chosen(slugs):
            mutants = list(mutants_of(exercise))
            alive = survivors(launcher, exercise, mutants)
            listed = [mutant for mutant in alive if (mutant.exercise, mutant.change) in explained]
            unknown = [mutant for mutant in alive if mutant not in listed]
            dead = len(mutants) - len(alive)
            total, same, caught = total + len(mutants), same + len(listed), caught + dead
            print(
                f"{exercise.slug:24} {len(mutants):5} mutants  {len(listed):4} equivalent  {dead:5} caught", flush=True
            )
            problems += [f"survives: {mutant.exercise}.{mutant.function}: {mutant.change}" for mutant in unknown]
            named = {mutant.change for mutant in alive}
            problems += [
                f"listed as equivalent, but not alive: {slug}: {change}"
                for slug, change in explained
                if slug == exercise.slug and change not in named
            ]
    print(*problems, sep="\n")
    share = caught / max(1, total - same)
    print(f"references: caught {caught} of {total - same} mutants that are not equivalent ({share:.1%})")
    return 0 if share >= 0.95 else 1


def main(arguments: Sequence[str]) -> int:
    """Mutate what is asked for: references, or with --judge modules of the judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", help="exercises, or with --judge modules; all of them for no name")
    parser.add_argument("--judge", action="store_true", help="mutate the judge and not the references")
    parser.add_argument("--sample", type=int, help="how many mutants of the judge, drawn at random; all for no number")
    parser.add_argument("--seed", type=int, default=0, help="seed of the sample")
    asked = parser.parse_args(arguments)
    if not asked.judge:
        return reference_mutants(asked.names)
    if unknown := sorted(set(asked.names) - set(judge_mutants.MODULES)):
        parser.error(f"the judge has no module {unknown[0]!r}; there are {', '.join(judge_mutants.MODULES)}")
    explained: dict[str, set[str]] = {}
    for entry in equivalent():
        if "module" in entry:
            explained.setdefault(entry["module"], set()).add(entry["change"])
    return judge_mutants.judge_mutants(asked.names or judge_mutants.MODULES, asked.sample, asked.seed, explained)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
