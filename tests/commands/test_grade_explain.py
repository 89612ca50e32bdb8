"""`grade explain`: the pages of the diagnoses, on the terminal."""

import pytest

from tensorgrade.commands.explain import show
from tensorgrade.course.catalogue import CourseError
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import LADDER


def test_one_page_whole(capsys):
    assert show("batch-mean") == 0
    name, _, *page = capsys.readouterr().out.splitlines()
    assert name == "batch-mean"
    assert [line.rstrip() for line in page] == [line.rstrip() for line in entry("batch-mean").page.splitlines()]


def test_without_a_name_a_line_for_each(capsys):
    assert show(None) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == sorted(LADDER)


def test_the_nearest_name_is_proposed():
    with pytest.raises(CourseError, match=r"there is no diagnosis 'batch-maen'; did you mean 'batch-mean'\?"):
        show("batch-maen")
