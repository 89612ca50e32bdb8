"""The stages of judging, put together: what each adds to what the ones before it found."""

import pytest
from symptoms import CASE, evidence, tensor
from tiny_course import write

from grader.catalogue import read_course
from grader.dictionary import known_mistake
from grader.evidence import Transcript, nothing
from grader.pipeline import PUBLISHED_SEED, Trial, judge_transcripts

SEED = 7
RIGHT, OTHER = evidence(("result", tensor([1.0, 2.0]))), evidence(("result", tensor([5.0, 4.0])))
WRONG = evidence(("result", tensor([1.0, 9.0])))


def of(one):
    return Transcript({CASE.id: one})


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    return read_course(write(tmp_path_factory.mktemp("course"))).exercises[0]


@pytest.fixture
def judged(exercise):
    """Judge a transcript; gives the points, the first diagnosis with its cause, and the seeds that were run again."""

    def judge(actual, known=(), again=None, files=None):
        seeds = []

        def run(seed, cases):
            seeds.append(seed)
            return of(again[seed])

        trial = Trial(
            [exercise],
            [CASE],
            SEED,
            known=lambda one, function: known,
            expected=lambda seed: of(OTHER if seed == PUBLISHED_SEED else RIGHT),
            again=run if again else None,
            files=files or {},
        )
        scored = judge_transcripts(trial, of(actual))
        (check,) = scored.exercises[0].checks
        first = (check.diagnoses[0].name, check.diagnoses[0].cause) if check.diagnoses else None
        return check.points, first, seeds

    return judge


def test_what_agrees_has_its_points(judged):
    assert judged(RIGHT) == (10.0, None, [])


def test_what_differs_has_the_name_of_what_differs(judged):
    points, (name, _), _ = judged(WRONG)
    assert (points, name) == (0.0, "wrong-values")


def test_a_known_mistake_gives_its_name_and_cause_and_nothing_is_run_again(judged):
    known = known_mistake("sums/m", "total", "batch-mean", "It is a mean.", [CASE], of(RIGHT), of(WRONG))
    assert judged(WRONG, known=[known], again={}) == (0.0, ("batch-mean", "It is a mean."), [])


def test_the_second_look_names_what_changes_from_run_to_run(judged):
    points, (name, _), seeds = judged(WRONG, again={SEED: RIGHT})
    assert (points, name, seeds) == (0.0, "nondeterministic", [SEED])


def test_the_second_look_names_what_is_right_on_the_published_seed_only(judged):
    _, (name, _), seeds = judged(WRONG, again={SEED: WRONG, PUBLISHED_SEED: OTHER})
    assert (name, seeds) == ("hard-coded-answer", [SEED, PUBLISHED_SEED])
    _, (name, _), _ = judged(WRONG, again={SEED: WRONG, PUBLISHED_SEED: WRONG})
    assert name == "wrong-values"


def test_a_reference_that_did_not_complete_is_our_fault(exercise):
    broken = of(nothing(CASE.id, "crashed", "the process ended"))
    trial = Trial([exercise], [CASE], SEED, lambda *names: (), lambda seed: broken)
    scored = judge_transcripts(trial, of(RIGHT))
    assert [check.outcome for check in scored.exercises[0].checks] == ["ungraded"]
    assert scored.faults == ("sums/total[0]: the reference did not complete (crashed): the process ended",)
