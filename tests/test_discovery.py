"""A new kind is a new file: layouts of hand-ins, kinds of archives and engines are found by being there."""

import pytest

from tensorgrade.classroom import engines, hand_ins
from tensorgrade.classroom.intake import find_hand_ins
from tensorgrade.classroom.work import engine_of
from tensorgrade.discovery import names_below, names_in
from tensorgrade.submission import archives, unpacking
from tensorgrade.submission.unpacking import is_archive, unpack

LAYOUT = """
from tensorgrade.classroom.layout import HandIn, Layout

class Pigeon(Layout):
    def fits(self, listing):
        return any(path.suffix == ".pigeon" for path in listing.entries)

    def hand_ins(self, listing):
        return [HandIn(path.stem, ((path.name, path),)) for path in listing.entries]
"""
CONTAINER = """
from tensorgrade.submission.container import Container, Member

class Shoebox(Container):
    suffixes = (".shoebox",)

    def members(self, name, file):
        yield Member("ex01_sums.py", "", None, lambda limit: file.read(limit))
"""
ENGINE = """
from tensorgrade.classroom.work import Engine

class Abacus(Engine):
    @classmethod
    def of(cls, setup):
        return cls()
"""


@pytest.fixture
def more(tmp_path, monkeypatch):
    """Add a file to a package, for the length of a test."""

    def add(package, name, text):
        folder = tmp_path / f"more_{name}"
        folder.mkdir()
        (folder / f"{name}.py").write_text(text)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])

    yield add
    unpacking.containers.cache_clear()


def test_a_layout_of_hand_ins(more, tmp_path):
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "ada.pigeon").touch()
    more(hand_ins, "pigeon", LAYOUT)
    assert [one.student for one in find_hand_ins(tmp_path / "box").hand_ins] == ["ada"]


def test_a_kind_of_archive(more, tmp_path):
    (tmp_path / "a.shoebox").write_bytes(b"x = 1")
    assert not is_archive("a.shoebox")
    more(archives, "shoebox", CONTAINER)
    unpacking.containers.cache_clear()
    assert is_archive("a.shoebox")
    assert unpack(tmp_path / "a.shoebox", lambda path: True).files == {"ex01_sums.py": b"x = 1"}


def test_an_engine(more):
    more(engines, "abacus", ENGINE)
    assert names_in(engines) == ["abacus", "local", "ray"]
    assert type(engine_of("abacus", None)).__name__ == "Abacus"


def test_the_modules_of_a_package_that_is_not_imported_are_named_without_importing_it(tmp_path, monkeypatch):
    package = tmp_path / "unimportable"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError\n")
    for name in ("second", "first"):
        (package / f"{name}.py").write_text("raise RuntimeError\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert names_below("unimportable") == ["first", "second"]
