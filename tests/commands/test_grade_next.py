"""Which editor opens a place, and how it is told the line."""

import pytest

from tensorgrade.commands import editor
from tensorgrade.commands.editor import editor_command, open_at
from tensorgrade_reports.overview import Location

PLACE = Location("exercises/ex01_sums.py", 12)


def command(environment, *installed):
    return list(editor_command(PLACE, environment, find=lambda name: name if name in installed else None))


@pytest.mark.parametrize(
    ("environment", "installed", "words"),
    [
        ({}, ["code"], ["code", "--goto", "exercises/ex01_sums.py:12"]),
        ({"EDITOR": "vim"}, ["code", "vim"], ["vim", "+12", "exercises/ex01_sums.py"]),
        ({"VISUAL": "emacsclient -nw", "EDITOR": "vim"}, ["vim", "emacsclient"],
         ["emacsclient", "-nw", "+12", "exercises/ex01_sums.py"]),
        ({"EDITOR": "code --wait"}, ["code"], ["code", "--wait", "--goto", "exercises/ex01_sums.py:12"]),
        ({"EDITOR": "/usr/bin/hx"}, ["/usr/bin/hx"], ["/usr/bin/hx", "exercises/ex01_sums.py:12"]),
        ({"EDITOR": "pycharm"}, ["pycharm"], ["pycharm", "--line", "12", "exercises/ex01_sums.py"]),
        ({"EDITOR": "notepad.exe"}, ["notepad.exe"], ["notepad.exe", "exercises/ex01_sums.py"]),
        ({"EDITOR": " "}, ["code"], ["code", "--goto", "exercises/ex01_sums.py:12"]),
        ({"EDITOR": "vim"}, ["code"], []),
        ({"EDITOR": 'vim "'}, ["vim"], []),
        ({}, [], []),
    ],
)  # fmt: skip
def test_the_command_of_an_editor(environment, installed, words):
    assert command(environment, *installed) == words


def test_an_editor_is_run_and_one_that_is_not_there_is_no_failure(tmp_path, monkeypatch):
    ran = []

    class Done:
        returncode = 0

    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(editor.subprocess, "run", lambda words, check: ran.append(words) or Done())
    assert open_at(PLACE, {"EDITOR": "vim"})
    assert ran == [["/bin/vim", "+12", "exercises/ex01_sums.py"]]
    monkeypatch.setattr(editor.shutil, "which", lambda name: None)
    assert not open_at(PLACE, {"EDITOR": "vim"})
