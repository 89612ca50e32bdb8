"""What tests of commands share."""

import sys

import pytest

from tensorgrade.commands.cli import main


@pytest.fixture
def grade(monkeypatch, capsys):
    """Run a command; gives its exit status, what it printed, and what it told of an error."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["grade", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, *capsys.readouterr()

    return run
