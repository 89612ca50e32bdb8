"""Seconds from a save to the verdict of `grade watch`, with torch warm; medians.

Usage: python benchmarks/watch.py [ROUNDS]. A save adds a comment to an exercise, or a statement to one of its
functions, each in turn, and the line that tells the verdict is awaited.
"""

import ast
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO

from processes import as_installed

ROOT = Path(__file__).resolve().parents[1]
LIMIT, MOST = 0.15, 0.25


def wait_for(stream: IO[str], beginning: str) -> None:
    for line in stream:
        if line.startswith(beginning):
            return
    sys.exit("grade watch ended")


def with_comment(source: str) -> str:
    return f"{source}# again\n"


def with_statement(source: str, function: str) -> str:
    """Put a statement before the last of a function, or of the first method of a class."""
    node = next(each for each in ast.parse(source).body if getattr(each, "name", "") == function)
    if isinstance(node, ast.ClassDef):
        node = next(part for part in node.body if isinstance(part, ast.FunctionDef))
    assert isinstance(node, ast.FunctionDef)
    last, lines = node.body[-1], source.splitlines(keepends=True)
    lines.insert(last.lineno - 1, " " * last.col_offset + "...\n")
    return "".join(lines)


def functions_in(source: str) -> list[str]:
    definitions = (ast.FunctionDef, ast.ClassDef)
    return [each.name for each in ast.parse(source).body if isinstance(each, definitions) and each.name[0] != "_"]


def median_of_saves(stream: IO[str], file: Path, changed: Callable[[str], str], rounds: int) -> float:
    seconds = []
    for _ in range(rounds):
        text = changed(file.read_text(encoding="utf-8"))
        begin = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        wait_for(stream, "graded")
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        submission = Path(place) / "ada"
        shutil.copytree(ROOT / "tests/samples/ada", submission)
        command = [sys.executable, "-u", "-m", "tensorgrade", "watch", str(submission), "--course", str(ROOT)]
        with subprocess.Popen(
            command, cwd=place, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=as_installed()
        ) as process:
            assert process.stdout
            wait_for(process.stdout, "Score")
            time.sleep(1)  # the files are watched from now on
            comments, functions = [], []
            for file in sorted(submission.glob("ex*.py")):
                comments.append(median_of_saves(process.stdout, file, with_comment, rounds))
                print(f"{file.stem + ', a comment':50} {1000 * comments[-1]:6.0f} ms", flush=True)
                for name in functions_in(file.read_text(encoding="utf-8")):
                    changed = partial(with_statement, function=name)
                    functions.append(median_of_saves(process.stdout, file, changed, rounds))
                    print(f"{f'{file.stem}, {name}':50} {1000 * functions[-1]:6.0f} ms", flush=True)
            process.terminate()
    for what, seconds in (("comment", comments), ("function", functions)):
        print(f"{f'a {what}: median':50} {1000 * statistics.median(seconds):6.0f} ms   (limit {1000 * LIMIT:.0f} ms)")
        print(f"{f'a {what}: slowest':50} {1000 * max(seconds):6.0f} ms   (limit {1000 * MOST:.0f} ms)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
