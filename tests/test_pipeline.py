"""The stages of judging, put together: what each adds to what the ones before it found."""

from dataclasses import replace

import msgspec
import pytest
from symptoms import CASE, evidence, tensor
from tiny_course import write

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.dictionary import known_mistake
from tensorgrade.judgement.edit import Edit
from tensorgrade.judgement.named import Named
from tensorgrade.pipeline import Trial, judge_transcripts
from tensorgrade.protocol.records import Ending, Variable, Walk
from tensorgrade.protocol.transcript import Transcript, nothing

SEED = 7
RIGHT, OTHER = evidence(("result", tensor([1.0, 2.0]))), evidence(("result", tensor([5.0, 4.0])))
WRONG = evidence(("result", tensor([1.0, 9.0])))
WRONG_SLOWLY = replace(WRONG, record=msgspec.structs.replace(WRONG.record, seconds=1.0))


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
            known=lambda one, function, failures: known,
            expected=lambda seed: of(OTHER if seed == PUBLISHED_SEED else RIGHT),
            again=run if again else None,
            files=files or {},
        )
        scored = judge_transcripts(trial, of(actual))
        (check,) = scored.exercises[0].checks
        first = (
            (check.diagnoses[0].name, check.diagnoses[0].could_be or check.diagnoses[0].cause)
            if check.diagnoses
            else None
        )
        return check.points, first, seeds

    return judge


def test_what_agrees_has_its_points(judged):
    assert judged(RIGHT) == (10.0, None, [])


def test_what_differs_has_the_name_of_what_differs(judged):
    points, (name, _), _ = judged(WRONG)
    assert (points, name) == (0.0, "wrong-values")


def test_a_known_mistake_gives_its_name_and_cause_and_nothing_is_run_again(judged):
    known = known_mistake("sums/m", "total", Named("batch-mean", "It is a mean."), [CASE], of(RIGHT), of(WRONG))
    assert judged(WRONG, known=[known], again={}) == (0.0, ("batch-mean", "It is a mean."), [])


def test_the_second_look_names_what_changes_from_run_to_run(judged):
    points, (name, _), seeds = judged(WRONG, again={SEED: RIGHT})
    assert (points, name, seeds) == (0.0, "nondeterministic", [SEED])


def test_the_second_look_names_what_is_right_on_the_published_seed_only(judged):
    _, (name, _), seeds = judged(WRONG, again={SEED: WRONG, PUBLISHED_SEED: OTHER})
    assert (name, seeds) == ("hard-coded-answer", [SEED, PUBLISHED_SEED])
    _, (name, _), _ = judged(WRONG, again={SEED: WRONG, PUBLISHED_SEED: WRONG})
    assert name == "wrong-values"


CHANGE = Edit(2, "with another number in place of `0` in `x.sum(0)`", "Work it out by hand.", ())


@pytest.mark.parametrize(("known", "is_asked"), [((), True), ("The mean is taken.", False)])
def test_a_line_whose_change_mends_a_function_is_told_where_nothing_else_says_why(exercise, known, is_asked):
    asked = []

    def mend(broken):
        asked.append((broken.name, list(broken.failing), broken.concepts))
        return [CHANGE]

    right, wrong = (evidence(("result", tensor([1 / (i + n * i**2) for i in range(1, 40)]))) for n in (1, 2))
    mistake = known_mistake("sums/m", "total", Named("batch-mean", known), [CASE], of(right), of(wrong))
    trial = Trial(
        [exercise],
        [CASE],
        SEED,
        known=lambda *asked: [mistake] if known else [],
        expected=lambda seed: of(right),
        mend=mend,
        place=lambda place: msgspec.structs.replace(place, file="week 1.ipynb, cell 3"),
    )
    (lesson,) = judge_transcripts(trial, of(wrong)).exercises[0].lessons
    if is_asked:
        assert asked == [("sums.total", [CASE.id], {"the computation"})]
        assert lesson.diagnosis.cause == (
            "It goes wrong at week 1.ipynb, cell 3, line 2: with another number in place of `0` in `x.sum(0)`, "
            "every check of total passes."
        )
        assert lesson.diagnosis.remedy == "Work it out by hand."
    else:
        assert (asked, lesson.diagnosis.cause) == ([], known)


def test_where_no_change_mends_a_function_it_is_told_as_before(exercise):
    trial = Trial([exercise], [CASE], SEED, lambda *asked: [], lambda seed: of(RIGHT), mend=lambda broken: [])
    (lesson,) = judge_transcripts(trial, of(WRONG)).exercises[0].lessons
    assert (lesson.diagnosis.name, lesson.diagnosis.cause) == ("wrong-values", "")


def test_a_reference_that_did_not_complete_is_our_fault(exercise):
    broken = of(nothing(CASE.id, "crashed", "the process ended"))
    trial = Trial([exercise], [CASE], SEED, lambda *names: (), lambda seed: broken)
    scored = judge_transcripts(trial, of(RIGHT))
    assert [check.outcome for check in scored.exercises[0].checks] == ["ungraded"]
    assert scored.faults == ("sums/total[0]: the reference did not complete (crashed): the process ended",)


def cases_of(*names, exercise="sums"):
    """Cases of checks, two inputs each."""
    return [
        msgspec.structs.replace(CASE, id=f"{exercise}/{name}[{i}]", exercise=exercise, check=name, function=name)
        for name in names
        for i in range(2)
    ]


def answers(cases, *numbers):
    return Transcript({one.id: evidence(("result", tensor([n, 1.0]))) for one, n in zip(cases, numbers, strict=True)})


def names(exercise, cases, actual, again=None, seed=SEED, expected=(1.0, 2.0, 3.0, 4.0), **options):
    """The first diagnosis of each check, the cases that were run again with their seed, and the functions asked for."""
    runs, asked = [], []

    def run(at, some):
        runs.append((at, [case.id for case in some]))
        return again or actual

    def known(one, function, failures):
        asked.append((one.slug, function))
        return ()

    reference = answers(cases, *expected[: len(cases)])
    trial = Trial([exercise], cases, seed, known, lambda at: reference, run, **options)
    (scored,) = judge_transcripts(trial, actual).exercises
    return [check.diagnoses[0].name if check.diagnoses else "" for check in scored.checks], runs, asked


def test_without_time_for_it_there_is_no_second_look(exercise):
    cases = cases_of("total")
    found = names(exercise, cases, answers(cases, 7.0, 8.0), has_room=lambda some: False)
    assert found == (["wrong-values"], [], [("sums", "total")])


def test_the_published_inputs_are_tried_where_there_is_time_for_all_cases(exercise):
    cases = cases_of("total")
    ids = [case.id for case in cases]
    room = []

    def has_room(some):
        room.append(list(some))
        return len(room) == 1

    found, runs, _ = names(exercise, cases, answers(cases, 7.0, 2.0), has_room=has_room)
    assert (found, runs) == (["wrong-values"], [(SEED, ids[:1])])
    assert room == [ids[:1], ids]


def test_the_published_inputs_are_tried_on_the_cheapest_case_and_then_on_the_others(exercise):
    cases = cases_of("total")
    ids = [case.id for case in cases]
    slow = answers(cases, 1.0, 2.0).cases
    slow[ids[0]] = replace(slow[ids[0]], record=msgspec.structs.replace(slow[ids[0]].record, seconds=3.0))
    runs = []

    def run(at, some):
        runs.append((at, [case.id for case in some]))
        return Transcript(slow) if at == PUBLISHED_SEED else wrong

    wrong = answers(cases, 7.0, 8.0)
    trial = Trial([exercise], cases, SEED, lambda *asked: (), lambda at: Transcript(slow), run)
    (scored,) = judge_transcripts(trial, wrong).exercises
    assert scored.checks[0].diagnoses[0].name == "hard-coded-answer"
    assert runs == [(SEED, ids), (PUBLISHED_SEED, ids[1:]), (PUBLISHED_SEED, ids[:1])]


def test_one_answer_for_all_inputs_was_copied_on_any_seed(exercise):
    cases = cases_of("total")
    ids = [case.id for case in cases]
    found, runs, _ = names(exercise, cases, answers(cases, 7.0, 7.0), seed=PUBLISHED_SEED)
    assert (found, runs) == (["hard-coded-answer"], [(PUBLISHED_SEED, ids)])
    found, runs, _ = names(exercise, cases, answers(cases, 7.0, 7.0))
    assert (found, runs) == (["hard-coded-answer"], [(SEED, ids), (PUBLISHED_SEED, ids[:1])])


def test_only_what_has_no_telling_name_is_run_again(exercise):
    cases = cases_of("total", "doubled")
    left = answers(cases, 7.0, 8.0, 3.0, 4.0).cases
    double = evidence(("result", tensor([3.0, 1.0], "torch.float64")))
    mixed = Transcript({**left, cases[2].id: double, cases[3].id: evidence(ending=Ending("timed-out"))})
    found, runs, asked = names(exercise, cases, mixed)
    assert found == ["wrong-values", "double-precision"]
    assert [cases for _, cases in runs] == [["sums/total[0]", "sums/total[1]"], ["sums/total[0]"]]
    assert asked == [("sums", "total"), ("sums", "doubled")]


def test_a_function_that_never_ran_has_no_known_mistake_and_no_second_look(exercise):
    cases = cases_of("total")
    late = Transcript({case.id: evidence(ending=Ending("timed-out")) for case in cases})
    assert names(exercise, cases, late) == (["timed-out"], [], [])


def test_each_function_that_changes_is_named_and_the_others_keep_theirs(exercise):
    cases = cases_of("total", "doubled")
    first, again = answers(cases, 7.0, 8.0, 7.5, 8.5), answers(cases, 7.0, 9.0, 7.5, 8.5)
    found, _, _ = names(exercise, cases, first, again)
    assert found == ["wrong-values", "wrong-values"]
    found, _, _ = names(exercise, cases, first, answers(cases, 6.0, 9.0, 7.5, 8.5))
    assert found == ["nondeterministic", "wrong-values"]


@pytest.mark.parametrize("slug", ["a_first", "z_last"])
def test_checks_of_another_exercise_are_its_own(exercise, slug):
    cases = [*cases_of("total"), *cases_of("total", exercise=slug)]
    left = answers(cases, 1.0, 2.0, 9.0, 8.0)
    assert names(exercise, cases, left) == ([""], [], [])
    found, runs, _ = names(exercise, cases, answers(cases, 7.0, 8.0, 9.0, 8.0))
    assert found == ["wrong-values"]
    assert runs == [(SEED, ["sums/total[0]", "sums/total[1]"]), (PUBLISHED_SEED, ["sums/total[0]"])]


def test_a_function_that_needs_no_second_look_does_not_end_it(exercise):
    cases = cases_of("total", "doubled")
    double = {one.id: evidence(("result", tensor([3.0, 1.0], "torch.float64"))) for one in cases[:2]}
    left = Transcript({**answers(cases, 7.0, 8.0, 7.5, 8.5).cases, **double})
    found, runs, _ = names(exercise, cases, left)
    assert found == ["double-precision", "wrong-values"]
    assert [some for _, some in runs] == [["sums/doubled[0]", "sums/doubled[1]"], ["sums/doubled[0]"]]


def test_the_published_seed_is_zero():
    assert PUBLISHED_SEED == 0


def test_a_wrong_function_that_another_uses_is_named_as_the_cause(exercise):
    cases = cases_of("total", "doubled")
    source = b"def total(x):\n    return 1\n\n\ndef doubled(x):\n    return total(x)\n"
    reference, wrong = answers(cases, 1.0, 2.0, 3.0, 4.0), answers(cases, 7.0, 8.0, 7.5, 8.5)
    files = {"ex01_sums.py": source}
    trial = Trial([exercise], cases, SEED, lambda *names: (), lambda at: reference, files=files)
    (scored,) = judge_transcripts(trial, wrong).exercises
    causes = [check.diagnoses[0].cause for check in scored.checks]
    assert causes[1] == "doubled uses your total, which fails checks of its own. Fix total first."
    assert "uses your" not in causes[0]


@pytest.mark.parametrize(
    ("left", "followed", "values"),
    [
        (WRONG, [CASE.id], ("y = 2",)),
        (WRONG_SLOWLY, [], ()),
        (evidence(ending=Ending("timed-out")), [], ()),
    ],
    ids=["quick", "slow", "endless"],
)
def test_the_student_s_code_stands_beside_a_lesson_with_what_was_seen_there(exercise, left, followed, values):
    asked = []

    def line_by_line(seed, cases):
        asked.extend(case.id for case in cases)
        walk = Walk("total([1.0])", (Variable(2, "y", "2"),), came_back="x")
        return of(replace(WRONG, record=msgspec.structs.replace(WRONG.record, walks=(walk,))))

    files = {"ex01_sums.py": b"def total(x):\n    y = x + 1\n    return y\n"}
    trial = Trial([exercise], [CASE], SEED, lambda *names: (), lambda at: of(RIGHT), files=files, follow=line_by_line)
    (lesson,) = judge_transcripts(trial, of(left)).exercises[0].lessons
    assert [(line.text, line.values) for line in lesson.code.lines] == [
        ("def total(x):", ()), ("    y = x + 1", values), ("    return y", ()),
    ]  # fmt: skip
    assert asked == followed
    assert lesson.diagnosis.cause == ("The argument `x` itself came back, as it came in." if followed else "")


def looked_at(exercise, again=True, has_room=True, left=WRONG):
    """What the answer left on the published seed, as the known mistakes are told of it."""
    asked = []

    def known(one, function, failures):
        asked.append(dict(failures.published.cases))
        return ()

    trial = Trial(
        [exercise],
        [CASE],
        SEED,
        known=known,
        expected=lambda seed: of(RIGHT),
        again=(lambda seed, cases: of(left if seed == PUBLISHED_SEED else WRONG)) if again else None,
        has_room=lambda cases: has_room,
        to_compare=lambda one, function, failures: [failures.symptoms[CASE.id].case],
    )
    judge_transcripts(trial, of(WRONG))
    return asked


def test_known_mistakes_are_told_apart_by_what_the_answer_leaves_on_the_published_seed(exercise):
    assert looked_at(exercise) == [{CASE.id: WRONG}]
    assert looked_at(exercise, again=False) == [{}]
    assert looked_at(exercise, has_room=False) == [{}]


def test_what_is_not_all_recorded_tells_no_mistakes_apart(exercise):
    cut = evidence(("result", msgspec.structs.replace(tensor([1.0, 9.0])[0], values=None, note="no room")))
    assert looked_at(exercise, left=cut) == [{}]
