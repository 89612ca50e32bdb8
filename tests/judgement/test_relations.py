"""What holds between all wrong results of a function and those that are expected is told, where it is proved."""

from itertools import pairwise

import msgspec
import numpy as np
import pytest
from symptoms import CASE, evidence, tensor

from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.relate import found_relations, relate
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import FlagValue, MappingValue, NumberValue, RaisedValue, SequenceValue, TensorValue

FIVE, OTHER = [1.5, -2.0, 3.25, 0.5, -4.0], [2.5, 6.0, -3.0, 8.25]
CUBE = np.arange(24.0).reshape(2, 3, 4) ** 1.5
CENTRED = [[1.0, -2.0, 4.0], [3.0, 5.0, 1.0], [-4.0, -3.0, -5.0]]
NAMED = {"a.weight": 1.5, "a.bias": 2.5, "b.weight": 3.5, "b.bias": 4.5, "c.weight": 5.5}
SLOPE = [[1.0, 0.0, -1.0]]
SIDEWAYS = [[1.0, -3.0, 2.0], [4.0, 0.0, -4.0], [5.0, 1.0, -6.0]]
TABLE = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 10.0], [11.0, 12.0, 14.0]]
VALUE_ERROR = RaisedValue(("builtins.ValueError", "builtins.Exception"), "no")
RUNTIME_ERROR = RaisedValue(("builtins.RuntimeError", "builtins.Exception"), "no")
SILENCE = RaisedValue((), "")


def as_value(value, **options):
    """A list becomes a tensor, a number a float."""
    if isinstance(value, list | np.ndarray):
        return tensor(value, **options)
    return NumberValue("float", value.hex()) if isinstance(value, float) else value


def transcripts(*cases, texts=()):
    """What the reference and a submission left of cases, each given as (name, expected, actual) triples.

    texts: the one call of each case.
    """
    ids = [f"sums/total[{i}]" for i in range(len(cases))]
    calls = [[text] for text in texts] or [[f"total({i})" for i in range(len(triples))] for triples in cases]
    sides = [
        Transcript(
            {
                case: evidence(
                    *((name, *as_pair(sides[side])) for name, *sides in triples),
                    calls=own,
                )
                for case, triples, own in zip(ids, cases, calls, strict=True)
            }
        )
        for side in (0, 1)
    ]
    return ids, [with_calls(side, dict(zip(ids, calls, strict=True))) for side in sides]


def pair(*numbers):
    """A tuple of numbers."""
    return SequenceValue("tuple", tuple(map(as_value, numbers)))


def record(**numbers):
    """A dict of numbers."""
    return MappingValue(tuple((repr(name), as_value(number)) for name, number in numbers.items()))


def listed(count):
    """A list of so many numbers."""
    return SequenceValue("list", tuple(map(as_value, FIVE[:count])))


def as_pair(value):
    """A value as `evidence` takes it."""
    made = as_value(value)
    return (made,)


def with_calls(transcript, calls):
    """Each observation came after a call of its own."""

    def renamed(case, one):
        observations = tuple(
            msgspec.structs.replace(observation, call=call)
            for observation, call in zip(one.record.observations, calls[case], strict=True)
        )
        return one.__class__(msgspec.structs.replace(one.record, observations=observations), one.arrays)

    return Transcript({case: renamed(case, one) for case, one in transcript.cases.items()})


def related(*cases, recognised=None, texts=()):
    """What is told of each failing case; a case is one pair of an expected and an actual value, or several triples."""
    triples = [each if isinstance(each, list) else [("result", *each)] for each in cases]
    ids, (expected, actual) = transcripts(*triples, texts=texts)
    found = {
        case: symptom_of(msgspec.structs.replace(CASE, id=case), expected.of(case), actual.of(case)) for case in ids
    }
    symptoms = {case: symptom for case, symptom in found.items() if symptom is not None}
    passing = [msgspec.structs.replace(CASE, id=case) for case in ids if case not in symptoms]
    named = relate(symptoms, recognised or {}, passing, expected, actual)
    return [named.get(case, UNNAMED) for case in symptoms]


def seen(*cases):
    """What is told of all failing cases alike."""
    found = related(*cases)
    assert len({one.seen for one in found}) == 1, found
    return found[0].seen


def made(function, numbers=FIVE, dtype="torch.float32"):
    """Numbers, and what a function makes of them."""
    given = np.array(numbers)
    with np.errstate(all="ignore"):
        return tensor(numbers, dtype), tensor(function(given).tolist(), dtype)


def column_wise(factors):
    return lambda numbers: numbers * np.array(factors)


HOLDS = {
    "one number": (
        [made(lambda x: x * 0 + 7), made(lambda x: x * 0 + 7, OTHER), made(lambda x: x * 0 + 7, TABLE)],
        "What came back is always 7 in 3 calls, for which 3 different results are due.",
    ),
    "one number for each call": (
        [(72.5, 10.0), (132.5, 10.0), (21.5, 10.0)],
        "What came back is always 10 in 3 calls, for which 3 different results are due.",
    ),
    "read again": (
        [[("first", pair(x, 1.0), pair(x, 1.0)), ("again", pair(x, 1.0), pair(x * x, 1.0))] for x in (3.5, -2.5)],
        '"first" is right, and "again", where the same is expected, is not.',
    ),
    "one part of several": (
        [(pair(mean, 2.5 + mean), pair(mean, mean * mean)) for mean in (1.5, 1.75, 0.5)],
        "result[1] is wrong in all 3 failing calls, and always too small; the other parts of it are right.",
    ),
    "a mean that is left to do": (
        [(np.array(2.0), [1.0, 2.0, 3.0]), (np.array(5.0), [4.0, 6.0]), (np.array(7.0), [7.0])],
        "Several numbers came back, such as (3,); their mean is the one number that is expected.",
    ),
    "a dimension of one": (
        [([FIVE], [[number] for number in FIVE])],
        "The numbers are right; dimensions of size 1 are missing, superfluous or in another place, such as (5, 1) in "
        "place of (1, 5).",
    ),
    "sign lost": (
        [made(np.abs), made(np.abs, OTHER)],
        "Every number has the right size and none is negative: the sign is lost.",
    ),
    "sign turned": ([made(np.negative)], "Every number has the right size and the opposite sign."),
    "root": ([made(np.sqrt, [2.0, 5.0, 7.0])], "Every number is the square root of the expected one."),
    "square": ([made(np.square)], "Every number is the square of the expected one."),
    "reciprocal": ([made(np.reciprocal)], "Every number is 1 divided by the expected one."),
    "rest": ([made(lambda x: 1 - x)], "Every number is 1 minus the expected one."),
    "exp": ([made(np.exp)], "Every number is `exp` of the expected one."),
    "logarithm": ([made(np.log, [2.0, 5.0, 7.0])], "Every number is the logarithm of the expected one."),
    "rounded down": (
        [made(np.floor, [1.75, 2.5, -3.25])],
        "Every number is the expected one, rounded down to a whole number.",
    ),
    "rounded up": (
        [made(np.ceil, [1.75, 2.5, -3.25])],
        "Every number is the expected one, rounded up to a whole number.",
    ),
    "running sum": (
        [made(lambda x: np.cumsum(x, -1), TABLE), made(np.cumsum)],
        "Every number is the sum of the expected ones up to its place, along the last dimension.",
    ),
    "running sum of rows": (
        [made(lambda x: np.cumsum(x, 0), TABLE)],
        "Every number is the sum of the expected ones up to its place, along dimension 0.",
    ),
    "tanh": ([made(np.tanh)], "Every number is the tanh of the expected one."),
    "sigmoid": ([made(lambda x: 1 / (1 + np.exp(-x)))], "Every number is the sigmoid of the expected one."),
    "softmax": (
        [made(lambda x: np.exp(x) / np.exp(x).sum(-1, keepdims=True), TABLE)],
        "Every number is the softmax over the last dimension of the expected one.",
    ),
    "softmax over rows": (
        [made(lambda x: np.exp(x) / np.exp(x).sum(0), TABLE)],
        "Every number is the softmax over dimension 0 of the expected one.",
    ),
    "log-softmax": (
        [made(lambda x: x - np.log(np.exp(x).sum(-1, keepdims=True)), TABLE)],
        "Every number is the log-softmax over the last dimension of the expected one.",
    ),
    "cut": (
        [made(np.trunc, [1.75, 2.5, -3.25])],
        "Every number is the expected one without the digits behind the point.",
    ),
    "rounded": ([made(np.rint, [1.75, 2.25, -3.75])], "Every number is the expected one, rounded to a whole number."),
    "single numbers": (
        [(0.25, -0.25), (-3.0, 3.0), (1.5, -1.5)],
        "Every number has the right size and the opposite sign.",
    ),
    "factor": (
        [made(lambda x: 3 * x), made(lambda x: 3 * x, OTHER)],
        "Every number is 3 times what is expected, in all 2 failing cases.",
    ),
    "rows": (
        [made(lambda x: x / 4, TABLE), made(lambda x: x / 2, TABLE[:2])],
        "Every number is divided by the size of dimension 0.",
    ),
    "elements": (
        [made(lambda x: x * 12, TABLE), made(lambda x: x * 5)],
        "Every number is multiplied by the number of elements.",
    ),
    "a factor for each case": (
        [made(lambda x: x * 0.3), made(lambda x: x * 0.7, TABLE), made(lambda x: x * 0.2, OTHER)],
        "Every number is off by a factor, the same within a case and another one in another case: 0.3, 0.7, 0.2.",
    ),
    "about one factor": (
        [made(lambda x: x * 10.04), made(lambda x: x * 9.996, TABLE), made(lambda x: x * 10.0, OTHER)],
        "Every number is about 10 times what is expected, in all 3 failing cases.",
    ),
    "counts": (
        [(0.123, 0.246), (0.377, 1.131), (0.991, 4.955)],
        "The result is too large by a whole number, another one in each case: a count is left out or there twice.",
    ),
    "counts below": (
        [(0.246, 0.123), (1.1313, 0.3771), (4.9551, 0.99102)],
        "The result is too small by a whole number, another one in each case: a count is left out or there twice.",
    ),
    "shift": ([made(lambda x: x + 0.5), made(lambda x: x + 0.5, OTHER)], "Every number is 0.5 too large."),
    "shift down": ([made(lambda x: x - 1, [3, 5, 9], "torch.int64")], "Every number is 1 too small."),
    "affine": ([made(lambda x: 2 * x + 3, TABLE)], "Every number is 2 times the expected one, plus 3."),
    "columns": (
        [made(column_wise([1, 0.5, 0.25]), TABLE)],
        "Some columns are right. Each of the others is off by a factor of its own, from 0.25 to 0.5.",
    ),
    "rows apart": (
        [made(lambda x: x * np.array([[2], [3], [4], [5]]), TABLE)],
        "Each row is off by a factor of its own, from 2 to 5.",
    ),
    "turned round": (
        [made(lambda x: x[::-1], [5.0, 3.0, 8.0, 1.0, 4.0, 2.0, 9.0, 7.0])],
        "The order along dimension 0 is turned round.",
    ),
    "rows moved": ([made(lambda x: x[[1, 2, 0, 3]], TABLE)], "The rows are right and stand in another order."),
    "sorted": (
        [made(np.sort, [5.0, 3.0, 8.0, 1.0, 4.0, 2.0])],
        "The numbers are right and come sorted, from the smallest to the largest.",
    ),
    "sorted rows": (
        [made(lambda x: np.sort(x, 1), [[9.0, 4.0, 6.0], [3.0, 2.0, 1.0]])],
        "The numbers are right and come sorted along dimension 1, from the smallest to the largest.",
    ),
    "rolled": (
        [made(lambda x: np.roll(x, 1)), made(lambda x: np.roll(x, 1), OTHER)],
        "Along dimension 0 every entry comes 1 place too late, and what falls off comes first.",
    ),
    "rolled back": (
        [made(lambda x: np.roll(x, -1, 1), CUBE.reshape(6, 4))],
        "Along dimension 1 every entry comes 1 place too early, and what falls off comes last.",
    ),
    "two dimensions": (
        [made(lambda x: x.swapaxes(0, 2), CUBE)],
        "Dimensions 0 and 2 have changed places: the numbers are right.",
    ),
    "three dimensions": (
        [made(lambda x: x.transpose(2, 0, 1), CUBE)],
        "The dimensions stand in the order 2, 0, 1 of those that are asked for: the numbers are right.",
    ),
    "another order": (
        [made(lambda x: x[[1, 2, 0, 5, 4, 3, 6, 7]], [5.0, 3.0, 8.0, 1.0, 4.0, 2.0, 9.0, 7.0])],
        "The same numbers stand in another order.",
    ),
    "a bound": (
        [made(lambda x: x.clip(-2.5, 2), [1.0, 3.0, 4.0, -1.0, -5.0, 7.0])],
        "Those numbers are cut off that should be above 2 or below -2.5; all others are right.",
    ),
    "a bound seen a few times": (
        [made(lambda x: x.clip(max=6), [1, 7, 7, 3, 2], "torch.int64"), made(lambda x: x.clip(max=6), [2.0, 8.0, 1.0])],
        "Those numbers are cut off that should be above 6; all others are right.",
    ),
    "only negative ones": (
        [made(lambda x: np.where(x < 0, x * x + 9, x)), made(lambda x: np.where(x < 0, 7, x), [1.0, 2.0, -3.0, -4.0])],
        "Only those numbers are wrong that should be negative; all others are right.",
    ),
    "only NaN": (
        [made(lambda x: np.nan_to_num(x, nan=3.0), [1.0, float("nan"), 2.0, float("nan")])],
        "Only those numbers are wrong that should be NaN; all others are right.",
    ),
    "the last": (
        [made(lambda x: np.append(x[:-1], 9)), made(lambda x: np.append(x[:-1], -9), OTHER)],
        "Only the last number is wrong; all other numbers are right.",
    ),
    "the first column": (
        [made(lambda x: x + np.array([7, 0, 0]) * (1 + x), table) for table in (TABLE, TABLE[1:])],
        "Only the first column is wrong; all other numbers are right.",
    ),
    "the diagonal": (
        [
            made(lambda x: x + np.eye(3) * (1 + x * x), TABLE[:3]),
            made(lambda x: x - np.eye(3) * (2 + x * x), TABLE[1:]),
        ],
        "Only the numbers on the diagonal are wrong; all other numbers are right.",
    ),
    "digits": (
        [made(lambda x: x * [1.001, 0.9995, 1.0002, 0.9998, 1.0001])],
        "All numbers are right to about 3 digits, and no further.",
    ),
    "beyond all classes": (
        [made(lambda x: x * x * 30 + 7, [0, 1, 2, 3], "torch.int64"), made(lambda x: x - 50, [2, 1, 0], "torch.int64")],
        "The results go from -50 to 277, where only 0 to 3 are expected.",
    ),
    "dimensions": (
        [(FIVE, [9.0, 7.5, 1.0, 3.0, 2.0]), (OTHER, [1.0, 2.0, 9.5, 4.0]), (TABLE, TABLE), (TABLE[1:], TABLE[1:])],
        "Of what was tried, only tensors of 1 dimensions come out wrong; tensors of 2 dimensions are right.",
    ),
    "the end is missing": (
        [(FIVE, FIVE[:3]), (OTHER, OTHER[:3])],
        "The first numbers are right, and the last ones are missing.",
    ),
    "the beginning is missing": ([(TABLE, TABLE[1:])], "The last rows are right, and the first ones are missing."),
    "too many": ([(TABLE[:2], TABLE)], "The rows that are asked for are there, and more behind them."),
    "too many before": ([(TABLE[2:], TABLE)], "The rows that are asked for are there, and more before them."),
    "not averaged": (
        [(np.mean(TABLE, 1), TABLE)],
        "A dimension is left: the mean over dimension 1 of what comes back is what is asked for.",
    ),
    "added up": (
        [(TABLE, np.sum(TABLE, 0))],
        "A dimension is gone: what comes back is the sum over dimension 0 of what is asked for.",
    ),
    "another shape": (
        [(TABLE, np.array(TABLE).reshape(-1).tolist())],
        "The numbers and their order are right; only the shape is another one, such as (12,) in place of (4, 3).",
    ),
    "repeats": (
        [([TABLE[1], TABLE[0], TABLE[1]], TABLE[:2]), ([TABLE[3]] * 2, TABLE[3:]), (TABLE[2::-1], TABLE[:3])],
        "Each row comes once, where some are asked for several times: repeats and order are lost.",
    ),
    "other places": (
        [
            (
                SequenceValue("tuple", (as_value(1.5), as_value(2.5))),
                SequenceValue("tuple", (as_value(2.5), as_value(1.5))),
            ),
            (
                SequenceValue("tuple", (as_value(3.5), as_value(4.5))),
                SequenceValue("tuple", (as_value(4.5), as_value(3.5))),
            ),
        ],
        "The parts of the result are right, and stand in another order than the one that is asked for.",
    ),
    "16 bits": (
        [(tensor(FIVE), tensor(FIVE, "torch.float16"))],
        "The numbers are stored as float16, with about three digits, whatever dtype is asked for.",
    ),
    "always one dtype": (
        [(tensor([1, 2], "torch.int64"), tensor([1.0, 2.0])), (tensor([1.0], "torch.float64"), tensor([1.0]))],
        "The result is float32 whatever dtype is due.",
    ),
    "one dtype for some": (
        [
            (tensor([1, 2], "torch.int64"), tensor([1.0, 2.0])),
            (tensor([True], "torch.bool"), tensor([1.0])),
            (tensor([1.0], "torch.float64"), tensor([1.0], "torch.float64")),
        ],
        "bool or int64 comes out as float32; float64 comes as it should.",
    ),
    "floats": (
        [(tensor([1, 2], "torch.int64"), tensor([1.0, 2.0]))],
        "What comes out is float32, where whole numbers are due: a float argument, a factor, `/`, a named dtype, or "
        "values in the place of positions do that.",
    ),
    "not refused": (
        [(VALUE_ERROR, SILENCE), (VALUE_ERROR, RUNTIME_ERROR)],
        "Not all inputs that are to be refused are tested for: some come through, others meet RuntimeError and not "
        "ValueError.",
    ),
    "under another name": (
        [(record(loss=a, score=b), record(loss=b, score=a)) for a, b in ((0.25, 0.75), (0.125, 3.5))],
        "Under 'loss' stands the number that belongs under 'score'.",
    ),
    "one entry too few": (
        [(listed(3), listed(2)), (listed(2), listed(1))],
        "There is always one entry too few, however many are due.",
    ),
    "empty": (
        [(listed(3), listed(0)), (listed(3), listed(0))],
        "What comes back is empty, where something is due.",
    ),
    "always as many": (
        [(listed(3), listed(2)), (listed(5), listed(2))],
        "There are 2 entries in each case, however many are due.",
    ),
    "half as many": (
        [(listed(4), listed(2)), (listed(2), listed(1))],
        "There are half as many entries as are due.",
    ),
    "parts too many": (
        [(listed(2), listed(4)), (listed(2), listed(5))],
        "Of the result: the parts that are due are there, and more behind them.",
    ),
    "the last parts alone": (
        [(listed(4), SequenceValue("list", listed(4).items[2:]))],
        "Of the result: the last parts are right, and the first ones are missing.",
    ),
    "other names": (
        [(record(a=1.0, b=2.0, c=3.0), record(b=2.0, d=4.0)), (record(a=1.5, b=2.0, c=3.0), record(b=2.0, d=4.0))],
        "'a' and 'c' are missing; 'd' is there, and not asked for.",
    ),
    "names with one ending": (
        [
            (record(**{"a.mean": 1.0, "a.bias": 1.0}), record(**{"a.bias": 1.0})),
            (record(**{"b.mean": 1.0, "b.bias": 1.0}), record(**{"b.bias": 1.0})),
        ],
        "All names that are missing end with `mean`.",
    ),
    "wrong under some names": (
        [(record(**NAMED), record(**NAMED | {"a.bias": x, "b.bias": 3.0})) for x in (0.5, 0.25)],
        "Wrong are those named `bias`; the other 3 are right.",
    ),
    "many names": (
        [(record(a=1.0, b=1.0, c=1.0, d=1.0, e=1.0), record(e=1.0))],
        "'a', 'b', 'c' and 1 more are missing.",
    ),
    "rows that have mean 0": (
        [(np.array(CENTRED), np.array(SIDEWAYS)), (2 * np.array(CENTRED), 2 * np.array(SIDEWAYS))],
        "Each row has mean 0, where each column is to: dimension 1 is taken, not 0.",
    ),
    "all have mean 0": (
        [(np.array(CENTRED), np.array(CENTRED) + [[1], [0], [-1]] @ np.ones((1, 3)) * 2 + SLOPE) for _ in range(2)],
        "All numbers together have mean 0, where each column is to have it.",
    ),
    "one level deeper": (
        [(record(loss=0.25), MappingValue((("'state'", record(loss=0.25)),)))],
        "The parts that are asked for lie one level deeper, under 'state'.",
    ),
    "later calls": (
        [[("1", FIVE, FIVE), ("2", FIVE, [*OTHER, 1.0])], [("1", OTHER, OTHER), ("2", OTHER, FIVE[:4])]],
        "The first call is right, and a later one is not.",
    ),
}


@pytest.mark.parametrize("name", HOLDS)
def test_what_holds_in_all_failing_cases_is_told(name):
    cases, told = HOLDS[name]
    assert seen(*cases) == told


SPOILT = [[9.0, -2.5, 0.25], [3.0, 5.5, -6.0], [8.25, 1.0, 7.5], [2.0, 0.0, 41.0]]
DTYPES = ("16 bits", "always one dtype", "one dtype for some", "floats")
OTHERS = {
    "parts too many": (listed(3), listed(2)),
    "other names": (record(a=1.0, b=1.0), record(b=1.0, d=1.0)),
    "many names": (record(a=1.0, b=1.0), record(b=1.0)),
    "names with one ending": (record(a=1.0, b=1.0), record(c=1.0)),
}
STRUCTURES = (
    "one entry too few",
    "one level deeper",
    "empty",
    "always as many",
    "half as many",
    "other names",
    "many names",
    "names with one ending",
    "parts too many",
    "the last parts alone",
)
SHAPES = (
    "the end is missing",
    "the beginning is missing",
    "too many",
    "too many before",
    "another shape",
    "a dimension of one",
    "a mean that is left to do",
    "not averaged",
    "added up",
)


@pytest.mark.parametrize("name", [name for name in HOLDS if name != "not refused"])
def test_what_does_not_hold_in_another_failing_case_is_not_told(name):
    cases, told = HOLDS[name]
    other = (TABLE, SPOILT)
    if name in DTYPES:
        other = (tensor(FIVE, "torch.int64"), tensor(FIVE, "torch.bool"))
    elif name in SHAPES:
        other = (TABLE, SPOILT[:3])
    elif name in STRUCTURES:
        other = OTHERS.get(name, (listed(2), listed(4)))
    assert told not in {one.seen for one in related(*cases, other)}


def test_another_exception_alone_is_no_missing_test():
    assert related((VALUE_ERROR, RUNTIME_ERROR)) == [UNNAMED]


@pytest.mark.parametrize(
    "pair",
    [
        (6.0, 3.0),
        (FIVE[:2], [3.0, -4.0]),
        (FlagValue(True), FlagValue(False)),
        ([1.0, 1.0, 1.0], [2.0, 2.0, 2.0]),
        (tensor(FIVE), (TensorValue((5,), "torch.float32", "cpu", (1,), None, False), np.array(0))),
        (FIVE, [float("nan")] * 5),
        ([float("inf"), 1.0, 2.0, 3.0], [float("inf"), 2.0, 3.0, 5.0]),
        (record(loss=0.25, score=1.0), record(loss=1.0, score=1.0)),  # which may be a share of all
        (listed(3), SequenceValue("tuple", listed(2).items)),
    ],
)
def test_too_little_proves_nothing(pair):
    assert related(pair) == [UNNAMED]


def walk(*factors):
    """What a walk and one whose steps are multiplied come to, from call to call."""
    steps = np.array([[0.5, -0.25, 1.0], [0.75, 0.5, -1.5], [1.25, -1.0, 0.5], [-0.5, 2.0, 0.25]])
    due, came = np.cumsum(steps, 0), np.cumsum(steps * np.array(factors)[:, None], 0)
    return [(str(i), one, other) for i, (one, other) in enumerate(zip(due, came, strict=True))]


def test_factors_that_change_from_step_to_step_are_told():
    told = {one.seen for one in related(walk(4, 3, 2, 1.5), walk(4, 3, 2, 1.5))}
    assert told == {
        "What is due is multiplied by 3 in step 2, by 2 in step 3, by 1.5 in step 4: the factor hangs on how many "
        "steps there were before."
    }
    alone = {one.seen for one in related(walk(4, 3, 2, 1.5), walk(4, 1, 1, 1), walk(4, 1, 1, 1), walk(4, 1, 1, 1))}
    assert not [one for one in alone if "hangs on" in one]


def told_of_calls(*numbers):
    """What is told of four calls, each given as (expected, actual)."""
    return {one.seen for one in related(*numbers, texts=["total(a)", "total(b)", "total(a, x=1)", "total(b, x=1)"])}


def test_what_is_due_of_another_call_is_told():
    right = [(52.5, 52.5), (91.5, 91.5)]
    told = "What comes back of `total(a)` is what is due of `total(a, x=1)`."
    assert told in told_of_calls((72.5, 52.5), (126.5, 91.5), *right)
    assert told not in told_of_calls((72.5, 52.75), (126.5, 91.75), *right)
    assert told not in told_of_calls((72.5, 52.5), (126.5, 8.25), *right), "one of two may be chance"
    assert told_of_calls((72.5, 2.0), (126.5, 1.0), (2.0, 2.0), (1.0, 1.0)) == {""}, "small numbers are often the same"


def test_shares_of_few_samples_tell_no_count():
    assert {one.seen for one in related((0.6, 0.1), (0.75, 0.25), (0.5, 0.125))} == {""}


def test_a_constant_of_two_calls_is_chance():
    assert {one.seen for one in related((72.5, 10.0), (21.25, 10.0), (72.5, 10.0))} == {""}


def told_of_stops(wrong, right):
    """What is told of a function of one number that is wrong for some, each time by other numbers."""
    ends = [[0.0, float(stop), 1.0] for stop in (*wrong, *right)]
    cases = [(end, [0.0, end[1] ** 2, 7.0 + end[1] / 3] if i < len(wrong) else end) for i, end in enumerate(ends)]
    return {one.seen for one in related(*cases, texts=[f"total({stop})" for stop in (*wrong, *right)])}


ODD = (
    "Of the calls that were tried, those with odd numbers from 3 on as the first argument are wrong; those with even "
    "ones are right."
)


@pytest.mark.parametrize(
    ("wrong", "right", "is_told"),
    [
        ((3, 15), (0, 1, 8, 14), True),
        ((3, 15), (0, 1, 2, 14), False),
        ((3, 15), (5, 8, 14), False),
        ((3, 14), (8, 16), False),
        ((15,), (16, 18), False),
    ],
)
def test_the_parity_of_an_argument_is_told_where_it_tells_right_from_wrong(wrong, right, is_told):
    assert (ODD in told_of_stops(wrong, right)) is is_told


LABELS, SHORT_LABELS = tensor([1, 2], "torch.int64"), (tensor([1, 2], "torch.int32"))


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            ["total(int32 array of shape (2,))", "total(int64 array of shape (2,))"],
            "int64 is due in every call, whatever dtype goes in; int32 came out of some.",
        ),
        (["total([1, 2])", "total([1, 2])"], ""),
    ],
)
def test_a_dtype_that_is_due_in_all_calls_is_told_where_they_are_given_others(texts, told):
    (found,) = related((LABELS, SHORT_LABELS), (LABELS, LABELS), texts=texts)
    assert found.seen == told
    if told:
        assert found.remedy.startswith("Name the dtype, and do not leave it to the input: `dtype=torch.int64`.")


def test_what_one_check_has_both_right_and_wrong_is_no_trait():
    cases = [(FIVE, [9.0, 7.5, 1.0, 3.0, 2.0]), (OTHER, [1.0, 2.0, 9.5, 4.0]), (TABLE, TABLE)]
    assert {one.seen for one in related(*cases)} == {
        "Of what was tried, only tensors of 1 dimensions come out wrong; tensors of 2 dimensions are right."
    }
    assert related(*cases, (FIVE[:2], FIVE[:2])) == [UNNAMED] * 2


def halved(numbers, first):
    """Numbers half as far from the first ones as they should be."""
    return ((np.array(numbers) + first) / 2).tolist()


def test_steps_are_compared_by_what_changes():
    def case(function, n):
        moved = [np.linspace(0, 1, n) ** (i + 1) for i in range(4)]
        given = [function(moved[0])]
        for before, after in pairwise(moved):
            given.append(given[-1] + function(after - before))
        return [(str(i), one.tolist(), other.tolist()) for i, (one, other) in enumerate(zip(moved, given, strict=True))]

    assert (
        seen(case(lambda x: x / 4, 4), case(lambda x: x / 5, 5)) == "Each step is divided by the size of dimension 0."
    )
    halves = [case(lambda x: x / 2, n) for n in (4, 5)]
    assert seen(*halves) == "Each step is 0.5 times what is expected, in all 6 failing cases."
    begun_well = [[(name, right, halved(right, one[0][1])) for name, right, _ in one] for one in halves]
    assert seen(*begun_well) == "The first call is right, and a later one is not."
    bounded = [case(lambda x: x.clip(-0.1, 0.1), n) for n in (6, 7)]
    assert seen(*bounded).endswith("cut off at a bound.") or seen(*bounded).startswith("Those steps are cut off")


def test_a_relation_that_holds_everywhere_goes_before_known_mistakes_that_do_not():
    partly = Named("wrong-values", "The first is negative.", "Turn it.")
    cases = [made(np.negative), made(np.negative, OTHER)]
    assert {one.seen for one in related(*cases, recognised={"sums/total[0]": partly})} == {
        "Every number has the right size and the opposite sign."
    }
    whole = dict.fromkeys(("sums/total[0]", "sums/total[1]"), partly)
    assert related(*cases, recognised=whole) == [UNNAMED] * 2


def test_the_rule_stands_behind_the_remedy():
    (found,) = related(made(np.negative))
    assert found.remedy == (
        "Swap the two sides of a subtraction, or look for a minus that is missing or there twice. "
        "The rule: total adds up."
    )


def test_the_remedy_for_another_shape_or_order_leads_to_the_call():
    (shape,) = related((TABLE, np.array(TABLE).reshape(-1).tolist()))
    assert shape.remedy == "Give the result the shape that is asked for, as `reshape` does. The rule: total adds up."
    (order,) = related(made(lambda x: x.reshape(-1)[[2, 0, 7, 1, 4, 3, 6, 5, 8, 9, 11, 10]].reshape(4, 3), TABLE))
    assert order.remedy == (
        "Follow one number from the input to the result (`grade repro sums.total`), and see where its place changes. "
        "The rule: total adds up."
    )


def test_a_factor_that_only_one_case_has_is_no_name():
    assert [one.diagnosis for one in related(made(lambda x: 3 * x), (OTHER, [1.0, 6.5, 2.0, 9.0]))] == [
        "wrong-values",
        "",
    ]


def test_numbers_that_are_not_finite_keep_that_name():
    unfinished = ([0.0, 1.5, 2.5, 4.0], [np.nan, 1.5, 2.5, 4.0])
    wrong = ([0.0, 1.5, 2.5, 4.0], [7.0, 1.5, 2.5, 4.0])
    told = "Only those numbers are wrong that should be zero; all others are right."
    nan = (
        "NaN stands only where 0 is due; all other numbers are right. NaN comes from 0 / 0, 0 times infinity, infinity "
        "minus infinity and, in a gradient, from a root at 0."
    )
    for cases, name, words in (
        ([unfinished, unfinished], "non-finite", nan),
        ([unfinished, wrong], "wrong-values", told),
    ):
        assert {(one.diagnosis, one.seen) for one in related(*cases)} == {(name, words)}


def test_a_case_of_nan_does_not_hide_what_holds_in_the_others():
    nan = ([1.5, float("inf")], [float("nan"), float("inf")])
    found = related(made(np.floor), made(np.floor, OTHER), nan)
    told = "Every number is the expected one, rounded down to a whole number."
    assert [each.seen for each in found] == [told, told, ""]


def test_what_holds_for_a_part_of_the_results_is_told_of_that_part():
    def pair(number):
        return SequenceValue("tuple", (as_value(0.5), as_value(number)))

    (first, *_) = related(*((pair(number), pair(-number)) for number in (1.5, 2.5, 4.0)))
    assert first.seen == "Every number of result[1] has the right size and the opposite sign."
    (first, *_) = related(*((pair(number), pair(number + 2)) for number in (1.5, 2.5, 4.0)))
    assert first.seen == "Every number of result[1] is 2 too large."


def test_the_numbers_of_a_list_are_looked_at_together():
    def floats(kind, *numbers):
        return SequenceValue(kind, tuple(map(as_value, numbers)))

    (found,) = related((floats("list", 0.5, 1.5, 4.0), floats("list", 1.0, 3.0, 8.0)))
    assert found.seen == "Every number is 2 times what is expected, in the failing case."
    (found,) = related((floats("list", 0.5, 1.5, 4.0), floats("list", 1.0, 3.0, 8.5)))
    assert found.seen == ""
    (found,) = related((floats("tuple", 0.5, 1.5, 4.0), floats("tuple", 1.0, 3.0, 8.0)))
    assert found.seen == ""


def test_a_suspect_says_more_than_numbers():
    named = tensor(FIVE)
    twice = (
        evidence(("result", named, {"suspect": "batch-mean"})),
        evidence(("result", tensor([3.0, -4.0, 6.5, 1.0, -8.0]), {"suspect": "batch-mean"})),
    )
    symptom = symptom_of(CASE, *twice)
    sides = [Transcript({CASE.id: one}) for one in twice]
    assert relate({CASE.id: symptom}, {}, [], *sides) == {}


def test_each_relation_stands_in_a_place_of_its_own():
    places = [each.place for each in found_relations()]
    assert places == sorted(set(places)) and len(places) > 10


SHAPES_DRAWN = [(), (1,), (5,), (0,), (4, 3), (3, 3), (0, 3), (1, 4), (2, 3, 2)]
SPECIAL = [0.0, 1.0, -1.0, float("nan"), float("inf"), -float("inf"), 1e38, 1e-38]


def drawn(rng):
    """Any tensor that a submission may give: of any shape and dtype, with numbers that are none."""
    shape = SHAPES_DRAWN[rng.integers(len(SHAPES_DRAWN))]
    numbers = rng.choice([*SPECIAL, *rng.normal(size=8)], size=shape)
    dtype = ["torch.float32", "torch.float64", "torch.int64", "torch.bool"][rng.integers(4)]
    if dtype in ("torch.int64", "torch.bool"):
        numbers = np.nan_to_num(numbers, posinf=9, neginf=-9).clip(-9, 9)
    return tensor(numbers.tolist() if shape else float(numbers), dtype)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_a_submission_gives_can_be_looked_at(seed):
    rng = np.random.default_rng(seed)
    for _ in range(10):
        related(*[(drawn(rng), drawn(rng)) for _ in range(rng.integers(1, 4))])
        first, second = drawn(rng), drawn(rng)
        related([("1", first, first), ("2", second, drawn(rng)), ("3", first, second)], (first, second))


@pytest.mark.parametrize(
    ("error", "is_beside", "is_told"), [(0.01, [True, None], True), (0.01, [False, None], False), (9.0, [True], False)]
)
def test_a_way_that_only_comes_near_is_told_where_the_cases_that_look_at_it_show_it(error, is_beside, is_told):
    def left(number, answers):
        options = {"is_advice": True, "suspect": "finite-differences"}
        looked = [[("f is called beside x", FlagValue(one), options)] if one is not None else [] for one in answers]
        return Transcript(
            {f"sums/total[{i}]": evidence(("result", as_value(number)), *one) for i, one in enumerate(looked)}
        )

    sides = left(1.5, [one and False for one in is_beside]), left(1.5 + error, is_beside)
    cases = [msgspec.structs.replace(CASE, id=case) for case in sides[0].cases]
    symptoms = {case.id: symptom_of(case, sides[0].of(case.id), sides[1].of(case.id)) for case in cases}
    told = {named.seen for named in relate(symptoms, {}, [], *sides).values()}
    beside = "All numbers come near what is expected, and the function is called beside x"
    assert any(one.startswith(beside) for one in told) is is_told
