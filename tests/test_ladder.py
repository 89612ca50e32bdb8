"""The order of the diagnoses."""

from tensorgrade.protocol.ladder import LADDER, SEEN


def test_a_name_stands_once():
    assert len(set(LADDER)) == len(LADDER)


def test_what_kept_a_check_from_running_comes_first_and_what_differs_last():
    assert LADDER[0] == "not-attempted"
    assert LADDER[-1] == "wrong-values"
    assert LADDER.index("crashed") < LADDER.index("global-state-changed") < LADDER.index("raised")
    assert LADDER.index("raised") < LADDER.index("batch-mean") < LADDER.index("wrong-shape")


def test_each_name_that_tells_what_was_seen_is_on_it():
    assert set(LADDER) >= SEEN
