"""The name that a failing case gets, and what is told with it. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """A fault that was recognised, in the words of whoever taught the grader that name.

    cause: what the evidence singles out. candidates: what it could be, where several causes fit. No remedy: the one of
    the name. follows: a failing function that this one uses (judgement.consequences).
    seen: what holds in all failing cases, which is not why (judgement.relate). notice: a line of the student's that is
    worth a look, in a sentence (judgement.noticed). is_by_edit: a small change of the student's own code has told it,
    and no known mistake (judgement.edit_trials).
    """

    diagnosis: str
    cause: str = ""
    remedy: str = ""
    candidates: tuple[str, ...] = ()
    follows: str = ""
    seen: str = ""
    notice: str = ""
    is_by_edit: bool = False


UNNAMED = Named("")
