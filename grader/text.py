"""Text from a submission, made safe to store and to print: no control characters, no lone surrogates, bounded."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
WORKFLOW_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#\[)")


def inert(line: str) -> str:
    """Return a line of a log in which GitHub's runner sees no workflow command: those begin with :: or hold ##[."""
    return WORKFLOW_COMMAND.sub(lambda match: f"{match[0]} ", line)


def plain(text: str, limit: int = 4_000) -> str:
    """Return `text` with control and direction characters written as escapes, cut to `limit` characters."""
    shown = UNPRINTABLE.sub(lambda match: f"\\x{ord(match[0]):02x}", text[:limit])
    shown = shown.encode("utf-8", "backslashreplace").decode("utf-8")
    return shown if len(text) <= limit and len(shown) <= limit else shown[:limit] + "..."
