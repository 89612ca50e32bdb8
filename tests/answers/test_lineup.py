"""Known mistakes on a new seed: those run that can be behind the failures, each until something speaks against it."""

import sys

import msgspec
import pytest
from symptoms import CASE, evidence, tensor
from tiny_course import MISTAKE, write

from tensorgrade.answers import lineup, recordings
from tensorgrade.answers.cost import Cost
from tensorgrade.answers.known_answers import known_answers
from tensorgrade.answers.lineup import Lineup, failed_by_most
from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.habits import Failures, Habit
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.transcript import Transcript

SEED = 7
CASES = [msgspec.structs.replace(CASE, id=f"sums/{check}[0]", check=check) for check in ("one", "other", "third")]
MISTAKES = (
    MISTAKE
    + """

def half(x):
    \"\"\"wrong-values: Only half of it is added.\"\"\"
    return x.sum() / 2


def double(x):
    \"\"\"wrong-dtype: The sum is in float64.\"\"\"
    return x.double().sum()


def last(x):
    \"\"\"wrong-values: The last number is left out.\"\"\"
    return x[:-1].sum()
"""
)
REMEMBERING = '\n\ndef remembering(x):\n    """wrong-values: It counts its calls."""\n    return x.sum() * 11\n'
# What each leaves in each case: a factor of the numbers; `double` is right but for the dtype.
FACTORS = {"mean": (3, 3, 1), "half": (5, 5, 1), "double": (1, 1, 1), "last": (7, 7, 7), "reference": (1, 1, 1)}
FACTORS["remembering"] = (11, 13, 17)  # in its first call, its second, its third
FACTORS["unsteady"] = (19, 19, 19)  # but on the published seed, where it is right in the last case


def seen(seed, name, i):
    is_right = name == "unsteady" and seed == PUBLISHED_SEED and i == 2
    numbers = [(1.2345 + seed + i) * (1 if is_right else FACTORS[name][i]), 2.3456 + i]
    return evidence(("result", tensor(numbers, "torch.float64" if name == "double" else "torch.float32")))


def transcript(seed, name):
    return Transcript({case.id: seen(seed, name, i) for i, case in enumerate(CASES)})


def failures(*given):
    """Failures of a submission that leaves this in each case."""
    expected, actual = transcript(SEED, "reference"), Transcript(dict(zip([c.id for c in CASES], given, strict=True)))
    symptoms = {case.id: symptom_of(case, expected.of(case.id), actual.of(case.id)) for case in CASES}
    return Failures({case: one for case, one in symptoms.items() if one}, expected, actual)


def like(name, seed=SEED):
    return failures(*transcript(seed, name).cases.values())


class Kitchen:
    """A lineup whose mistakes are run here; `runs` tells of each: its seed, its name and its cases."""

    def __init__(self, course, monkeypatch):
        self.exercise, self.runs = course.exercises[0], []
        self.course, self.names = course, {}
        self.teach(MISTAKES)

        def run(launcher, subject, cases, tell=None, keep=lambda case, evidence: evidence):
            name, asked = self.names[subject.files[self.exercise.file]].rpartition(".")[2], []
            left = {}
            for case in cases:
                asked.append(case.id)
                made = seen(subject.seed, name, CASES.index(case) if name != "remembering" else len(asked) - 1)
                made = type(made)(msgspec.structs.replace(made.record, case=case.id), made.arrays)
                left[case.id] = keep(case, made)
            self.runs.append((subject.seed, name, asked))
            return Transcript(left)

        for module in (recordings, lineup):
            monkeypatch.setattr(module, "run", run)
        self.cost = Cost()
        self.make = lambda: Lineup(course, lambda: CASES, None, lambda seed: transcript(seed, "reference"), self.cost)
        self.lineup = self.make()

    def teach(self, text):
        """Have these known mistakes, and no others."""
        (self.course.root / "solutions/mistakes/sums/total.py").write_text(text)
        self.names = {one.source: one.name for one in known_answers(self.course, self.exercise, "mistakes")}

    def known(self, asked, seed=SEED):
        """The known mistakes by name: the cases that each is said to fail, and those in which it was run."""
        self.runs.clear()
        known = self.lineup.known(seed, self.exercise, "total", asked)
        return {
            mistake.name.rpartition(".")[2]: (sorted(mistake.failing), sorted(mistake.transcript.cases))
            for mistake in known
        }


@pytest.fixture
def kitchen(tmp_path, monkeypatch):
    monkeypatch.setenv("TENSORGRADE_CACHE", str(tmp_path / "cache"))
    course = read_course(write(tmp_path / "course"))
    return Kitchen(course, monkeypatch)


IDS = [case.id for case in CASES]


def test_the_published_seed_is_recorded_once_and_whole(kitchen):
    kitchen.known(like("mean"))
    published = [run for run in kitchen.runs if run[0] == PUBLISHED_SEED]
    assert sorted(published) == sorted(
        (PUBLISHED_SEED, name, cases)
        for name, last in {"double": 2, "half": 1, "last": 2, "mean": 1}.items()
        for cases in (IDS, [IDS[last]])  # the last that it fails, once more alone
    )
    kitchen.lineup = kitchen.make()
    kitchen.known(like("mean"))
    assert kitchen.runs == []


def test_only_those_run_that_can_be_behind_the_failures_and_until_something_speaks_against_them(kitchen):
    kitchen.known(like("double"))
    known = kitchen.known(like("mean"))
    assert sorted(kitchen.runs) == [(SEED, "half", IDS[:1]), (SEED, "mean", IDS[:2])]
    assert known == {
        "mean": (IDS[:2], IDS[:2]),
        "half": (IDS[:2], IDS[:1]),
        "double": (IDS, IDS),
        "last": (IDS, []),
    }


def test_what_one_submission_asked_for_serves_all(kitchen):
    kitchen.known(like("mean"))
    first = kitchen.known(like("mean"))
    assert kitchen.runs == []
    kitchen.known(like("half"))
    assert kitchen.runs == [(SEED, "half", IDS[1:2])]
    another = kitchen.make()
    another.learn_from(kitchen.lineup)
    kitchen.lineup = another
    assert kitchen.known(like("mean"))["mean"] == first["mean"]
    assert kitchen.runs == []


def test_what_is_on_disk_is_not_held_for_long_and_not_run_again(kitchen, monkeypatch):
    monkeypatch.setattr(lineup, "HELD", 1)
    first = kitchen.known(like("mean"))
    assert len(kitchen.lineup._heard) == 1
    kitchen.known(like("double"))
    assert kitchen.known(like("mean"))["mean"] == first["mean"]
    assert kitchen.runs == []


def test_what_is_not_on_disk_is_held(kitchen, monkeypatch):
    monkeypatch.setattr(lineup, "HELD", 1)
    monkeypatch.setattr(recordings, "keep_recording", lambda path, evidence: None)
    kitchen.known(like("mean"))
    assert len(kitchen.lineup._heard) == 2
    kitchen.known(like("mean"))
    assert [run for run in kitchen.runs if run[0] == SEED] == []


def test_where_none_explains_the_failures_those_are_asked_that_may_have_their_numbers(kitchen):
    kitchen.known(like("double"))
    kitchen.known(failures(seen(SEED, "last", 0), seen(SEED, "reference", 1), seen(SEED, "reference", 2)))
    assert sorted(kitchen.runs) == [(SEED, name, IDS[:1]) for name in ("half", "last", "mean")]


def beside(asked, name, *numbers):
    """Failures, where the submission left what a mistake leaves in some cases on the published seed."""
    return asked.beside(Transcript({CASES[i].id: seen(PUBLISHED_SEED, name, i) for i in numbers}))


def test_what_leaves_something_else_than_the_submission_on_the_published_seed_is_not_run(kitchen):
    kitchen.known(like("double"))
    known = kitchen.known(beside(like("mean"), "mean", 0))
    assert kitchen.runs == [(SEED, "mean", IDS[:2])]
    assert known["half"] == (IDS[:2], [])


def test_what_leaves_other_numbers_than_the_submission_on_the_published_seed_is_not_looked_at_for_numbers(kitchen):
    kitchen.known(like("double"))
    some = failures(seen(SEED, "last", 0), seen(SEED, "reference", 1), seen(SEED, "reference", 2))
    kitchen.known(beside(some, "last", 0))
    assert kitchen.runs == [(SEED, "last", IDS[:1])]


def test_what_tells_nothing_on_the_published_seed_rules_nothing_out(kitchen):
    kitchen.known(like("double"))
    some = failures(seen(SEED, "last", 0), seen(SEED, "reference", 1), seen(SEED, "reference", 2))
    kitchen.known(beside(some, "reference", 0))
    assert sorted(kitchen.runs) == [(SEED, name, IDS[:1]) for name in ("half", "last", "mean")]
    kitchen.teach(MISTAKES + REMEMBERING)
    kitchen.lineup = kitchen.make()
    kitchen.known(beside(like("remembering"), "mean", 0))
    assert (SEED, "remembering", IDS) in kitchen.runs


def compared(kitchen, asked, seed=SEED):
    return [case.id for case in kitchen.lineup.to_compare(seed, kitchen.exercise, "total", asked)]


def test_a_submission_is_compared_on_the_published_seed_where_several_mistakes_would_have_to_be_run(
    kitchen, monkeypatch
):
    assert compared(kitchen, like("mean")) == []
    monkeypatch.setattr(lineup, "RIVALS", 2)
    assert compared(kitchen, like("mean")) == IDS[: lineup.FIRST_LOOK]
    assert compared(kitchen, like("mean"), PUBLISHED_SEED) == []
    kitchen.known(like("mean"))
    assert compared(kitchen, like("mean")) == []
    kitchen.lineup = kitchen.make()
    assert compared(kitchen, like("mean")) == []  # they are on disk


def test_a_submission_is_compared_where_several_mistakes_may_have_its_numbers(kitchen):
    kitchen.known(like("double"))
    some = failures(seen(SEED, "last", 0), seen(SEED, "reference", 1), seen(SEED, "reference", 2))
    assert compared(kitchen, some) == IDS[:1]


def test_the_submission_is_compared_in_what_several_fail_that_pass_the_first_cases():
    def habits(*names):
        return [Habit({CASES[i].id: "values" for i in cases}) for cases in names]

    few = failed_by_most(habits((0,), (0, 1), (2,), (2,)), CASES[:1], CASES)
    assert few == CASES[:1]
    several = failed_by_most(habits((0,), (1, 2), (2,), (2,)), CASES[:1], CASES)
    assert several == [CASES[0], CASES[2]]


def test_what_explains_all_on_this_seed_leaves_nothing_to_look_for(kitchen):
    kitchen.teach(MISTAKES + '\n\ndef unsteady(x):\n    """wrong-values: It is unsteady."""\n    return x.sum() * 19\n')
    kitchen.known(like("double"))
    known = kitchen.known(like("unsteady"))
    assert known["unsteady"] == (IDS, IDS)
    others = [(SEED, name, IDS[:1]) for name in ("half", "last", "mean")]
    assert sorted(kitchen.runs) == [*others, (SEED, "unsteady", IDS[:2]), (SEED, "unsteady", IDS[2:])]


def test_of_a_check_it_is_run_on_one_case_and_taken_to_leave_the_same_in_the_others(kitchen, monkeypatch):
    cases = [msgspec.structs.replace(case, check="total") for case in CASES]
    monkeypatch.setattr(sys.modules[__name__], "CASES", cases)
    kitchen.known(like("double"))
    known = kitchen.known(like("mean"))
    assert sorted(kitchen.runs) == [(SEED, "half", IDS[:1]), (SEED, "mean", IDS[:1])]
    assert (known["mean"], known["half"]) == ((IDS[:2], IDS[:2]), (IDS[:2], IDS[:1]))


def test_what_remembers_its_calls_is_run_on_all_cases_in_order(kitchen):
    kitchen.teach(MISTAKES + REMEMBERING)
    kitchen.known(like("double"))
    kitchen.known(like("last"))
    assert sorted(kitchen.runs) == [
        (SEED, "half", IDS[:1]),
        (SEED, "last", IDS),
        (SEED, "mean", IDS[:1]),
        (SEED, "remembering", IDS),
    ]
    known = kitchen.known(like("remembering"))
    assert kitchen.runs == []
    assert known["remembering"] == (IDS, IDS)


def test_what_explains_some_cases_is_run_on_those_that_none_explains(kitchen):
    kitchen.known(like("double"))
    given = [seen(SEED, "mean", 0), seen(SEED, "mean", 1), seen(SEED, "last", 2)]
    known = kitchen.known(failures(*given))
    assert (SEED, "mean", IDS[2:]) in kitchen.runs
    assert known["mean"] == (IDS[:2], IDS)


def test_it_counts_what_was_run(kitchen):
    kitchen.known(like("mean"))
    assert (kitchen.cost.mistakes, kitchen.cost.runs) == (6, 19)
