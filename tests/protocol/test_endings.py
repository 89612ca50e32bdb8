"""The table of endings: what follows from each kind, and how a kind travels."""

import msgspec
import pytest

from tensorgrade.protocol.endings import (
    COSTS_THE_CHECK,
    COSTS_THE_FILE,
    DECISIVE,
    PERHAPS_LEFT_BEHIND,
    EndingKind,
    Facts,
)
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.records import Ending


def test_what_follows_from_the_kinds():
    assert set(EndingKind) - DECISIVE == {"completed", "raised"}
    assert {"timed-out", "crashed", "too-much-output"} == COSTS_THE_CHECK
    assert {"syntax-error", "import-failed"} == COSTS_THE_FILE
    assert {"crashed", "too-much-output", "unreadable", "out-of-memory"} == PERHAPS_LEFT_BEHIND
    outcomes = {kind: kind.facts.outcome for kind in EndingKind if kind.facts.outcome != "failed"}
    assert outcomes == {"not-attempted": "not_attempted", "timed-out": "timed_out", "crashed": "crashed"}
    with_exception = {kind for kind in EndingKind if kind.facts.exception != "never"}
    assert with_exception == {"raised", "syntax-error", "import-failed", "timed-out", "out-of-memory"}


@pytest.mark.parametrize("kind", sorted(DECISIVE - {EndingKind.UNREADABLE}))
def test_an_ending_that_says_all_is_a_diagnosis_and_has_words(kind):
    assert kind in LADDER
    assert kind.facts.words


@pytest.mark.parametrize("kind", EndingKind)
def test_a_kind_travels_as_its_name(kind):
    sent = msgspec.json.encode(Ending(kind))
    assert msgspec.json.decode(sent)["kind"] == str(kind) == kind.value
    assert msgspec.json.decode(sent, type=Ending).kind is kind


def test_there_is_no_other_kind():
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'gone'"):
        msgspec.json.decode(b'{"kind":"gone"}', type=Ending)


def test_an_ending_says_what_follows_from_it():
    assert Ending(EndingKind.CRASHED).facts == Facts(
        "the process ended", "crashed", costs="check", may_be_left_behind=True
    )
