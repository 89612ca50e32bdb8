"""Known mistakes are recognised by what they do, and nothing is named that the evidence contradicts."""

from symptoms import CASE, evidence, tensor

from grader.dictionary import behaves_alike, known_mistake, recognise
from grader.evidence import Transcript
from grader.symptom import symptom_of
from grader.transcript import Ending, Failure, NumberValue, TextValue

CASES = [
    CASE.__class__(**{**{f: getattr(CASE, f) for f in CASE.__struct_fields__}, "id": f"sums/total[{i}]"})
    for i in range(3)
]


def transcript(*values, **options):
    """One observation a case; a number stands for a tensor."""
    made = (tensor([float(one)]) if isinstance(one, int | float) else one for one in values)
    return Transcript({case.id: evidence(("result", one), **options) for case, one in zip(CASES, made, strict=True)})


RIGHT = transcript(1, 2, 3)


def known(name, diagnosis, *values, cause=""):
    return known_mistake(name, "total", diagnosis, cause, CASES, RIGHT, transcript(*values))


def named(actual, *mistakes):
    symptoms = {case.id: found for case in CASES if (found := symptom_of(case, RIGHT.of(case.id), actual.of(case.id)))}
    found = recognise(symptoms, actual, mistakes)
    return [found[case.id].name if case.id in found else None for case in CASES]


def test_a_mistake_is_known_by_its_answers():
    assert named(transcript(2, 4, 6), known("double", "wrong-values", 2, 4, 6)) == ["double"] * 3


def test_other_answers_are_not_it():
    assert named(transcript(2, 4, 7), known("double", "wrong-values", 2, 4, 6)) == ["double", "double", None]


def test_a_mistake_that_fails_where_the_submission_is_right_is_not_it():
    assert named(transcript(2, 4, 3), known("double", "wrong-values", 2, 4, 6)) == [None] * 3


def test_the_mistake_that_explains_most_wins():
    mistakes = known("twice", "wrong-values", 2, 4, 3), known("double", "wrong-values", 2, 4, 6)
    assert named(transcript(2, 4, 6), *mistakes) == ["double"] * 3


def test_of_equals_the_more_general_name_wins():
    mistakes = known("seen", "wrong-values", 2, 4, 6), known("cause", "stale-gradient", 2, 4, 6)
    assert named(transcript(2, 4, 6), *mistakes) == ["seen"] * 3


def test_words_and_counts_alone_do_not_tell_half_a_mistake():
    words = [TextValue("as before"), TextValue("changed"), NumberValue("int", "7")]
    assert named(transcript(*words), known("other", "wrong-values", 9, 9, 9)) == [None] * 3


def test_exceptions_are_alike_by_class_and_cause():
    def ending(message, kind="RuntimeError"):
        return Ending("raised", Failure(kind, (f"builtins.{kind}",), message))

    shapes = "mat1 and mat2 shapes cannot be multiplied ({} and 3x1)"
    one, other = (evidence(ending=ending(shapes.format(size))) for size in ("1x2", "7x2"))
    assert behaves_alike(one, other)
    assert not behaves_alike(one, evidence(ending=ending("my own words")))
    assert not behaves_alike(one, evidence(ending=ending(shapes.format("1x2"), "ValueError")))
    assert not behaves_alike(one, evidence())
    assert not behaves_alike(one, evidence(ending=ending(shapes), state_changes=["seed"]))


def test_a_mistake_s_cases():
    assert known("last", "wrong-values", 1, 2, 9, cause="x").failing == frozenset({"sums/total[2]"})
