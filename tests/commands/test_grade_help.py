"""What `grade --help` says of the commands without importing any, and what `grade run` decides before it grades."""

import inspect

import click
import pytest
from click.testing import CliRunner

from tensorgrade.commands import run as commands
from tensorgrade.commands.cli import FOR_OTHERS, HERE, cli, description_of, sources_in
from tensorgrade.isolation.levels import Level

LISTED = {
    "students": [
        "compare-with-solution",
        "explain",
        "hint",
        "next",
        "notebook",
        "repro",
        "reset",
        "run",
        "show",
        "status",
        "watch",
    ],
    "instructors": [
        "batch",
        "ci",
        "compare",
        "desk",
        "doctor",
        "examples",
        "export",
        "feedback",
        "mend",
        "merge",
        "override",
        "record",
        "regrade",
        "release",
    ],
    "authors": ["mistake", "new", "verify"],
}


def test_help_lists_each_command_for_whom_it_is():
    _, *parts = CliRunner().invoke(cli, ["--help"]).output.split("\nCommands for ")
    listed = {}
    for part in parts:
        heading, *lines = part.splitlines()
        listed[heading.removesuffix(":")] = [line.split()[0] for line in lines if line]
    assert listed == LISTED


def test_where_there_are_no_solutions_only_students_are_told_of_their_commands(tmp_path, monkeypatch):
    (tmp_path / "exercises" / "checks").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli, ["--help"]).output
    assert "Commands for students" in told
    assert "Commands for instructors" not in told and "Commands for authors" not in told
    assert " ".join(told.split()).endswith(FOR_OTHERS)


def test_help_says_that_the_course_decides_whether_solutions_are_shown():
    lines = CliRunner().invoke(cli, ["--help"]).output.splitlines()
    (line,) = (line for line in lines if line.split()[:1] == ["compare-with-solution"])
    assert " ".join(line.split()).startswith("compare-with-solution Where your course allows it: show your")


@pytest.mark.parametrize("name", sorted(sources_in(HERE)))
def test_what_is_read_from_a_source_is_what_the_command_says(name):
    command = cli.get_command(click.Context(cli), name)
    assert inspect.cleandoc(command.help) == description_of(sources_in(HERE)[name]).help
    assert command.help


def test_a_module_that_says_nobody_is_no_command():
    assert CliRunner().invoke(cli, ["options"]).output.endswith("Error: No such command 'options'.\n")


@pytest.mark.parametrize(
    ("device", "gpu", "level"),
    [
        ("cpu", True, Level.sealed), ("sim", True, Level.sealed), ("all", False, Level.sealed),
        ("all", True, Level.separate), ("cuda", True, Level.separate), ("cuda", False, Level.separate),
    ],
)  # fmt: skip
def test_the_level_is_the_best_but_for_a_gpu_to_be_seen(monkeypatch, tmp_path, device, gpu, level):
    file = tmp_path / "nvidiactl"
    if gpu:
        file.touch()
    monkeypatch.setattr(commands, "GPU_FILES", (str(file),))
    monkeypatch.setattr(commands, "best_level", lambda: Level.sealed)
    assert commands.level_for(device) is level
