"""Points and shares as a reader sees them."""

import pytest

from tensorgrade_reports.numbers import points, score, share


@pytest.mark.parametrize(
    ("value", "text"), [(8.0, "8"), (8.5, "8.5"), (1 / 3, "0.33"), (0.0, "0"), (10.0, "10"), (100.25, "100.25")]
)
def test_points_have_two_decimals_at_most(value, text):
    assert points(value) == text


def test_a_score():
    assert score(7.5, 10) == "7.5 / 10"


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(10, 10, 100), (9.999, 10, 99), (0.1 + 0.2, 0.3, 100), (0, 10, 0), (0, 0, 0)]
)
def test_only_all_of_it_is_a_hundred(part, whole, percent):
    assert share(part, whole) == percent
