"""Python source that a stranger wrote, parsed and never run: bounded before Python's own parser sees it.

The parser takes memory and stack in proportion to what it reads, and with some versions a deep enough nesting ends
the process that parses. So words and signs, and the depth to which they can nest, are counted first, in one pass.
"""

from __future__ import annotations

import ast
import re
import warnings

TOKENS_LIMIT = 100_000
DEPTH_LIMIT = 1_000
TOKEN = re.compile(
    r"""(?xs)
    (?P<text> (?: \b[A-Za-z]{1,2}+ (?=["']) )?+
        (?: \"{3} (?: [^"\\]++ | \\(?:.|\Z) | "(?!"") )*+ (?: \"{3} | \Z )
          | '{3}  (?: [^'\\]++ | \\(?:.|\Z) | '(?!'') )*+ (?: '{3} | \Z )
          | "     (?: [^"\\\n]++ | \\(?:.|\Z) )*+ "?
          | '     (?: [^'\\\n]++ | \\(?:.|\Z) )*+ '? ) )
    | \#[^\n]*+ | \\\n
    | (?P<word> \w++ ) | (?P<open> [(\[{] ) | (?P<close> [)\]}] ) | (?P<end> [,;\n] ) | (?P<sign> \S )
    """
)
NESTING_WORDS = {"not", "lambda", "if", "else", "await", "for"}


class SourceError(Exception):
    """A source cannot be read; the message is one fragment for the user, `line` the line where that was found."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def tree_of(source: bytes | str) -> ast.Module:
    """Parse a source that may hold anything. Raises SourceError.

    Bytes are taken as UTF-8: no codec that a source names is looked up.
    """
    try:
        text = source if isinstance(source, str) else source.decode("utf-8-sig")
        check_size(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a stranger's strings with a backslash too many
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise SourceError(f"Python cannot read it ({type(error).__name__})", line) from error


def check_size(text: str) -> None:
    """Count what a tree's size and depth follow from. Raises SourceError where that is too much to parse.

    The depth is what signs could nest to at most: it grows with each of them and with each bracket, and begins anew
    behind a comma or a line's end.
    """
    branches = 0
    levels = [0]  # how deep it may be at each open bracket
    lambdas = [False]  # whether a comma there may stand in the parameters of a lambda
    for count, match in enumerate(TOKEN.finditer(text)):
        kind, token = match.lastgroup, match[0]
        if kind == "open":
            levels.append(levels[-1] + 1)
            lambdas.append(lambdas[-1])
        elif kind == "close" and len(levels) > 1:
            levels.pop()
            lambdas.pop()
            levels[-1] += 1
        elif kind == "end" and len(levels) == 1 and token != ",":
            levels[-1], lambdas[-1] = 0, False
        elif kind == "end" and token == "," and not lambdas[-1]:
            levels[-1] = levels[-2] + 1 if len(levels) > 1 else 0
        elif kind == "sign" or token in NESTING_WORDS:
            levels[-1] += 1
            lambdas[-1] = lambdas[-1] or token == "lambda"
        elif kind == "text":
            levels[-1] += signs_of_format(token)
        elif token == "elif":
            branches += 1
        if count >= TOKENS_LIMIT:
            raise SourceError(f"it has more than {TOKENS_LIMIT} words and signs")
        if max(levels[-1], branches) > DEPTH_LIMIT:
            raise SourceError(f"it nests more than {DEPTH_LIMIT} deep")


def signs_of_format(text: str) -> int:
    """Count the signs in a string that may hold expressions."""
    prefix = text[: min(text.find(quote) % (len(text) + 1) for quote in "\"'")]
    return sum(not sign.isalnum() and not sign.isspace() for sign in text) if "f" in prefix.lower() else 0
