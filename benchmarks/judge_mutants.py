"""How strong the tests of the judge are: change it in small ways and count the changes that its tests notice.

The judge is what compares, names, scores and proves. Each mutant of one of its modules meets the fast tests of that
module, in a copy of the kit in a temporary folder. Survivors that behave as the module does are listed, each with its
reason, in equivalent_mutants.toml beside this file.
"""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from tensorgrade.unknown_faults.mutations import laid_out, mutated_source, mutation_told, mutations_of

HERE = Path(__file__).parent
ROOT = HERE.parent
COPIED = ("grader", "reports", "tests", "exercises", "solutions", "pyproject.toml")
# The tests of a module where they are not test_<module>.py alone, by their names, and those of them that start workers.
TESTS: Mapping[str, tuple[str, ...]] = {
    "judge": ("judge_and_points", "-k", "not pages"),
    "points": ("judge_and_points", "lessons", "advice"),
    "consequences": ("consequences", "-k", "not student_reads"),
    "diagnosis": ("diagnoses", "judge_and_points", "-k", "not pages"),
    "diagnoses": ("diagnoses", "ladder", "-k", "not pages"),
    "symptom": ("symptom", "advice", "diagnoses", "-k", "not pages"),
    "compare": ("compare", "symptom", "diagnoses", "-k", "not pages"),
    "recordings": ("recordings", "keys"),
    "transcript": ("transcript", "border"),
    "attributes": ("border", "compare", "encode"),
}
FOR_ALL = "frozen"
PACKAGE = Path("grader") / "tensorgrade"
# The modules and folders of the judge, and where they lie in the package.
MODULES: Mapping[str, str] = {
    **{name: f"judgement/{name}" for name in ("compare", "symptom", "dictionary", "weight", "veto", "second_look")},
    **{name: f"judgement/{name}" for name in ("consequences", "judge", "diagnosis", "diagnoses")},
    "points": "scoring/points", "lessons": "scoring/lessons", "standing": "scoring/standing", "final": "scoring/final",
    "keys": "answers/keys", "fingerprint": "answers/fingerprint", "recordings": "answers/recordings",
    "pipeline": "pipeline", "proof": "proof", "ladder": "protocol/ladder",
    "endings": "protocol/endings", "attributes": "protocol/attributes",
    "frames": "protocol/frames", "transcript": "protocol/transcript", "border": "protocol/border",
}  # fmt: skip
JOBS = 2
LEAST_SECONDS, TIMES = 30.0, 10.0


@dataclass(frozen=True)
class Mutant:
    """A module with one change, and how the change is called."""

    path: str
    source: str
    change: str

    @property
    def module(self) -> str:
        """The module of the judge, as it is asked for."""
        place = Path(self.path).relative_to(PACKAGE).with_suffix("")
        return next(name for name, own in MODULES.items() if place.is_relative_to(own))


def files_of(module: str) -> list[Path]:
    """List the files of a module of the judge: its own, or all below a folder."""
    folder = ROOT / PACKAGE / MODULES[module]
    found = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    return [path for path in found if path.name != "__init__.py"]


def tests_of(module: str) -> tuple[str, ...]:
    """Give the arguments of pytest that run the fast tests of a module."""
    names = TESTS.get(module, (module,))
    options = names.index("-k") if "-k" in names else len(names)
    return (*map(test_file, (FOR_ALL, *names[:options])), *names[options:])


def test_file(name: str) -> str:
    """Find a file of tests, wherever it lies below tests/."""
    (path,) = (ROOT / "tests").rglob(f"test_{name}.py")
    return path.relative_to(ROOT).as_posix()


class _Said(ast.NodeTransformer):
    """Leaves of a source what it does: no annotation, no docstring, no number of a rung.

    Rungs of the ladder are at least two apart, so a number that is one more or less changes no order.
    """

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        self.generic_visit(node)
        if ast.unparse(node.targets[0]) == "PLACE" and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(None)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        self.generic_visit(node)
        node.annotation = ast.Constant(None)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = None
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        return ast.Pass() if isinstance(node.value, ast.Constant) else node


def doing(source: str) -> str:
    """Write what a source does, so that two that do the same for this reason are the same text."""
    return ast.unparse(_Said().visit(ast.parse(source)))


def mutants_of(modules: Sequence[str], sample: int | None, seed: int) -> Iterator[Mutant]:
    """Make the mutants of some modules, each different one once; of all of them a sample, in an order that is drawn."""
    sources = {path: laid_out(path.read_text(encoding="utf-8")) or "" for one in modules for path in files_of(one)}
    asked = [(path, change) for path, source in sources.items() for change in mutations_of(source)]
    if sample is not None:
        random.Random(seed).shuffle(asked)
    seen = {path: {doing(source)} for path, source in sources.items()}
    count = 0
    for path, change in asked:
        source = sources[path]
        text = laid_out(mutated_source(source, change) or "(")
        if count == sample:
            return
        if text is not None and doing(text) not in seen[path]:
            seen[path].add(doing(text))
            count += 1
            yield Mutant(path.relative_to(ROOT).as_posix(), text, mutation_told(source, text, change))


class Runner:
    """A process that runs tests on mutants, in a copy of the kit of its own. Use as a context manager.

    What is compiled comes along: each mutant would compile all of the kit and its tests again.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mutants-")
        home = Path(self._folder.name)
        for name in COPIED:
            place = ROOT / name
            if place.is_dir():
                shutil.copytree(place, home / name, symlinks=True, ignore=shutil.ignore_patterns("*.pyc.*"))
            else:
                shutil.copy(place, home / name)
        sources = os.pathsep.join(str(home / name) for name in ("grader", "reports"))
        own = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "PYTHONPATH": sources, "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(HERE / "mutant_runner.py"), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **own},
        )

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *exception: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._folder.cleanup()

    def passes(self, mutant: Mutant, seconds: float) -> bool:
        """Say whether all tests of a mutant's module pass on it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        asked = {"path": mutant.path, "source": mutant.source, "arguments": tests_of(mutant.module), "seconds": seconds}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline()) == 0


def untouched(modules: Sequence[str], runner: Runner) -> dict[str, float]:
    """Run the tests on the judge as it is; return the seconds that a mutant of each module gets."""
    limits = {}
    for module in modules:
        path = files_of(module)[0]
        begun = time.monotonic()
        whole = Mutant(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"), "nothing")
        if not runner.passes(whole, 600.0):
            raise SystemExit(f"the tests of {module} fail on the judge as it is: {' '.join(tests_of(module))}")
        limits[module] = max(LEAST_SECONDS, TIMES * (time.monotonic() - begun))
    return limits


def survivors(modules: Sequence[str], mutants: Sequence[Mutant]) -> Iterator[Mutant]:
    """Give the mutants that no test notices, as they are found."""
    free: Queue[Runner] = Queue()

    def survives(mutant: Mutant) -> bool:
        runner = free.get()
        try:
            return runner.passes(mutant, limits[mutant.module])
        finally:
            free.put(runner)

    with Runner() as first, Runner() as second, ThreadPoolExecutor(JOBS) as pool:
        limits = untouched(modules, first)
        free.put(first)
        free.put(second)
        for mutant, lives in zip(mutants, pool.map(survives, mutants), strict=True):
            if lives:
                yield mutant


def judge_mutants(modules: Sequence[str], sample: int | None, seed: int, explained: Mapping[str, set[str]]) -> int:
    """Print the survivors that nobody explained, a line a module, and the share that was noticed."""
    mutants = list(mutants_of(modules, sample, seed))
    alive: list[Mutant] = []
    listed: list[Mutant] = []
    for one in survivors(modules, mutants):
        alive.append(one)
        if one.change in explained.get(one.path, ()):
            listed.append(one)
        else:
            print(f"survives: {one.path}: {one.change}", flush=True)
    counts = [Counter(one.module for one in some) for some in (mutants, listed, alive)]
    for module in modules:
        made, same, lives = (count[module] for count in counts)
        print(f"{module:24} {made:5} mutants  {same:4} equivalent  {made - lives:5} caught")
    if sample is None:
        found = {(one.path, one.change) for one in alive}
        asked = {path.relative_to(ROOT).as_posix() for module in modules for path in files_of(module)}
        for path, change in sorted((place, change) for place in asked for change in explained.get(place, ())):
            if (path, change) not in found:
                print(f"listed as equivalent, but not alive: {path}: {change}")
    total = len(mutants) - len(listed)
    share = (len(mutants) - len(alive)) / max(1, total)
    print(f"judge: caught {len(mutants) - len(alive)} of {total} mutants that are not equivalent ({share:.1%})")
    return 0 if share >= 0.9 else 1
