"""What the line that raised says of an exception, beside its message: a loop over a dict, a method without parentheses,
a key that is not there. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tensorgrade.protocol.records import Failure
from tensorgrade.text import plain

DOTTED = r"[A-Za-z_][\w.]{0,80}(?:\[[^\]]{0,80}\])?"
IN_PAIRS = re.compile(rf"\bfor \(?(\w{{1,40}}(?:, ?\w{{1,40}}){{1,9}})\)? in ({DOTTED})(?![\w.(\[])")
IN_METHOD = re.compile(rf"\bin ({DOTTED}\.[A-Za-z_]\w{{0,80}})(?![\w.(\[])")
UNPACKING = re.compile(r"values to unpack \(expected|cannot unpack non-iterable")
KEY_LENGTH = 40
EMPTY_DICT = re.compile(r"[(,] ?(?:\w+=)?\{\}[,)]")


@dataclass(frozen=True)
class LineWords:
    """The cause and the remedy, as far as a line tells them."""

    cause: str
    remedy: str


def words_of_line(failure: Failure, call: str = "") -> LineWords | None:
    """Read the student's line that raised; None where it tells nothing. call: the one that a check made."""
    code = failure.places[-1].code if failure.places else ""
    if words := key_of_empty_dict(failure, code, call):
        return words
    return next((words for look in LOOKS if (words := look(failure, code))), None)


def loop_in_pairs(failure: Failure, code: str) -> LineWords | None:
    """Look for a loop that takes each item apart, as one over a dict does without `.items()`."""
    loop = IN_PAIRS.search(code) if UNPACKING.search(failure.message) else None
    if loop is None:
        return None
    names, over = loop.groups()
    return LineWords(
        f"`for {names}` takes each item of `{over}` apart, and an item does not have so many parts.",
        f"Where `{over}` is a dict, a loop over it gives its keys alone: write `{over}.items()`. Else print one item.",
    )


def method_not_called(failure: Failure, code: str) -> LineWords | None:
    """Look for a loop over a method that is named and not called."""
    loops = IN_METHOD.findall(code) if "'method' object is not iterable" in failure.message else []
    if len(loops) != 1:
        return None
    return LineWords(f"`{loops[0]}` is named and not called.", f"Call it: `{loops[0]}()`.")


def key_of_empty_dict(failure: Failure, code: str, call: str) -> LineWords | None:
    """Look for brackets that ask an argument for an entry in a call that gives an empty dict."""
    key = plain(failure.message, KEY_LENGTH)
    asked = re.search(rf"\b([A-Za-z_]\w{{0,80}})\[{re.escape(key)}\]", code.replace('"', "'"))
    if failure.type != "KeyError" or asked is None or not EMPTY_DICT.search(call):
        return None
    name = asked[1]
    return LineWords(
        f"`{name}` has no entry {key}; the call gives an empty dict.",
        f"Nothing is in `{name}` at the first call: before it is read, set what is to start with, `if not {name}:`.",
    )


def key_not_there(failure: Failure, code: str) -> LineWords | None:
    """Look for brackets that ask for an entry that is not there."""
    if failure.type != "KeyError" or "[" not in code or len(failure.message) > KEY_LENGTH:
        return None
    key = plain(failure.message, KEY_LENGTH)
    return LineWords(
        f"What stands before the brackets has no entry {key}.",
        "Print its keys before that line. A dict that is filled from call to call may be empty at first: "
        f"`.get({key}, start)` gives a start there.",
    )


LOOKS: tuple[Callable[[Failure, str], LineWords | None], ...] = (loop_in_pairs, method_not_called, key_not_there)
