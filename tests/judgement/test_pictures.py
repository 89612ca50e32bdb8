"""Pictures of a diagnosis: which are taken, how large they get, how they are laid out."""

import warnings

import msgspec
import numpy as np
import pytest

from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.pictures import Curves, Numbers, Shapes, pictures_of, steps_of
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import CaseRecord, Ending, Observation
from tensorgrade.protocol.transcript import Evidence
from tensorgrade.protocol.values import MappingValue, NumberValue, SequenceValue, TensorValue
from tensorgrade.scoring.lessons import failing_cases
from tensorgrade.scoring.points import diagnoses_of
from tensorgrade_reports.html import pictures

CASE = CollectedCase("case", "sums", "test_total", "total", "total adds up", "public", 1.0, 5.0, None)


def tensor(key, array):
    return TensorValue(array.shape, f"torch.{array.dtype}", "cpu", (), key, False)


def evidence(value, **arrays):
    record = CaseRecord("case", Ending("completed"), (Observation("result", value),))
    return Evidence(record, {key: array.reshape(-1) for key, array in arrays.items()})


def of_arrays(expected, actual):
    """Return the pictures of two tensors."""
    one, other = evidence(tensor("a", expected), a=expected), evidence(tensor("a", actual), a=actual)
    return pictures_of(symptom_of(CASE, one, other))


def of_values(expected, actual):
    """Return the pictures of two values without arrays."""
    return pictures_of(symptom_of(CASE, evidence(expected), evidence(actual)))


def losses(*numbers):
    return SequenceValue("list", tuple(NumberValue("float", float(number).hex()) for number in numbers))


def test_numbers_of_small_tensors_are_kept_whole():
    assert of_arrays(np.array([[1.0, 2.0]]), np.array([[1.0, np.nan]])) == (
        Numbers((1, 2), 0, 0, actual=(("1", "nan"),), expected=(("1", "2"),)),
    )


def test_truth_values_and_whole_numbers_are_numbers_too():
    (picture,) = of_arrays(np.array([True, False]), np.array([True, True]))
    assert (picture.actual, picture.expected) == ((("1", "1"),), (("1", "0"),))
    (picture,) = of_arrays(np.array([2**40, 1]), np.array([2**40, 2]))
    assert picture.expected == (("1.0995116e+12", "1"),)


def test_large_tensors_show_a_window_around_the_greatest_difference():
    expected = np.zeros((3, 100, 50))
    actual = expected.copy()
    actual[1, 20, 48] = 9.0
    (picture,) = of_arrays(expected, actual)
    assert (picture.row, picture.column) == (116, 42)
    assert [len(row) for row in picture.actual] == [8] * 8
    assert picture.actual[4][6] == "9"
    assert pictures.row_heads(picture)[4] == "1, 20"
    assert pictures.column_heads(picture)[6] == "48"
    assert pictures.is_part(picture)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (np.array(1.0), np.array(2.0)),
        (np.zeros((1,) * 7 + (2,)), np.ones((1,) * 7 + (2,))),
        (np.zeros(2), np.zeros(2, dtype=np.float32)),
    ],
    ids=["one number", "too many dimensions", "another dtype"],
)
def test_no_picture_where_it_would_tell_nothing(expected, actual):
    assert of_arrays(expected, actual) == ()


def test_shapes_that_differ():
    assert of_arrays(np.zeros((2, 3)), np.zeros(6)) == (Shapes(actual=(6,), expected=(2, 3)),)
    assert of_arrays(np.zeros((1,) * 7), np.zeros(6)) == ()


def test_losses_make_curves():
    assert of_values(losses(3, 2, 1), losses(3, 3, 3)) == (Curves("result", ("3", "3", "3"), ("3", "2", "1")),)
    assert of_values(losses(3), losses(2)) == ()
    assert of_values(losses(*range(101)), losses(*range(1, 102))) == ()


def test_entries_of_a_history_make_curves():
    def history(*numbers):
        entries = tuple(MappingValue((("'loss'", number),)) for number in losses(*numbers).items)
        return SequenceValue("list", entries)

    assert of_values(history(3, 2), history(3, 1)) == (Curves("result: loss", ("3", "1"), ("3", "2")),)


def test_gradients_of_each_step_make_curves_of_their_norms():
    def steps(scale):
        arrays = {"a": np.array([3.0, 4.0]), "b": scale * np.array([3.0, 4.0])}
        value = SequenceValue("list", tuple(SequenceValue("list", (tensor(key, arrays[key]),)) for key in arrays))
        return evidence(value, **arrays)

    curves, numbers = pictures_of(symptom_of(CASE, steps(1.0), steps(2.0)))
    assert curves == Curves("norm of result", ("5", "10"), ("5", "5"))
    assert isinstance(numbers, Numbers)


def test_hidden_checks_give_no_picture():
    one, other = (evidence(tensor("a", array), a=array) for array in (np.zeros(3), np.ones(3)))
    for visibility, count in (("public", 1), ("hidden", 0)):
        case = msgspec.structs.replace(CASE, visibility=visibility)
        (diagnosis,) = diagnoses_of(failing_cases(Judged((case,), "failed", (symptom_of(case, one, other),), 0.0), {}))
        assert len(diagnosis.pictures) == count


def test_of_the_cases_of_a_diagnosis_one_with_a_picture_is_told():
    plain = symptom_of(CASE, evidence(losses(1)), evidence(losses(2)))
    drawn = symptom_of(CASE, evidence(losses(1, 2)), evidence(losses(1, 3)))
    (diagnosis,) = diagnoses_of(failing_cases(Judged((CASE,), "failed", (plain, drawn), 0.0), {}))
    assert diagnosis.pictures == (Curves("result", ("1", "3"), ("1", "2")),)


def test_noise_beside_a_great_difference_is_not_shown():
    picture = Numbers((2,), 0, 0, actual=(("1.0000001", "3"),), expected=(("1", "2"),))
    assert pictures.heat_maps(picture)[2].rows == ((pictures.HeatCell("0", "z"), pictures.HeatCell("1", "p4")),)


def test_infinities_of_both_sides_do_not_differ():
    picture = Numbers((1,), 0, 0, actual=(("inf",),), expected=(("inf",),))
    assert [one.rows[0][0] for one in pictures.heat_maps(picture)] == [
        pictures.HeatCell("inf", "odd"),
        pictures.HeatCell("inf", "odd"),
        pictures.HeatCell("0", "z"),
    ]


@pytest.mark.parametrize(
    ("shape", "layers", "across", "down", "told"),
    [
        ((), 1, 15, 15, "()"),
        ((3,), 1, 45, 15, "(3,)"),
        ((2, 3), 1, 45, 30, "(2, 3)"),
        ((5, 4, 2, 1000), 3, 120, 30, "(5, 4, 2, 1000)"),
        ((0, 3), 1, 45, 0, "(0, 3)"),
        ((-1, 2), 1, 30, 0, "(-1, 2)"),
    ],
)
def test_shapes_are_drawn_as_boxes_of_bounded_size(shape, layers, across, down, told):
    box = pictures.box("yours", shape)
    assert (len(box.layers), box.across, box.down, box.told) == (layers, across, down, told)
    assert max(box.width, box.height) <= 8 * 15 + 2 * 6 + 2


@pytest.mark.parametrize(
    ("expected", "actual", "shades"),
    [
        (-1e308, 1e308, ["p4", "n4", "odd"]),
        (0.0, 5e-324, ["p4", "z", "p4"]),
        (np.nan, np.inf, ["odd", "odd", "odd"]),
        (5e-324, 1e308, ["p4", "z", "p4"]),
    ],
)
def test_numbers_at_the_ends_of_a_float_are_shaded(expected, actual, shades):
    picture = Numbers((2,), 0, 0, actual=((f"{actual:.8g}", "0"),), expected=((f"{expected:.8g}", "0"),))
    assert [one.rows[0][0].shade for one in pictures.heat_maps(picture)] == shades


@pytest.mark.parametrize("end", [1e308, -1e308, 5e-324, np.inf, np.nan])
def test_numbers_at_the_ends_of_a_float_are_shown(end):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (picture,) = of_arrays(np.array([1.0, 2.0]), np.array([end, 2.0]))
    assert picture.actual == ((f"{end:.8g}", "2"),)


def test_the_norm_of_a_step_may_be_more_than_a_float_holds():
    steps = {str(i): np.array([end, 1.0]) for i, end in enumerate((1e200, 1.0))}
    value = SequenceValue("list", tuple(SequenceValue("list", (tensor(key, one),)) for key, one in steps.items()))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert steps_of(value, steps, "") == ("inf", "1.4142136")
    assert steps_of(losses(1e308, np.inf), {}, "") == ("1e+308", "inf")
