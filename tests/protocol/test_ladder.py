"""The order of the diagnoses: each is a file that says its place."""

from itertools import pairwise

import pytest

from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import DIAGNOSES, LADDER, PLACE, ladder_in


def test_each_file_is_a_rung():
    files = {path.stem.replace("_", "-") for path in DIAGNOSES.glob("*.py")} - {"--init--"}
    assert files == set(LADDER)
    assert len(LADDER) == len(files) > 60


def test_what_kept_a_check_from_running_comes_first_and_what_differs_last():
    assert LADDER[0] == "not-attempted"
    assert LADDER[-1] == "wrong-values"
    assert LADDER.index("crashed") < LADDER.index("global-state-changed") < LADDER.index("raised")
    assert LADDER.index("raised") < LADDER.index("batch-mean") < LADDER.index("wrong-shape")


def test_between_two_rungs_there_is_room_for_a_new_diagnosis():
    places = sorted(int(PLACE.search(path.read_text())[1]) for path in DIAGNOSES.glob("[!_]*.py"))
    assert min(after - before for before, after in pairwise(places)) >= 2


def test_a_file_takes_the_place_that_it_names(tmp_path):
    for name, place in (("third", 90), ("first", 7), ("second_one", 80)):
        (tmp_path / f"{name}.py").write_text(f'"""Words."""\n\nPLACE = {place}\nCAUSE = ""\n')
    (tmp_path / "__init__.py").write_text("")
    assert ladder_in(tmp_path) == ("first", "second-one", "third")


def test_a_file_without_a_place_is_named(tmp_path):
    (tmp_path / "wrong_colour.py").write_text('"""PLACE = 1"""\nPLACE = "1"\n')
    with pytest.raises(ValueError) as refused:
        ladder_in(tmp_path)
    assert str(refused.value) == "wrong_colour.py has no line `PLACE = ...`, with the number of its rung"


def test_two_files_in_one_place_are_named(tmp_path):
    for name in ("one", "other"):
        (tmp_path / f"{name}.py").write_text("PLACE = 10\n")
    with pytest.raises(ValueError) as refused:
        ladder_in(tmp_path)
    assert str(refused.value) == "one and other stand in one place of the ladder: 10"


def test_names_that_tell_what_is_seen_and_those_that_are_general():
    assert [name for name in LADDER if entry(name).tells_what_is_seen] == [
        "raised", "squeezed-too-much", "integer-features", "double-precision", "float-labels", "left-on-cpu",
        "missing-exception", "wrong-exception", "wrong-structure", "missing-return", "wrong-type", "wrong-shape",
        "wrong-dtype", "wrong-device", "wrong-layout", "non-finite",
    ]  # fmt: skip
    general = [name for name in LADDER if entry(name).is_general]
    assert general == ["wrong-structure", "wrong-shape", "non-finite", "wrong-values"]
