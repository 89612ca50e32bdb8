"""`grade doctor`: what it finds at each level, what it prints, and what it advises."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader import doctor
from grader.doctor import PROMISES, Finding, examine, got, level_of, lines
from grader.evidence import Evidence, nothing
from grader.isolation import Level, best_level
from grader.isolation.remedy import remedy
from grader.transcript import CaseRecord, Ending, Observation, TextValue

BY_NAME = {promise.attack: promise for promise in PROMISES}
HELD = [Finding(promise, "") for promise in PROMISES]


@pytest.mark.parametrize("level", Level)
def test_each_level_holds_what_it_promises_and_the_attacks_work_where_it_promises_nothing(level):
    if best_level() < level:
        pytest.skip(f"this machine gets the isolation level {best_level().name}")
    findings = examine(level)
    assert {one.promise.attack for one in findings if not one.held} == {
        promise.attack for promise in PROMISES if promise.since > level
    }
    assert level_of(findings, level) is level


def test_the_doctor_prints_a_line_a_promise_and_exits_with_0_where_all_are_held():
    if best_level() is not Level.sealed:
        pytest.skip(f"this machine gets the isolation level {best_level().name}")
    command = [sys.executable, "-m", "grader", "doctor"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    held = "".join(f"held      {promise.sentence}\n" for promise in PROMISES)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{held}\nisolation level: sealed\n", "")


def test_what_is_not_held_is_told_with_the_command_that_would_raise_the_level(monkeypatch, capsys):
    broken = [Finding(one.promise, "a file was made" if one.promise.attack == "writing" else "") for one in HELD]
    monkeypatch.setattr(doctor, "best_level", lambda: Level.confined)
    monkeypatch.setattr(doctor, "examine", lambda level: broken)
    monkeypatch.setattr(doctor, "remedy", lambda: "sudo apt install bubblewrap")
    assert doctor.diagnose() == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[2] == "NOT HELD  nothing is written outside: a file was made"
    assert printed[-2:] == ["isolation level: separate", "to raise it: sudo apt install bubblewrap"]


@pytest.mark.parametrize(
    ("attack", "tried", "level"),
    [
        (None, Level.sealed, Level.sealed),
        (None, Level.confined, Level.confined),
        ("disk", Level.sealed, Level.confined),
        ("network", Level.sealed, Level.separate),
        ("much_time", Level.sealed, Level.separate),
    ],
)
def test_the_level_is_the_highest_of_which_all_was_held(attack, tried, level):
    findings = [Finding(promise, "x" if promise.attack == attack else "") for promise in PROMISES]
    assert level_of(findings, tried) is level


def test_nothing_is_advised_where_all_is_held():
    assert list(lines(HELD, Level.sealed))[-2:] == ["", "isolation level: sealed"]


def evidence(text):
    return Evidence(CaseRecord("case", Ending("completed"), (Observation("got", TextValue(text)),)))


def test_what_an_attack_tells_counts():
    assert got(BY_NAME["network"], evidence("")) == ""
    assert got(BY_NAME["network"], evidence("an IPv4 socket was made")) == "an IPv4 socket was made"


def test_an_attack_that_was_ended_proves_a_limit_and_nothing_else():
    lost = nothing("case", "crashed", "it started more than 100 processes")
    told = "the attack ended before it could tell (crashed it started more than 100 processes)"
    assert got(BY_NAME["many_processes"], lost) == ""
    assert got(BY_NAME["network"], lost) == told


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("grader.isolation.remedy.available", lambda: True)


def test_bubblewrap_is_asked_for_where_it_is_missing(linux, monkeypatch):
    monkeypatch.setattr("grader.isolation.remedy.available", lambda: False)
    assert remedy() == "sudo apt install bubblewrap"


def test_other_systems_cannot_be_raised(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert remedy() == "nothing will do here: sealed needs Linux"


@pytest.mark.parametrize(
    ("setting", "value", "command"),
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
def test_the_setting_that_forbids_namespaces_is_named(linux, tmp_path, setting, value, command):
    (tmp_path / setting).parent.mkdir()
    (tmp_path / setting).write_text(f"{value}\n")
    assert remedy(tmp_path, tmp_path) == command
    (tmp_path / setting).write_text("7\n")
    assert remedy(tmp_path, tmp_path) != command


def test_a_container_is_told_apart(linux, tmp_path):
    (tmp_path / ".dockerenv").touch()
    assert remedy(tmp_path, tmp_path) == (
        "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
        "--security-opt systempaths=unconfined"
    )


def test_where_nothing_is_known_bubblewrap_tells(linux, tmp_path):
    assert remedy(tmp_path, Path(tmp_path)) == (
        "bwrap --unshare-all --ro-bind / / --proc /proc true   (its message says what is missing)"
    )
