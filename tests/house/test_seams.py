"""Each kind of thing that can be added is one file, found by being there: added to a copy of the kit, it works."""

import pytest
from kit_copy import KitCopy
from results import result
from tiny_course import REFERENCE, write

from tensorgrade.classroom.gradebook import Gradebook

COMMAND = '''
import click
from tensorgrade.exits import Status

AUDIENCE = "author"


@click.command()
@click.argument("name")
def command(name):
    """Greet NAME, and end as if points were missing."""
    click.echo(f"Hello, {name}")
    return Status.missing
'''
PLATFORM = """
from pathlib import Path

from tensorgrade_reports.platforms import CiService, Feedback, Platform, StudentFiles, Telling
from tensorgrade_reports.sheet import points_of


class Board(CiService):
    ends_with_zero = True

    def is_here(self, environment):
        return "CHALKBOARD" in environment

    def telling(self, findings):
        total = points_of(findings.sheet.final)
        return Telling({Path("board.txt"): str(total).encode()}, log=[f"board: {total:g}"])


PLATFORM = Platform(
    "chalkboard",
    export=StudentFiles(lambda student: f"{points_of(student.sheet.final):g}".encode(), suffix="txt"),
    feedback=Feedback(lambda addressee: f"{addressee.page}.txt", lambda addressee, page: page[:15]),
    ci=Board(),
)
"""


@pytest.fixture
def kit(tmp_path):
    made = KitCopy(tmp_path / "kit")
    made.make()
    return made


def test_what_runs_in_the_copy_is_the_copy(kit):
    done = kit.python("-c", "import tensorgrade, tensorgrade_reports as r; print(tensorgrade.__file__, r.__file__)")
    assert done.stdout.split() == [
        str(kit.home / name / "__init__.py") for name in ("tensorgrade", "tensorgrade_reports")
    ]


def test_a_command(kit):
    kit.add("tensorgrade/commands/greet.py", COMMAND)
    done = kit.grade("greet", "Ada")
    assert (done.returncode, done.stdout, done.stderr) == (1, "Hello, Ada\n", "")
    told = kit.grade("--help").stdout
    lines = [line.split() for line in told.partition("for authors:")[2].splitlines()]
    assert ["greet", "Greet", "NAME,", "and", "end", "as", "if", "points", "were", "missing."] in lines


def test_a_platform_of_an_export_and_of_feedback(kit, tmp_path):
    kit.add("tensorgrade_reports/platforms/chalkboard.py", PLATFORM)
    (tmp_path / "out").mkdir()
    book = Gradebook(tmp_path / "out")
    book.put(book.row_of("ada", "ada", result("ada", a=2.0, b=0.0), None, ""), "k")
    book.close()
    done = kit.grade("export", tmp_path / "out", "--to", "chalkboard", "--file", tmp_path / "board")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path / 'board'}: 1 files\n", "")
    assert (tmp_path / "board" / "ada.txt").read_text() == "2"
    done = kit.grade("feedback", tmp_path / "out", "--to", "chalkboard", "--folder", tmp_path / "back")
    told = f"chalkboard: 1 of 1 students get feedback; written to {tmp_path / 'back'}\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, "")
    assert (tmp_path / "back" / "ada.txt").read_text() == "<!doctype html>"


@pytest.mark.worker
def test_a_platform_of_a_job(kit, tmp_path):
    kit.add("tensorgrade_reports/platforms/chalkboard.py", PLATFORM)
    course = write(tmp_path / "course")
    (tmp_path / "exercises").mkdir()
    wrong = REFERENCE.replace("x.sum()", "x.mean()")
    (tmp_path / "exercises" / "ex01_sums.py").write_text(wrong, encoding="utf-8")
    done = kit.grade("ci", "--course", course, cwd=tmp_path, CHALKBOARD="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\nboard: 5\n")
    assert (tmp_path / "board.txt").read_text() == "5.0"
    assert (tmp_path / "grade-junit.xml").is_file()
