"""Text from a submission, made safe to store and to print: nothing that cannot be seen, no lone surrogates, bounded."""

from __future__ import annotations

import re

# Control characters, lone surrogates, line and paragraph separators, and characters that only direct others. Persian
# names and emoji need the two that join or keep apart, U+200C and U+200D.
UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001345f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
UNPRINTABLE = re.compile(rf"[{UNSEEN}]")
UNPRINTABLE_IN_TEXT = re.compile(rf"(?![\t\n])[{UNSEEN}]")
ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]{4,16}(?=>)")  # in what repr() gives, another one in each run
BYTE = range(0xDC80, 0xDD00)  # what Python makes of a byte in a name that is no UTF-8
# What GitHub's runner, Azure's agent and TeamCity's take for a command. GitHub looks for :: at a line's beginning
# only, all of them for ## anywhere.
COMMAND = re.compile(r"^(\s*+):(?=:)|#(?=#(?:\[|vso\[|teamcity\[))", re.IGNORECASE)


def inert(line: str) -> str:
    """Return a line of a log in which no CI runner sees a command: those begin with :: or hold ##[ and its kin."""
    return COMMAND.sub(lambda match: f"{match[0]} ", line)


def plain(text: str, limit: int = 4_000) -> str:
    """Return `text` with what cannot be seen written as escapes, cut to `limit` characters."""
    return cut(UNPRINTABLE_IN_TEXT.sub(escape, text[: limit + 1]), limit)


def plain_line(text: str, limit: int = 500) -> str:
    r"""Return a name or a sentence as `plain` does, in one line: `M\xfcller` for a name in Latin-1."""
    return cut(UNPRINTABLE.sub(escape, text[: limit + 1]), limit)


def without_addresses(text: str) -> str:
    """Return a text without the places in memory that Python writes of an object: they differ from run to run."""
    return ADDRESS.sub("", text)


def cut(text: str, limit: int) -> str:
    """Cut a text, and show that it was."""
    return text if len(text) <= limit else text[:limit] + "..."


def fault_of_name(name: str) -> str:
    """Say in a fragment why a file's name is none that can be worked with; empty where it can be."""
    if any(ord(sign) in BYTE for sign in name):
        return "has a name that is not UTF-8"
    return "has a name with characters that cannot be seen" if UNPRINTABLE.search(name) else ""


def escape(sign: re.Match[str]) -> str:
    """Write one character as Python writes it in a string; a byte that is no UTF-8 as that byte."""
    code = ord(sign[0])
    if code in BYTE:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
