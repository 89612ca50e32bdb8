"""The shape of the house: who imports whom, what code may name, and that each module has its tests."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(path for place in ("grader", "reports") for path in (ROOT / place).rglob("*.py"))
# Modules of judgement: nothing that runs beside a submission's code may hold them.
JUDGES = {
    "grader.compare", "grader.dictionary", "grader.diagnosis", "grader.ladder", "grader.score", "grader.seen",
    "grader.symptom", "grader.tolerances", "grader.second_look", "grader.grading", "grader.reference",
    "grader.recordings", "grader.mistakes", "grader.verify", "grader.diagnoses", "grader.batch", "grader.gradebook",
}  # fmt: skip
# Modules that print or write what was found, and so import reports.
SPEAKERS = {
    "grader.autograder", "grader.ci", "grader.class_files", "grader.classroom", "grader.commands", "grader.doctor",
    "grader.explain", "grader.exporting", "grader.hints", "grader.notebook", "grader.release", "grader.scaffold",
    "grader.student_notebook", "grader.verify", "grader.watching",
}  # fmt: skip


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path):
    """The modules of ours that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def below(name, places):
    return any(name == place or name.startswith(f"{place}.") for place in places)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_follow_the_data(path):
    name, imported = name_of(path), set(imports_of(path))
    if below(name, ["grader.worker"]):
        assert not [one for one in imported if below(one, JUDGES) or below(one, ["reports", "solutions"])]
    elif name.startswith("grader") and name not in SPEAKERS:
        assert not [one for one in imported if below(one, ["reports"])]
    if not below(name, ["grader.cli", "grader.__main__"]):
        assert not [one for one in imported if below(one, ["grader.cli"])]


def words_of(path):
    """The names and the texts of a file's code; docstrings are for readers."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False):
            node.body[0].value.value = ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def exercise_words():
    """What only the course may name: slugs, files, and functions that are no plain words of English, torch or rich."""
    stubs = sorted((ROOT / "exercises").glob("ex[0-9][0-9]_*.py"))
    functions = {node.name for stub in stubs for node in ast.parse(stub.read_text()).body if hasattr(node, "name")}
    ordinary = {"row", "column", "block", "flat", "run", "predict", "freeze", "fit", "evaluate", "mse", "add_row"}
    slugs = {stub.stem[5:] for stub in stubs} - {"autograd", "devices", "modules"}
    return (functions - ordinary) | slugs | {stub.stem for stub in stubs} | {stub.name for stub in stubs}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_exercise_is_named_in_code(path):
    assert set(words_of(path)) & exercise_words() == set()


@pytest.mark.parametrize(
    "command",
    [["--help"], ["run", "--help"], ["explain", "wrong-dtype"], ["hint", "--help"], ["--version"]],
    ids=" ".join,
)
def test_nothing_imports_torch_that_need_not(command):
    code = (
        "import sys\nfrom grader.cli import main\nsys.argv[1:] = {!r}\n"
        "try:\n    main()\nexcept SystemExit as ending:\n    assert not ending.code, ending.code\n"
        "assert 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code.format(command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
