"""The command that would raise a machine's level, for machines as they are found."""

import pytest

from grader.isolation import remedy as module
from grader.isolation.remedy import IN_CONTAINER, NONE_HERE, SETTINGS, UNKNOWN, remedy


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A Linux machine with bubblewrap, whose settings forbid nothing."""
    monkeypatch.setattr(module, "available", lambda: True)
    for name, forbidding, _ in SETTINGS:
        path = tmp_path / "settings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("0\n" if forbidding == "1" else "1\n")
    (tmp_path / "root").mkdir()
    return tmp_path


def told(machine):
    return remedy(machine / "settings", machine / "root")


@pytest.mark.parametrize(("name", "forbidding", "command"), SETTINGS)
def test_a_setting_that_forbids_user_namespaces(machine, name, forbidding, command):
    (machine / "settings" / name).write_text(f"{forbidding}\n")
    assert told(machine) == command


def test_settings_that_are_not_there_forbid_nothing(machine):
    for name, _, _ in SETTINGS:
        (machine / "settings" / name).unlink()
    assert told(machine) == UNKNOWN


def test_a_container_has_to_be_started_otherwise(machine):
    (machine / "root" / ".dockerenv").touch()
    assert told(machine) == IN_CONTAINER


def test_bubblewrap_comes_first(machine, monkeypatch):
    monkeypatch.setattr(module, "available", lambda: False)
    assert told(machine) == "sudo apt install bubblewrap"


def test_another_system_has_none(machine, monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert told(machine) == NONE_HERE
