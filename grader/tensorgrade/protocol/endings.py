"""How a case can end: one row for each kind, with all that anybody has to know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Outcome = Literal["passed", "failed", "not_attempted", "timed_out", "crashed", "ungraded"]


@dataclass(frozen=True)
class Facts:
    """What follows from a kind of ending.

    words: what a reader is told where there is nothing else to tell. outcome: that of its check, where the ending is
    what is wrong. is_decisive: it says all by itself, whatever was observed before. exception: whether an exception
    comes with it. costs: what is lost with the case, for more of the same would follow: the other cases of its check,
    or all that its file defines. may_be_left_behind: the fault may be that of an earlier case in the same worker, so it
    is tried again in a new one (one that is late is judged by its times).
    """

    words: str = ""
    outcome: Outcome = "failed"
    is_decisive: bool = True
    exception: Literal["never", "perhaps", "always"] = "never"
    costs: Literal["case", "check", "file"] = "case"
    may_be_left_behind: bool = False


class EndingKind(StrEnum):
    """The kinds of endings, by the names that travel; of those a student is told, each is a diagnosis."""

    facts: Facts

    def __new__(cls, name: str, facts: Facts = Facts()) -> EndingKind:
        """Make a member of its row."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.facts = facts
        return kind

    COMPLETED = "completed", Facts(is_decisive=False)
    RAISED = "raised", Facts(is_decisive=False, exception="always")
    NOT_ATTEMPTED = "not-attempted", Facts("the stub is as it was handed out", "not_attempted")
    MISSING_DEFINITION = "missing-definition", Facts("no such definition")
    WRONG_SIGNATURE = "wrong-signature", Facts("another signature")
    SYNTAX_ERROR = "syntax-error", Facts("a file that Python cannot read", exception="perhaps", costs="file")
    IMPORT_FAILED = "import-failed", Facts("a file that cannot be imported", exception="perhaps", costs="file")
    TIMED_OUT = "timed-out", Facts("no result in time", "timed_out", exception="perhaps", costs="check")
    CRASHED = "crashed", Facts("the process ended", "crashed", costs="check", may_be_left_behind=True)
    OUT_OF_MEMORY = "out-of-memory", Facts("more memory than there is", exception="perhaps", may_be_left_behind=True)
    TOO_MUCH_OUTPUT = "too-much-output", Facts("more output than is kept", costs="check", may_be_left_behind=True)
    UNREADABLE = "unreadable", Facts("no readable record", may_be_left_behind=True)


def those(apply: Callable[[Facts], bool]) -> frozenset[EndingKind]:
    """Return the kinds of endings of which something holds."""
    return frozenset(kind for kind in EndingKind if apply(kind.facts))


DECISIVE = those(lambda facts: facts.is_decisive)
COSTS_THE_CHECK = those(lambda facts: facts.costs == "check")
COSTS_THE_FILE = those(lambda facts: facts.costs == "file")
PERHAPS_LEFT_BEHIND = those(lambda facts: facts.may_be_left_behind)
