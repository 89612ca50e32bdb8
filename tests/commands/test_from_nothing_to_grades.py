"""From nothing to grades: verify, release, students, pushes, CI in a clean clone, the instructor's batch, exports."""

import base64
import csv
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from tiny_course import CHECKS, REFERENCE, write

pytestmark = [pytest.mark.worker, pytest.mark.slow]

STUDENTS = {
    "ada": REFERENCE,
    "ben": REFERENCE.replace("x.sum()", "x.mean()"),
    "dora": REFERENCE.replace("return x * times", "while True: pass"),
}
POINTS = {"ada": 10.0, "ben": 5.0, "dora": 5.0}
AT_HOME = "ben"  # runs `grade` before the push, and reads what CI says then
FORMATS = (
    "gradescope",
    "prairielearn",
    "github-classroom",
    "classroom50",
    "junit",
    "canvas",
    "moodle",
    "nbgrader",
    "csv",
)


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A folder to live in, with `grade`, and with a `python`, a `uv` and a `sudo` that install nothing."""
    tools = tmp_path / "tools"
    tools.mkdir()
    scripts = {
        "grade": f'exec {sys.executable} -m tensorgrade "$@"',
        "python": f'[ "$2" = pip ] || exec {sys.executable} "$@"',
        "uv": "true",
        "sudo": "true",
    }
    for name, line in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    for name in [name for name in os.environ if name.startswith(("GITHUB_", "GITLAB_", "CI"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "s", "GIT_AUTHOR_EMAIL": "s@e"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_COMMITTER_NAME", "s")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "s@e")
    return tmp_path


def run(folder, *command, status=0, **environment):
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def continuous_integration(repository, scratch, status):
    """Do what the workflow of a repository does, in a clean clone; return what the platform got."""
    clone, output, summary = scratch / "clone", scratch / "output", scratch / "summary"
    scratch.mkdir()
    run(scratch, "git", "clone", "-q", repository, clone)
    workflow = yaml.safe_load((clone / ".github" / "workflows" / "grade.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["grade"]["steps"]
    environment = {
        "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(scratch),
    }  # fmt: skip
    scripts = [step["run"] for step in steps if "run" in step and "COURSE_REPOSITORY" not in step.get("if", "")]
    assert "grade ci" in scripts[-1]
    for script in scripts[:-1]:
        run(clone, "bash", "-e", "-c", script, **environment)
    printed = run(clone, "bash", "-e", "-c", scripts[-1], status=status, **environment)
    assert summary.read_text(encoding="utf-8").startswith("## ")
    return printed, json.loads(base64.b64decode(output.read_text(encoding="utf-8").removeprefix("result=")))


def totals(folder, form):
    """The points of each student in one export."""
    if form in ("canvas", "moodle", "nbgrader", "csv"):
        name, points = {
            "canvas": ("Student", "graded"), "moodle": ("Full name", "Grade"), "nbgrader": ("student_id", "score"),
            "csv": ("student", "points"),
        }[form]  # fmt: skip
        with open(folder / f"{form}.csv", newline="", encoding="utf-8") as file:
            return {row[name]: float(row[points]) for row in csv.DictReader(file) if row[name] != "Points Possible"}
    read = {
        "gradescope": lambda text: json.loads(text)["score"],
        "prairielearn": lambda text: 10 * json.loads(text)["score"],
        "github-classroom": lambda text: sum(test["score"] for test in json.loads(text)["tests"]),
        "classroom50": lambda text: json.loads(text)["score"] / 100,
        "junit": lambda text: sum(float(one.get("value")) for one in ET.fromstring(text).findall(
            ".//testcase/properties/property[@name='points']")),
    }[form]  # fmt: skip
    return {file.stem: read(file.read_bytes()) for file in (folder / form).iterdir()}


def test_from_nothing_to_grades(life):
    course = write(life / "course", checks=CHECKS.replace("@pytest.mark.p", "@pytest.mark.timeout(1)\n@pytest.mark.p"))
    (course / "solutions" / "checks").mkdir()
    shutil.copy(Path(__file__).parents[1] / "hidden_sums.py", course / "solutions" / "checks" / "test_sums.py")
    assert "1 exercise verified" in run(life, "grade", "verify", "--course", course)
    run(life, "grade", "release", life / "template", "--course", course)

    by_ci = {}
    for student, work in STUDENTS.items():
        remote, home = life / "remotes" / f"week1-{student}", life / "homes" / student
        shutil.copytree(life / "template", home)
        (home / "exercises" / "ex01_sums.py").write_text(work, encoding="utf-8")
        status = 0 if POINTS[student] == 10 else 1
        printed = run(home, "grade", "run", status=status) if student == AT_HOME else ""
        run(life, "git", "init", "-q", "--bare", remote)
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "work"], ["push", "-q", remote, "HEAD:master"]):
            run(home, "git", *words)
        told, result = continuous_integration(remote, life / f"ci-{student}", status)
        by_ci[student] = sum(test["score"] for test in result["tests"])
        assert not printed or told.splitlines()[0] == printed.splitlines()[0]
    assert by_ci == POINTS

    (life / "handed_in").mkdir()
    for student in STUDENTS:
        run(life, "git", "clone", "-q", life / "remotes" / f"week1-{student}", life / "handed_in" / f"week1-{student}")
    out = life / "graded"
    batch = ["grade", "batch", life / "handed_in", "--out", out, "--course", course, "--isolation", "best", "--fresh"]
    run(life, *batch)
    for form in FORMATS:
        run(life, "grade", "export", out, "--to", form)
        assert totals(out, form) == POINTS, form
