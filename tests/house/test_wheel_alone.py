"""In an empty folder, with the wheel alone: a course is begun, given out, done, graded, and graded by a platform."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from offline_index import lend_libraries, make_index

from tensorgrade.commands.installation import installation_of
from tensorgrade.course.settings import CourseSettings
from tensorgrade.isolation.bubblewrap import program
from tensorgrade.isolation.levels import Level, best_level

pytestmark = [
    pytest.mark.worker,
    pytest.mark.slow,
    pytest.mark.skipif(best_level() < Level.sealed, reason="no sandbox here can make /autograder"),
]

WRONG = "def initials(name):\n    return ''.join(word[0].upper() + '.' for word in name.split())\n"
RIGHT = WRONG.replace("\n    return", "\n    if not name.split():\n        raise ValueError\n    return")
CAUSE = "A text without words gives an empty text."


def run(*command, folder, status=0, **more):
    environment = {name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment | more, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def environment_with(place, *install, **more):
    """Make an environment into which pip installs some words, and which borrows libraries; return its `grade`."""
    venv.create(place, with_pip=False)
    run(sys.executable, "-m", "pip", "--python", place / "bin" / "python", "install", *install, folder=place, **more)
    lend_libraries(place)
    return place / "bin" / "grade"


def in_the_image(environment, autograder):
    """Words before a command that show it /autograder and /opt/grade as Gradescope's image has them."""
    here = [entry for entry in sorted(Path("/").iterdir()) if entry.name not in ("opt", "autograder")]
    binds = [word for entry in here for word in ("--dev-bind", entry, entry)]
    image = ["--bind", environment, "/opt/grade", "--bind", autograder, "/autograder"]
    return [program(), "--tmpfs", "/", *binds, "--dir", "/opt", *image]


def test_from_the_wheel_to_grades(tmp_path):
    made = installation_of(CourseSettings(), from_index=False)
    (tmp_path / made.wheel).write_bytes(made.files[made.wheel])
    grade = environment_with(tmp_path / "instructor", "--no-index", "--no-deps", tmp_path / made.wheel)
    life = tmp_path / "life"
    life.mkdir()

    run(grade, "new", "--course", "course", "--kind", "text", folder=life)
    assert "1 exercise verified, no problem found" in run(grade, "verify", folder=life / "course")
    run(grade, "release", "../class", folder=life / "course")

    index = make_index(tmp_path / "index")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "PIP_CONSTRAINT": ""}
    student = environment_with(tmp_path / "student", life / "class", **offline)
    work = life / "class" / "exercises" / "ex01_example.py"
    for answer, status in ((WRONG, 1), (RIGHT, 0)):
        work.write_text(answer, encoding="utf-8")
        told = run(student, folder=life / "class", status=status)
        assert (CAUSE in told) == (answer == WRONG)

    for name, answer in (("ada", RIGHT), ("ben", WRONG)):
        (life / "handed_in" / name).mkdir(parents=True)
        (life / "handed_in" / name / "ex01_example.py").write_text(answer, encoding="utf-8")
    run(grade, "batch", "../handed_in", "--out", "../graded", folder=life / "course")
    rows = (life / "graded" / "gradebook.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["ada", "ben"]

    run(grade, "export", "gradescope-autograder", folder=life / "course")
    autograder = tmp_path / "autograder"
    with zipfile.ZipFile(life / "course" / "gradescope-autograder.zip") as archive:
        archive.extractall(autograder / "source")
    (autograder / "submission").mkdir()
    (autograder / "submission" / "ex01_example.py").write_text(WRONG, encoding="utf-8")
    kit = autograder / "source" / "kit" / made.wheel
    environment_with(tmp_path / "image", "--no-index", "--no-deps", kit)
    image = in_the_image(tmp_path / "image", autograder)
    run(*image, "bash", "/autograder/source/run_autograder", folder=tmp_path)
    document = json.loads((autograder / "results" / "results.json").read_bytes())
    assert 0 < document["score"] < 10
    assert CAUSE in json.dumps(document)
