"""The kit's own files: which of them a result follows from, and which a recording."""

import ast
import shutil
import subprocess
import sys
from functools import cache

import pytest
from tiny_course import write

from tensorgrade.answers import fingerprint as module
from tensorgrade.answers.fingerprint import (
    LIBRARIES,
    PACKAGES,
    contents,
    data_of,
    files_of,
    fingerprint,
    imports_in,
    kit_key,
    package,
    recorder_files,
    recorder_key,
    source_files,
)
from tensorgrade.course.catalogue import read_course

whole, recorder = kit_key.__wrapped__, recorder_key.__wrapped__  # as they are when asked for the first time
imported = cache(lambda path: list(imports_in(path)))  # for tests in which no file comes to import something else


@pytest.fixture
def home(tmp_path):
    """A copy of the kit, to be changed."""
    for name in PACKAGES:
        shutil.copytree(package(name, None), tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def places(paths, home):
    return [path.relative_to(home).as_posix() for path in paths]


def test_the_kit_is_every_folder_of_both_packages_and_every_kind_of_file(home, monkeypatch):
    monkeypatch.setattr(module, "source_files", cache(source_files))  # the list of files stays as it is
    files = {(path.parent, path.suffix): path for name in PACKAGES for path in source_files(home / name)}.values()
    assert {path.suffix for path in files} >= {".py", ".json", ".html", ".css", ".js", ".txt", ".sh"}
    keys = {whole(home)}
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        keys.add(whole(home))
        path.write_bytes(content)
    assert len(keys) == len(files) + 1
    assert whole(home) in keys


def test_a_file_more_or_of_another_name_is_another_kit(home):
    keys = {whole(home)}
    (home / "tensorgrade" / "empty.py").touch()
    keys.add(whole(home))
    (home / "tensorgrade" / "empty.py").rename(home / "tensorgrade" / "void.py")
    keys.add(whole(home))
    assert len(keys) == 3


def test_what_python_makes_beside_its_files_is_no_part_of_the_kit(home):
    before = whole(home)
    (home / "tensorgrade" / "__pycache__").mkdir()
    (home / "tensorgrade" / "__pycache__" / "cli.cpython-311.pyc").write_bytes(b"compiled")
    assert whole(home) == before


@pytest.mark.slow
def test_a_recording_follows_from_each_file_that_runs_checks(home, monkeypatch):
    monkeypatch.setattr(module, "imports_in", imported)
    files = recorder_files(home)
    parts = ["text", "protocol/records", "protocol/values", "protocol/messages", "protocol/frames", "python_source"]
    parts += ["worker/recorder", "__init__", "execution/run", "answers/recordings", "worker/sim/kernels"]
    parts += ["isolation/layers/seccomp", "isolation/paths", "worker/probes/memory", "execution/spawning"]
    assert set(places(files, home)) >= {f"tensorgrade/{part}.py" for part in parts}
    assert "tensorgrade/isolation/syscalls/numbers.txt" in places(files, home)
    keys = {recorder(home)}
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        keys.add(recorder(home))
        path.write_bytes(content)
    assert len(keys) == len(files) + 1


def test_a_recording_does_not_follow_from_what_judges_and_reports(home, monkeypatch):
    monkeypatch.setattr(module, "imports_in", imported)
    before, files = recorder(home), recorder_files(home)
    others = [path for name in PACKAGES for path in source_files(home / name) if path not in files]
    assert set(places(others, home)) >= {
        "tensorgrade/judgement/compare/comparison.py",
        "tensorgrade/scoring/points.py",
        "tensorgrade_reports/html/page.py",
    }
    for path in others:
        path.write_bytes(path.read_bytes() + b"\n")
    assert recorder(home) == before


def test_a_module_that_the_worker_begins_to_import_is_found(home):
    (home / "tensorgrade" / "fresh").mkdir()
    for name in ("__init__", "first", "second"):
        (home / "tensorgrade" / "fresh" / f"{name}.py").touch()
    (home / "tensorgrade" / "fresh" / "first.py").write_text("def late():\n    import tensorgrade.fresh.second\n")
    (home / "tensorgrade" / "worker" / "state.py").write_text("from tensorgrade.fresh import first\n")
    found = set(places(recorder_files(home), home))
    assert found >= {f"tensorgrade/fresh/{name}.py" for name in ("__init__", "first", "second")}


@pytest.mark.slow
def test_all_that_python_loads_to_run_checks_is_in_the_list():
    root = package("tensorgrade", None).parent
    names = [name.removesuffix(".py").replace("/", ".") for name in places(recorder_files(), root)]
    roots = [name.removesuffix(".__init__") for name in names if name.startswith("tensorgrade.worker")]
    code = (
        "import importlib, sys\n"
        f"for name in {[*roots, 'tensorgrade.execution.run', 'tensorgrade.answers.known_answers']!r}:\n"
        "    importlib.import_module(name)\n"
        "print(*(name for name in sys.modules if name.startswith('tensorgrade')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) - {name.removesuffix(".__init__") for name in names} == set()


def test_imports_of_the_kit_are_absolute():
    for path in (path for name in PACKAGES for path in source_files(package(name, None)) if path.suffix == ".py"):
        nodes = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.ImportFrom)]
        assert not [node.lineno for node in nodes if node.level], path


@pytest.mark.parametrize("name", LIBRARIES)
def test_another_version_of_a_library_is_another_kit(monkeypatch, name):
    monkeypatch.setattr(module, "imports_in", imported)
    before = whole(), recorder()
    real = module.version
    monkeypatch.setattr(module, "version", lambda asked: "0.0" if asked == name else real(asked))
    assert whole() != before[0] and recorder() != before[1]


def test_another_version_of_python_is_another_kit(monkeypatch):
    monkeypatch.setattr(module, "imports_in", imported)
    before = whole(), recorder()
    monkeypatch.setattr(module.platform, "python_version", lambda: "3.99.0")
    assert whole() != before[0] and recorder() != before[1]


def test_no_two_lists_have_the_same_hash():
    lists = [
        ([], []),
        (["a"], []),
        (["a", "b"], []),
        (["ab"], []),
        (["a, b"], []),
        ([], [("a", b"")]),
        ([], [("a", b""), ("b", b"")]),
        ([], [("a", b"('b', 0)")]),
        ([], [("ab", b"")]),
        ([], [("\udcff", b"")]),
        ([1], [("a", b"1")]),
        ([1], [("a", b"2")]),
    ]
    assert len({fingerprint(*one) for one in lists}) == len(lists)
    assert fingerprint([1], [("a", b"1")]) == fingerprint(["1"], [("a", b"1")])


def test_what_running_the_checks_of_an_exercise_reads(tmp_path):
    course = read_course(write(tmp_path))
    data = tmp_path / "exercises" / "data" / "set"
    (data / "__pycache__").mkdir(parents=True)
    (data / "__pycache__" / "made.pyc").touch()
    (data / "b.bin").write_bytes(b"2")
    (data / "a.bin").write_bytes(b"1")
    assert places(data_of(course), tmp_path) == ["exercises/data/set/a.bin", "exercises/data/set/b.bin"]
    assert places(files_of(course, course.exercises[0]), tmp_path) == [
        "exercises/ex01_sums.py",
        "solutions/ex01_sums.py",
        "exercises/checks/test_sums.py",
        "solutions/checks/test_sums.py",
        "exercises/data/set/a.bin",
        "exercises/data/set/b.bin",
    ]
    (tmp_path / "solutions/ex01_sums.py").unlink()
    assert "solutions/ex01_sums.py" not in places(files_of(course, read_course(tmp_path).exercises[0]), tmp_path)


def test_files_that_are_not_there_have_no_content(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    assert list(contents(tmp_path, [tmp_path / "a", tmp_path / "gone"])) == [("a", b"1")]
