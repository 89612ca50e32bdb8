"""Run the examples in the stubs' docstrings on the reference solutions.

Usage: python -m tensorgrade.worker.doctests COURSE [SLUG ...]

Prints one line for each example that fails, and exits with their number (at most 100).
"""

from __future__ import annotations

import ast
import doctest
import os
import sys
from pathlib import Path

from tensorgrade.python_source import definitions_of
from tensorgrade.worker.subject import load_module

FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def main(course: Path, slugs: list[str]) -> int:
    """Run all examples of the named exercises (all for no name); return how many failed."""
    os.chdir(course)
    failures = 0
    for stub in sorted((course / "exercises").glob("ex[0-9][0-9]_*.py")):
        if slugs and stub.stem[5:] not in slugs:
            continue
        module = load_module(course / "solutions" / stub.name)
        runner = doctest.DocTestRunner(verbose=False, optionflags=FLAGS)
        for node in definitions_of(ast.parse(stub.read_text(encoding="utf-8"))):
            docstring = ast.get_docstring(node) or ""
            test = doctest.DocTestParser().get_doctest(docstring, dict(vars(module)), node.name, stub.name, node.lineno)
            words: list[str] = []
            runner.run(test, out=words.append)
            if words:
                failures += 1
                text = " ".join("".join(words).split())[-300:]
                print(f"{stub.name}: the example of {node.name} gives something else: {text}")
    return failures


if __name__ == "__main__":
    sys.exit(min(100, main(Path(sys.argv[1]).resolve(), sys.argv[2:])))
