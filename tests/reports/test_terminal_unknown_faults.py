"""What `grade verify` prints of faults that nobody wrote down."""

import tomllib

from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.unknown_faults.told import UNREAD, Survey, Told, UnknownFault
from tensorgrade_reports.terminal.unknown_faults import show_survey, to_read


def told(name, verdict="", cause="", mistake=True, candidates=()):
    fault = UnknownFault(
        f"sums.total.{name}", "total", "", f"sums.total.{name}" if mistake else "", "wrong-values", "Why."
    )
    lesson = Diagnosis("wrong-values", "total: it is off\nby 2.", "", "", "", cause, "Look.", candidates)
    return Told(fault, lesson, verdict)


SEVERAL = [
    told("a", "true", "Why."),
    told("b", "true", "Why."),
    told("c", "partly", "Why, and more."),
    told("d", "false", "It is another thing."),
    told("e", UNREAD, "Nobody has read this."),
    told("f", candidates=("a", "b")),
    told("g"),
]


def printed(capsys, survey):
    show_survey(survey)
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_a_table_and_the_shares_of_true_causes(capsys):
    lines = printed(capsys, Survey({"sums": SEVERAL}, {"sums": []}, "they need cosmic-ray"))
    assert lines[0] == "sums.total.d is told a false cause: It is another thing."
    assert "sums │ 7 │ 7 │ 7 │ 5 │ 2 │ 1 │ 1 │ 1 │ 1 │ 1" in lines
    assert "true causes: 50.0% of those that were read (precision), 28.6% of all faults (recall)" in lines
    assert "no mutants: they need cosmic-ray" in lines
    assert lines[-1].startswith("1 cause not read yet: ")


def test_two_exercises_are_added_up_and_mutants_stand_apart(capsys):
    lines = printed(capsys, Survey({"sums": SEVERAL[:1], "rows": SEVERAL[-1:]}, {"sums": SEVERAL[:2], "rows": []}))
    assert "all │ 2 │ 2 │ 2 │ 1 │ 1 │ 0 │ 0 │ 0 │ 0 │ 1" in lines
    assert "all │ 2 │ 2 │ 2 │ 2 │ 2 │ 0 │ 0 │ 0 │ 0 │ 0" in lines
    assert not [line for line in lines if "no mutants" in line or "not read" in line]


def test_what_is_to_be_read_is_toml_with_a_key_to_be_replaced():
    text = to_read([SEVERAL[4], told("h", UNREAD, 'Say "x".', mistake=False)])
    assert tomllib.loads(text) == {
        "sums.total.e": {"unread": "Nobody has read this."},
        "sums.total.h": {"unread": 'Say "x".'},
    }
    assert text.count("# its author: wrong-values: Why.") == 1
    assert "# told: wrong-values: total: it is off\n# by 2." in text
