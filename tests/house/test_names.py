"""Whoever searches for a name that other modules use finds one place: no two public things have one name."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "grader", ROOT / "reports")
PROGRAMS = {"main"}  # what a program begins with: `grade`, and the launcher of workers


def modules(sources):
    """The syntax tree of each module, by its name."""
    return {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): ast.parse(path.read_text())
        for root in sources
        for path in sorted(root.rglob("*.py"))
    }


def used_elsewhere(trees):
    """What a module takes out of another: `from module import name`, and `module.name`."""
    for tree in trees.values():
        imported = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield node.module, alias.name
                    imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
                yield imported[node.value.id], node.attr


def twins(sources):
    """The places of each class, and of each function that other modules use, where there are several of one name."""
    trees, places = modules(sources), defaultdict(list)
    used = set(used_elsewhere(trees))
    for module, tree in trees.items():
        for node in tree.body:
            is_used = isinstance(node, ast.FunctionDef) and (module, node.name) in used
            if isinstance(node, ast.ClassDef) or is_used:
                places[node.name].append(module)
    return {name: where for name, where in places.items() if len(where) > 1 and name not in PROGRAMS}


def test_no_two_public_things_have_one_name():
    assert twins(SOURCES) == {}


def test_two_things_of_one_name_are_found(tmp_path):
    (tmp_path / "first.py").write_text("class Room: ...\ndef plain(): ...\ndef within(): ...\n")
    (tmp_path / "second.py").write_text("class Room: ...\ndef plain(): ...\ndef within(): ...\n")
    (tmp_path / "third.py").write_text("from first import plain\nfrom here import second\n")
    assert twins([tmp_path]) == {"Room": ["first", "second"]}
    (tmp_path / "fourth.py").write_text("from second import plain\n")
    assert twins([tmp_path]) == {"Room": ["first", "second"], "plain": ["first", "second"]}
