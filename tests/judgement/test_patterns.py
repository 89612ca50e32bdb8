"""Relations between what came and what was expected."""

import math
import warnings

import numpy as np
import pytest
from symptoms import differing, tensor

from tensorgrade.judgement.patterns import (
    fewer,
    is_all_zero,
    is_outer,
    is_rearranged,
    is_sample_scaled,
    more,
    ratio,
    which_told,
)
from tensorgrade.protocol.values import NumberValue

NUMBERS = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, 6.5]])


@pytest.mark.parametrize("expected", [(3,), (3, 1), (1, 3)])
def test_a_column_and_a_row_stretch_to_a_square(expected):
    assert is_outer(expected, (3, 3))
    assert not is_outer(expected, (3, 4))
    assert not is_outer(expected, (4, 4))
    assert not is_outer((1,), (1, 1))


def test_the_same_numbers_in_another_order():
    assert is_rearranged(NUMBERS, NUMBERS[::-1])
    assert not is_rearranged(NUMBERS, NUMBERS.T)
    assert not is_rearranged(NUMBERS, NUMBERS + 1)
    assert not is_rearranged(np.array([1.0, 2.0]), np.array([2.0, 1.0]))  # too few to tell
    assert not is_rearranged(np.zeros(8), np.zeros(8))


@pytest.mark.parametrize("k", [2.0, -1.0, 0.0, 1 / 3])
def test_a_constant_ratio(k):
    assert ratio(NUMBERS, k * NUMBERS) == pytest.approx(k)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (NUMBERS, NUMBERS + 1),
        (NUMBERS, NUMBERS[0]),
        (np.zeros(3), np.ones(3)),
        (np.zeros(0), np.zeros(0)),
        (NUMBERS, NUMBERS * np.nan),
        (NUMBERS * np.inf, NUMBERS),
    ],
)
def test_no_ratio(expected, actual):
    assert ratio(expected, actual) is None


def test_division_by_one_less_than_the_rows():
    assert is_sample_scaled(NUMBERS, NUMBERS * math.sqrt(1 / 2))
    assert not is_sample_scaled(NUMBERS, NUMBERS * math.sqrt(2 / 3))
    assert not is_sample_scaled(NUMBERS[:1], NUMBERS[:1])
    assert not is_sample_scaled(np.array(1.0), np.array(2.0))


def test_zeros_are_told_apart_from_numbers():
    assert is_all_zero(differing(tensor([1.0, 0.0]), tensor([0.0, 0.0])))
    assert not is_all_zero(differing(tensor([0.0, 0.0]), tensor([1.0, 0.0])))


def test_counts():
    three, two, real = NumberValue("int", "3"), NumberValue("int", "2"), NumberValue("float", "2.0")
    assert fewer(differing(three, two)) and not more(differing(three, two))
    assert more(differing(two, three)) and not fewer(differing(two, three))
    assert not more(differing(real, NumberValue("float", "3.0")))


@pytest.mark.parametrize("end", [1e308, -1e308, math.inf, math.nan, 5e-324])
def test_no_warning_comes_of_the_ends_of_a_float(end):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for expected, actual in ((NUMBERS, NUMBERS * 0 + end), (NUMBERS * 0 + end, NUMBERS), (NUMBERS + end, NUMBERS)):
            assert ratio(expected, actual) is None or math.isfinite(ratio(expected, actual))
            is_rearranged(expected, actual)
            is_sample_scaled(expected, actual)


def test_a_ratio_of_arrays_of_which_one_number_is_none():
    assert ratio(NUMBERS, np.where(NUMBERS == 5, math.nan, 2 * NUMBERS)) is None
    assert ratio(np.where(NUMBERS == 5, math.nan, NUMBERS), 2 * NUMBERS) is None
    assert ratio(np.zeros(0), np.zeros(0)) is None
    assert ratio(np.array([True, False]), np.array([True, True])) is None
    least = np.array([np.iinfo(np.int64).min, 1])
    assert ratio(least, least) == 1.0


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        (["a.bias", "b.bias"], [], "All 2 are wrong, whatever module they belong to"),
        (["a.bias", "b.bias"], ["a.weight"], "Wrong are those named `bias`; the other one is right"),
        (["a.bias", "a.weight"], ["b.bias", "b.weight"], "Wrong are those of `a`; the other 2 are right"),
        (
            ["a.b.bias", "a.c.weight"], ["a.bias", "d.weight"],
            "Wrong are those of modules that lie inside of other modules; the other 2 are right",
        ),
        (["a.bias"], ["a.weight", "b.bias"], "Wrong is `a.bias`; the other 2 are right"),
    ],
)  # fmt: skip
def test_what_wrong_names_have_in_common(wrong, right, told):
    assert which_told(wrong, right) == told
