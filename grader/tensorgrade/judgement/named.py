"""The name that a failing case gets, and what is told with it. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """A fault that was recognised, in the words of whoever taught the grader that name.

    cause: what the evidence singles out. candidates: what it could be, where several causes fit. No remedy: the one of
    the name. follows: a failing function that this one uses (judgement.consequences). is_related: whether a relation
    between results says so (judgement.relate), and no known mistake.
    """

    diagnosis: str
    cause: str = ""
    remedy: str = ""
    candidates: tuple[str, ...] = ()
    follows: str = ""
    is_related: bool = False


UNNAMED = Named("")
