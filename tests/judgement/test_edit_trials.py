"""Which change mends a function: that with which every case of it leaves what the reference leaves."""

from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from symptoms import CASE, differing, evidence, tensor

from tensorgrade.judgement import edit_trials
from tensorgrade.judgement.edit import edits_of
from tensorgrade.judgement.edit_trials import Broken, EditTrials, concepts_of, is_unexplained, named_by_edits
from tensorgrade.judgement.named import Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.transcript import Transcript, nothing

INPUTS = {"sums/a": 2.0, "sums/b": 5.0, "sums/c": 0.5}
CASES = [replace(CASE, id=name, timeout=5.0) for name in INPUTS]
EXERCISE = SimpleNamespace(slug="sums", file="sums.py", functions=[])


class Bench:
    """Runs files as plain Python, and remembers what was asked."""

    def __init__(self, right, wrong, **options):
        self.tried, self.confirmed, self.limits = [], [], set()
        expected = self.run({"sums.py": right.encode()}, CASES)
        self.trials = EditTrials({"sums.py": wrong.encode()}, expected, self.try_one, self.run_all, **options)
        actual = self.run(self.trials.files, CASES)
        self.failing = [case.id for case in CASES if left(actual, case) != left(expected, case)]

    def try_one(self, files, cases):
        self.tried.append(files["sums.py"].decode())
        self.limits |= {case.timeout for case in cases}
        return self.run(files, cases)

    def run_all(self, files, cases):
        self.confirmed.append([case.id for case in cases])
        return self.run(files, cases)

    def run(self, files, cases):
        return Transcript({case.id: self.answer(files["sums.py"], case) for case in cases})

    def answer(self, content, case):
        space = {}
        try:
            exec(content, space)
            return evidence(("result", tensor([float(space["f"](INPUTS[case.id]))])))
        except Exception:
            return nothing(case.id, "raised", "")

    def mend(self):
        return list(self.trials.mend(Broken(EXERCISE, "f", CASES, self.failing)))


def left(transcript, case):
    return [array.tolist() for array in transcript.of(case.id).arrays.values()]


def test_the_change_is_found_at_its_line_and_kept():
    bench = Bench("def f(x):\n    y = x * 2\n    return y + 1", "def f(x):\n    y = x * 2\n    return y - 1")
    (edit,) = bench.mend()
    assert (edit.line, edit.told) == (3, "with another number in place of `1` in `y - 1`")
    assert bench.trials.found == {"sums.f": (edit,)}


def test_a_change_that_mends_the_first_case_only_is_none():
    bench = Bench("def f(x):\n    return x * 2", "def f(x):\n    return x * x * x")
    assert bench.failing == ["sums/a", "sums/b", "sums/c"]
    assert all("* 2" not in made for made in bench.tried)
    assert all(edit.told for edit in bench.mend())
    right = [made for made in bench.tried if "(x)" in made]
    assert right
    assert len(bench.confirmed) < len(bench.tried)


def test_every_case_is_run_again_where_nothing_ran_before_and_failing_ones_first():
    bench = Bench("def f(x):\n    return max(x, 1)", "def f(x):\n    return max(x, 2)")
    assert bench.failing == ["sums/c"]
    bench.mend()
    assert bench.confirmed[0] == ["sums/c", "sums/a", "sums/b"]


def test_changes_of_several_lines_are_all_returned():
    right = "def f(x):\n    y = -x\n    return y * 3"
    (first, second) = Bench(right, "def f(x):\n    y = x\n    y = -y\n    return y * -3").mend()
    assert {first.line, second.line} == {3, 4}


def test_a_number_that_several_others_can_stand_for_is_not_what_is_wrong():
    right, wrong = "def f(x):\n    return x * 2", "def f(x):\n    y = [max(x, 9.0) * x, x + x, {}]\n    return y[0]"
    assert "another number in place of `0`" in Bench(right, wrong.format("x - 99")).mend()[0].told
    assert not [edit for edit in Bench(right, wrong.format("x + x")).mend() if edit.number is not None]


def test_a_number_that_any_other_can_stand_for_is_not_what_is_wrong():
    right, wrong = "def f(x):\n    return 0 * x", "def f(x):\n    return x if 0.0 == 0 * x else 0 * x"
    assert not [edit for edit in Bench(right, wrong).mend() if "number in place of `0.0`" in edit.told]


def test_a_dimension_that_may_be_counted_from_the_end_is_what_is_wrong():
    right = "def f(x):\n    return x + 2"
    found = Bench(right, "def f(x):\n    return pick(x, 0)\n\n\ndef pick(x, dim):\n    return [x, x + 2][dim]").mend()
    assert "with another number in place of `0` in `pick(x, 0)`" in [edit.told for edit in found]


def test_nothing_is_found_where_one_change_is_not_enough():
    bench = Bench("def f(x):\n    return x * 3 + 7", "def f(x):\n    return x * 11 - 4")
    assert bench.mend() == []
    assert bench.trials.found == {}


def test_a_search_has_an_end(monkeypatch):
    monkeypatch.setattr(edit_trials, "MOST", 5)
    bench = Bench("def f(x):\n    return x * 3 + 7", "def f(x):\n    return x * 11 - 4")
    bench.mend()
    assert len(bench.tried) == 5
    few = Bench("def f(x):\n    return x * 3 + 7", "def f(x):\n    return x * 11 - 4", left=2)
    few.mend()
    assert len(few.tried) == 2


def test_a_search_ends_when_it_has_taken_thirty_times_what_the_reference_takes_and_three_seconds():
    bench = Bench("def f(x):\n    return x * 3 + 7", "def f(x):\n    return x * 11 - 4")
    bench.trials.used = lambda: 0.5 * len(bench.tried)
    bench.mend()
    assert len(bench.tried) == 7
    slow = Bench("def f(x):\n    return x * 3 + 7", "def f(x):\n    return x * 11 - 4")
    slow.trials.used = lambda: 0.5 * len(slow.tried)
    slow.trials.seconds = lambda case: 1 / 45
    slow.mend()
    assert len(slow.tried) == 11


@pytest.mark.parametrize("kind", ["timed-out", "crashed", "unreadable", "out-of-memory", "too-much-output"])
def test_changes_that_take_too_long_or_end_the_process_end_it(kind):
    bench = Bench("def f(x):\n    return x * 3 + 7", "def f(x):\n    return x * 11 - 4")
    bench.answer = lambda content, case: nothing(case.id, kind, "")
    bench.mend()
    assert len(bench.tried) == edit_trials.LOST_MOST
    assert max(bench.limits) < 5.0


UNKNOWN, KNOWN = Named("wrong-values"), Named("wrong-axis", cause="The mean is taken over columns.")
SEEN = Named("wrong-scale", seen="Every number is twice the expected one.")
NUMBERS = differing(tensor([1.0]), tensor([2.0]))


@pytest.mark.parametrize(
    ("recognised", "is_open"),
    [
        ({}, True),
        ({"a": UNKNOWN}, True),
        ({"a": SEEN}, True),
        ({"a": KNOWN}, False),
        ({"a": Named("wrong-values", follows="g")}, False),
        ({"a": Named("wrong-values", candidates=("The mean is taken.", "The sum is taken."))}, False),
        ({"a": UNKNOWN, "b": KNOWN}, False),
    ],
)
def test_a_function_is_open_where_nothing_says_why(recognised, is_open):
    symptoms = {"a": NUMBERS, "b": NUMBERS}
    assert is_unexplained(symptoms, recognised) is is_open


def test_what_ended_by_force_is_not_looked_into():
    late = Symptom(CASE, nothing("a", "timed-out", "").record.ending)
    assert not is_unexplained({"a": late, "b": NUMBERS}, {})


def test_failures_are_about_the_concepts_of_their_names():
    assert concepts_of({"a": NUMBERS}, {"a": Named("memory-shared")}) == {"memory"}


def told(edits, recognised):
    return named_by_edits(edits, "f", lambda edit: Place("sums.py", edit.line, "", ""), recognised)


def test_one_line_is_told_as_the_cause_behind_what_holds_in_all_cases():
    (edit,) = Bench("def f(x):\n    return x + 1", "def f(x):\n    return x - 1").mend()
    named = told([edit], [SEEN, SEEN])
    assert named.diagnosis == "wrong-scale"
    assert (named.seen, named.cause) == (
        "Every number is twice the expected one.",
        "It goes wrong at sums.py, line 2: with another number in place of `1` in `x - 1`, every check of f passes.",
    )
    assert named.remedy == edit.remedy


def test_another_condition_is_told_with_what_it_decides():
    edits = edits_of(b"def f(x):\n    return where(x > 3, x, 0)\n", "f", ())
    condition = next(edit for edit in edits if "in place of `3`" in edit.told)
    other = next(edit for edit in edits if "in place of `0`" in edit.told)
    assert (condition.is_condition, other.is_condition) == (True, False)
    named = told([condition], [])
    assert named.cause.startswith("It goes wrong at sums.py, line 2, in a condition or in what it decides: ")
    assert named.remedy.endswith("Look at what that condition decides, too.")
    assert "condition" not in told([other], []).cause


def test_what_is_added_is_told_as_a_change_and_not_as_the_place_that_is_wrong():
    (edit,) = Bench("def f(x):\n    return float(int(x))", "def f(x):\n    return x").mend()
    assert edit.is_addition
    assert told([edit], []).cause.startswith("A change mends it at sums.py, line 2: with `int` before `x`, every check")


def test_several_lines_are_told_as_what_it_could_be():
    edits = Bench(
        "def f(x):\n    y = -x\n    return y * 3", "def f(x):\n    y = x\n    y = -y\n    return y * -3"
    ).mend()
    named = told(edits, [UNKNOWN, Named("")])
    assert (named.diagnosis, named.cause) == ("wrong-values", "")
    assert sorted(text.partition(":")[0][-6:] for text in named.candidates) == ["line 3", "line 4"]
