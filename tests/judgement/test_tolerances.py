"""The one table of tolerances."""

import pytest

from tensorgrade.judgement.diagnosis import entry
from tensorgrade.judgement.tolerances import EXACT, ON_CUDA, TOLERANCES, Tolerance, tolerance_for


def test_the_table_by_dtype_and_device():
    assert tolerance_for("torch.float32", "cpu") == TOLERANCES["torch.float32"]
    assert tolerance_for("torch.float32", "sim:0") == TOLERANCES["torch.float32"]
    assert tolerance_for("torch.float32", "cuda:0") == ON_CUDA["torch.float32"]
    assert tolerance_for("torch.int64", "cpu") == EXACT
    assert tolerance_for("torch.float64", "cpu", rtol=0.5) == Tolerance(0.5, TOLERANCES["torch.float64"].atol)
    for table in (TOLERANCES, ON_CUDA):
        assert table["torch.float64"].rtol < table["torch.float32"].rtol < table["torch.bfloat16"].rtol


@pytest.mark.parametrize(
    ("tolerance", "expected", "told"),
    [
        (TOLERANCES["torch.float32"], 2.0, "about 2"),
        (TOLERANCES["torch.float32"], 0.0, "about 0"),
        (Tolerance(0, 0.06), 0.0174, "0.0174 (give or take 0.06)"),
        (Tolerance(0.06, 0.06), 1.5, "1.5 (give or take 0.15)"),
        (Tolerance(1, 0), float("inf"), "inf"),
        (EXACT, 3.0, "3"),
    ],
)
def test_a_tolerance_is_told_in_words(tolerance, expected, told):
    assert tolerance.told(expected, f"{expected:g}") == told


def test_the_exact_tolerances_stand_in_a_page():
    page = " ".join(entry("wrong-values").page.split())
    for kind in ("float64", "float32", "bfloat16", "float16"):
        room = TOLERANCES[f"torch.{kind}"]
        assert f"{room.atol:g} + {room.rtol:g} * |e| for {kind}" in page
    room = ON_CUDA["torch.float32"]
    assert f"{room.atol:g} + {room.rtol:g} * |e| for float32 on a GPU" in page
