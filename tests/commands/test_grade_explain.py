"""`grade explain`: the pages of the diagnoses, on the terminal."""

import pytest

from tensorgrade.commands.cli import HERE
from tensorgrade.commands.explain import show
from tensorgrade.commands.file_templates import file_templates
from tensorgrade.course.catalogue import CourseError
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import LADDER


def test_one_page_whole(capsys):
    assert show("batch-mean") == 0
    name, _, *page = capsys.readouterr().out.splitlines()
    assert name == "batch-mean"
    assert " ".join(page).split() == entry("batch-mean").page.split()


HALF_WIDTH = """\
left-on-cpu

A tensor lies on the CPU that has to be on
the device that was asked for.

## Why PyTorch behaves so
"""


def test_a_piped_page_is_wrapped_at_the_width_and_its_code_is_not(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "42")
    show("left-on-cpu")
    text = capsys.readouterr().out
    assert text.startswith(HALF_WIDTH)
    assert ">>> moved = x.to(\"meta\")\n>>> x.device, moved.device\n(device(type='cpu'), device(type='meta'))\n" in text


def test_without_a_name_a_sentence_for_each_that_is_not_cut(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert show(None) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == sorted(LADDER)
    assert lines[:2] == [
        "backward-twice               `backward()` ran twice for one update, so the",
        "                             gradients are twice as large.",
    ]
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).split() == " ".join(f"{name} {entry(name).opening}" for name in sorted(LADDER)).split()


def test_the_nearest_name_is_proposed():
    with pytest.raises(CourseError, match=r"there is no diagnosis 'batch-maen'; did you mean 'batch-mean'\?"):
        show("batch-maen")


def test_for_a_name_like_none_the_list_is_named():
    with pytest.raises(CourseError) as told:
        show("foo")
    assert str(told.value) == "there is no diagnosis 'foo'; `grade explain` lists them"


SIMULATED = (
    "`sim:0` in a verdict is a simulated GPU. For devices it behaves as one, and every machine has it. "
    "`meta` is a device of torch whose tensors have a shape and no numbers."
)


@pytest.mark.parametrize("name", [name for name in LADDER if entry(name).concept == "device"])
def test_pages_about_devices_say_what_the_simulated_one_is(name):
    assert " ".join(entry(name).page.split()).endswith(SIMULATED)


def test_a_released_repository_says_so_too():
    assert SIMULATED in " ".join(file_templates(HERE / "handout")["README.md"].split())
