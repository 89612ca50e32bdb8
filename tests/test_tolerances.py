"""The one table of tolerances."""

from tensorgrade.judgement.tolerances import EXACT, ON_CUDA, TOLERANCES, Tolerance, tolerance_for


def test_the_table_by_dtype_and_device():
    assert tolerance_for("torch.float32", "cpu") == TOLERANCES["torch.float32"]
    assert tolerance_for("torch.float32", "sim:0") == TOLERANCES["torch.float32"]
    assert tolerance_for("torch.float32", "cuda:0") == ON_CUDA["torch.float32"]
    assert tolerance_for("torch.int64", "cpu") == EXACT
    assert tolerance_for("torch.float64", "cpu", rtol=0.5) == Tolerance(0.5, TOLERANCES["torch.float64"].atol)
    assert str(Tolerance(1e-3, 0)) == "rtol 0.001, atol 0"
    for table in (TOLERANCES, ON_CUDA):
        assert table["torch.float64"].rtol < table["torch.float32"].rtol < table["torch.bfloat16"].rtol
