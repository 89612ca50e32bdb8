"""Each command in docs/ is run as a reader would, in a folder that is as the page says."""

import csv
import shutil
import subprocess
import sys

import pytest
from documents import ROOT, blocks_of, environment_of

from tensorgrade.commands.cli import cli
from tensorgrade.isolation.levels import Level, best_level

pytestmark = [pytest.mark.worker, pytest.mark.slow]

SLUGS = {"tensor_creation": 1, "indexing": 2}
RIGHT, RIGHT_OR_MISSING = (0,), (0, 1)
RUN_ELSEWHERE = {"grade doctor"}  # word for word, by tests/commands/test_grade_doctor.py


def course_in(folder):
    """A course of two of the real exercises, with some of their known answers."""
    for slug, number in SLUGS.items():
        for place in ("exercises", "solutions"):
            parts = [f"ex{number:02}_{slug}.py", f"checks/test_{slug}.py", f"hints/{slug}.md", f"mistakes/{slug}"]
            for part in [*parts, f"alternatives/{slug}"]:
                source, target = ROOT / place / part, folder / place / part
                target.parent.mkdir(parents=True, exist_ok=True)
                if source.is_dir():
                    target.mkdir()
                    for file in sorted(source.glob("*.py"))[::8]:
                        shutil.copy(file, target)
                elif source.is_file():
                    shutil.copy(source, target)
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return course_in(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture(scope="module")
def released(course, tmp_path_factory):
    place = tmp_path_factory.mktemp("released") / "work"
    run(f"grade release {place}", course, RIGHT)
    return place


def run(command, folder, statuses):
    """Run one command; return what it printed."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=environment_of(),
    )
    assert done.returncode in statuses, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def watch(folder):
    """Start `grade watch`, wait for the first screen, end it."""
    command = [sys.executable, "-u", "-m", "tensorgrade", "watch"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
        assert any(line.startswith("Score ") for line in process.stdout)
        process.terminate()


def follow_commands(document, folder):
    """Run every command of a page; return how many there are."""
    commands = commands_in(document)
    for command in commands:
        if command == "grade watch":
            watch(folder)
        elif command not in RUN_ELSEWHERE:
            run(command, folder, RIGHT_OR_MISSING)
    return len(commands)


def commands_in(document):
    """The lines of a page's console blocks."""
    blocks = [block for block in blocks_of(ROOT / "docs" / document) if block.language == "console"]
    return [line.removeprefix("$ ") for block in blocks for line in block.text.splitlines()]


def test_the_readme_shows_what_the_second_sample_is_told():
    (shown,) = [block for block in blocks_of(ROOT / "README.md") if block.text.startswith("tensor_creation  8 / 10")]
    printed = run("grade run tests/samples/ben --exercise tensor_creation", ROOT, RIGHT_OR_MISSING)
    lines = [line.rstrip().rstrip("-") for line in shown.text.splitlines() if line.strip() not in ("", "...")]
    assert [line for line in lines if line not in printed] == []


def test_students(released, tmp_path):
    place = tmp_path / "work"
    shutil.copytree(released, place)
    assert follow_commands("students.md", place) == 15
    assert (place / "grade-report.html").is_file()
    assert (place / "exercises" / "ex02_indexing.ipynb").is_file()


@pytest.mark.skipif(best_level() < Level.sealed, reason="a batch seals submissions, which cannot be done here")
def test_instructors(course, tmp_path):
    place = tmp_path / "work"
    shutil.copytree(course, place)
    for box, student in (("handed_in", "ada"), ("handed_in", "ben"), ("handed_in_later", "ada")):
        shutil.copytree(ROOT / "tests" / "samples" / student, place / box / student)
    (place / "roster.csv").write_text("name,submitted\nada,2026-12-01 09:00\nben,2026-11-03 09:01\n", encoding="utf-8")
    (place / "points.csv").write_text("student,place,points,why\nben,indexing,1,seen in class\n", encoding="utf-8")
    (place / "canvas.csv").write_text("Student,ID,SIS User ID,SIS Login ID,Section\nada,1,s1,ada,A\n", encoding="utf-8")
    assert follow_commands("instructors.md", place) == 29
    with open(place / "graded" / "canvas.csv", newline="", encoding="utf-8") as file:
        assert next(row["Week 1"] for row in csv.DictReader(file) if row["Student"] == "ada") == "18"


def test_ci(course, released, tmp_path):
    place = tmp_path / "work"
    shutil.copytree(released, place)
    shutil.copytree(course, tmp_path / "course")
    for file in (ROOT / "tests" / "samples" / "ada").glob("ex0[12]*.py"):
        shutil.copy(file, place / "exercises")
    for command in commands_in("ci.md"):
        folder = tmp_path / "course" if {"export", "record"} & set(command.split()) else place
        assert run(command, folder, RIGHT)
    assert (place / "gl-code-quality-report.json").is_file()
    assert (tmp_path / "course" / "gradescope-autograder.zip").is_file()


def test_every_command_of_the_kit_is_told_of():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    told = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert [name for name in cli.commands if f"grade {name}" not in told] == []
