"""Seconds a submission of `grade batch` at 1 job, beside what peers take for the same checks.

Usage: python benchmarks/peers.py [PYTHON]. Each grades the same right submission of all exercises, and runs the same
checks by pytest on the CPU and the simulated accelerator: a fresh `python -m pytest` a submission; `otter run`, whose
one test starts pytest on them in its own process; `nbgrader autograde`, whose one test cell does. `grade batch` runs
sealed. PYTHON is that of an environment with otter-grader and nbgrader in it; without one they are left out.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from classes import right, write_hand_in
from processes import batch, new_seed

from tensorgrade.course.catalogue import Course, read_course

ROOT = Path(__file__).resolve().parents[1]
CLASS, ROUNDS = 6, 3
CHECKS = [str(ROOT / place / "checks") for place in ("exercises", "solutions")]
OPTIONS = [
    "-q",
    "--devices=cpu,sim",
    "--import-mode=importlib",
    "-c",
    os.devnull,
    f"--rootdir={ROOT}",
    "-p",
    "no:cacheprovider",
]
ONE_TEST = f"import pytest\nassert pytest.main({[*OPTIONS, *CHECKS, '--subject', 'FOLDER']!r}) == 0"


def seconds(command: list[str], folder: Path) -> float:
    """Run a command to its end."""
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ["PATH"]])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *packages()]), "PATH": path}
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return time.perf_counter() - begin


def packages() -> list[str]:
    """Where torch and the kit's dependencies lie; the peers' own packages win over them."""
    return [entry for entry in sys.path if entry.endswith("-packages")]


def fresh_pytest(place: Path) -> float:
    """Start pytest on one submission."""
    return seconds([sys.executable, "-m", "pytest", *OPTIONS, *CHECKS, "--subject", str(place)], place)


def notebook(cells: list[dict[str, object]]) -> str:
    """Write a notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def cell(name: str, source: str, **metadata: object) -> dict[str, object]:
    """Write a code cell."""
    return {
        "cell_type": "code", "id": name, "execution_count": None, "outputs": [], "metadata": metadata, "source": source,
    }  # fmt: skip


def otter(python: str, place: Path) -> float:
    """Grade one submission with `otter run`."""
    body = ONE_TEST.replace("FOLDER", str(place)).replace("\n", "\n    ")
    test = (
        "OK_FORMAT = False\nfrom otter.test_files import test_case\nname = 'q1'\npoints = 1\n"
        f"@test_case()\ndef test_all():\n    {body}\n"
    )
    with zipfile.ZipFile(place / "autograder.zip", "w") as archive:
        archive.writestr("tests/q1.py", test)
        archive.writestr("otter_config.json", json.dumps({"lang": "python", "pdf": False}))
    (place / "work.ipynb").write_text(notebook([cell("a", "x = 1")]), encoding="utf-8")
    return seconds([python, "-m", "otter", "run", "work.ipynb", "-a", "autograder.zip"], place)


def nbgrader(python: str, place: Path, submission: Path) -> float:
    """Grade one submission with `nbgrader autograde`."""
    graded = {
        "grade": True,
        "grade_id": "t",
        "locked": True,
        "points": 1,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    text = notebook([cell("t", ONE_TEST.replace("FOLDER", str(submission)), nbgrader=graded)])
    for folder in ("source/ps", "submitted/ada/ps"):
        (place / folder).mkdir(parents=True, exist_ok=True)
        (place / folder / "p.ipynb").write_text(text, encoding="utf-8")
    tool = str(Path(python).parent / "nbgrader")
    if not (place / "gradebook.db").exists():
        seconds([tool, "generate_assignment", "ps", "--create", "--force"], place)
    return seconds([tool, "autograde", "ps", "--create", "--force"], place)


def ours_each(folder: Path) -> float:
    """Seconds that `grade batch` takes for a submission beyond the first, which pays for the start."""
    whole, first = (batch(sys.executable, ROOT, folder / name, new_seed()).wall for name in ("class", "one"))
    return (whole - first) / (CLASS - 1)


def write_classes(course: Course, folder: Path) -> None:
    """Write a class of right submissions, and one of a single student."""
    for number in range(CLASS):
        write_hand_in(course, folder / "class" / f"s{number}", number, right)
    write_hand_in(course, folder / "one" / "s0", 0, right)


def main(python: str | None) -> None:
    ours, others = [], {"python -m pytest": [], "otter run": [], "nbgrader autograde": []}
    with tempfile.TemporaryDirectory() as folder:
        course = read_course(ROOT)
        write_classes(course, Path(folder))
        place = write_hand_in(course, Path(folder) / "ada", 0, right)
        for _ in range(ROUNDS):
            ours.append(ours_each(Path(folder)))
            others["python -m pytest"].append(fresh_pytest(place))
            if python:
                others["otter run"].append(otter(python, place))
                others["nbgrader autograde"].append(nbgrader(python, Path(folder), place))
    print(f"{'grade batch, 1 job':22} {statistics.median(ours):7.3f} s a submission (medians of {ROUNDS})")
    for name, found in others.items():
        if found:
            ratio = statistics.median(other / own for other, own in zip(found, ours, strict=True))
            print(f"{name:22} {statistics.median(found):7.3f} s   {ratio:5.1f} times ours")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
