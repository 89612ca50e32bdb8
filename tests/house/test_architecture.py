"""What code may name, and what may not wait for torch. Who imports whom is held by import-linter, in `make lint`."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for place in ("grader", "reports") for path in (ROOT / place).rglob("*.py"))


def name_of(path):
    return ".".join(path.relative_to(ROOT).parts[1:]).removesuffix(".py").removesuffix(".__init__")


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
    [["--help"], ["run", "--help"], ["explain", "wrong-dtype"], ["hint", "--help"], ["show", "--help"], ["--version"]],
    ids=" ".join,
)
def test_nothing_imports_torch_that_need_not(command):
    code = (
        "import sys\nfrom tensorgrade.commands.cli import main\nsys.argv[1:] = {!r}\n"
        "try:\n    main()\nexcept SystemExit as ending:\n    assert not ending.code, ending.code\n"
        "assert 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code.format(command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_launcher_is_started_before_anything_is_imported_that_takes_long():
    code = "import sys, tensorgrade.commands.run; print({'numpy', 'rich', 'packaging', 'jinja2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_every_place_that_the_page_names_is_there():
    page = (ROOT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:\.py|/))`", page))
    roots = (ROOT, ROOT / "grader" / "tensorgrade", ROOT / "reports")
    assert len(named) > 40
    assert [name for name in sorted(named) if not any((root / name).exists() for root in roots)] == []
