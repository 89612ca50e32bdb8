"""What a submission takes in two revisions, in turn on one machine: processor time after the start, all exercises.

Usage: python benchmarks/compare.py REV [OTHER] [--rounds N] [--kind right|half|mistaken|weak ...]. OTHER is HEAD where
it is not named. Each revision is cloned into a temporary folder with an environment of its own, whose libraries are
those of this one, and grades the same hand-ins (classes.py) sealed, on the CPU and the simulated accelerator, with one
job, on a new seed each time; its published seed is recorded before. What one submission takes is that beyond an empty
class of the same start: one that holds a hand-in without files.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

from classes import half_done, mistaken, right, weak, write_hand_in
from processes import batch, new_seed

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import read_course

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("grader/tensorgrade", "reports/tensorgrade_reports")


@dataclass(frozen=True)
class Revision:
    """A clone with an environment and a cache of its own."""

    name: str
    folder: Path

    @property
    def python(self) -> str:
        """The interpreter that imports the kit from the clone."""
        return str(self.folder / "venv" / "bin" / "python")

    def make(self) -> None:
        """Clone the revision, and make its environment."""
        clone = self.folder / "clone"
        subprocess.run(["git", "clone", "-q", "--no-checkout", str(ROOT), str(clone)], check=True)
        subprocess.run(["git", "checkout", "-q", self.name], cwd=clone, check=True)
        venv.create(self.folder / "venv", with_pip=False)
        home = Path(sysconfig.get_path("purelib", "venv", {"base": str(self.folder / "venv")}))
        libraries = [entry for entry in sys.path if entry.endswith("-packages")]
        (home / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
        for package in PACKAGES:
            shutil.copytree(clone / package, home / Path(package).name)

    def cpu(self, hand_ins: Path, seed: int) -> float:
        """Grade a class; return the seconds of processor time."""
        cache = str(self.folder / "cache")
        return batch(self.python, self.folder / "clone", hand_ins, seed, TENSORGRADE_CACHE=cache).cpu


def write_kinds(folder: Path) -> dict[str, Path]:
    """Write a class of one student of each kind, and one who handed in nothing that is an exercise."""
    course = read_course(ROOT)
    kinds = {
        "right": right,
        "half": half_done,
        "mistaken": lambda exercise, number: mistaken(course, exercise, number),
        "weak": lambda exercise, number: weak(course, exercise, number),
    }
    for name, source in kinds.items():
        write_hand_in(course, folder / name / "s", 0, source)
    (folder / "nothing" / "s").mkdir(parents=True)
    (folder / "nothing" / "s" / course.exercises[0].file).write_text("", encoding="utf-8")
    return {name: folder / name for name in ("nothing", *kinds)}


def main(names: list[str], rounds: int, kinds: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="compare-") as place:
        folder = Path(place)
        classes = write_kinds(folder / "classes")
        revisions = [Revision(name, folder / f"revision-{i}") for i, name in enumerate(names)]
        seen: dict[tuple[str, str], list[float]] = {}
        for revision in revisions:
            revision.make()
            revision.cpu(classes["weak" if set(kinds) - {"right"} else "right"], PUBLISHED_SEED)
        for _ in range(rounds):
            for kind in kinds:
                for revision in revisions:
                    seed = new_seed()
                    revision.cpu(classes["nothing"], seed)  # records the reference on the seed
                    start = revision.cpu(classes["nothing"], seed)
                    seen.setdefault((revision.name, kind), []).append(revision.cpu(classes[kind], seed) - start)
    print(f"seconds of processor time for a whole submission after the start, medians of {rounds}")
    print(f"{'':10}" + "".join(f"{name[:12]:>14}" for name in names) + f"{'ratio':>9}")
    for kind in kinds:
        first, second = (statistics.median(seen[name, kind]) for name in names)
        print(f"{kind:10}{first:12.2f} s{second:12.2f} s{first / second:9.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("revision")
    parser.add_argument("other", nargs="?", default="HEAD")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kind", nargs="+", default=["right", "half", "mistaken", "weak"])
    asked = parser.parse_args()
    main([asked.revision, asked.other], asked.rounds, asked.kind)
