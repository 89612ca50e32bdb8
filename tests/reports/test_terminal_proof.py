"""What `grade verify` prints."""

from tensorgrade.proof import Proof
from tensorgrade_reports.terminal.proof import show_proof


def printed(capsys, verdict):
    show_proof(verdict)
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_a_sound_course(capsys):
    lines = printed(capsys, Proof(exercises=1, alternatives=2, alternatives_full=2, mistakes=3, caught=3, named=3))
    assert lines[-1] == "1 exercise verified, no problem found"
    assert "mistakes caught │ 3 │ 3" in lines
    assert "false accusations │ 0 │ 0" in lines


def test_problems_come_first(capsys):
    verdict = Proof(exercises=2, problems=["sums: no"], misnamed=["sums.total.mean"])
    lines = printed(capsys, verdict)
    assert lines[:2] == ["sums: no", "sums.total.mean"]
    assert lines[-1] == "2 exercises verified, 1 problem found"
