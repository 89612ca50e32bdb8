"""`grade doctor`: what it finds at each level, what it prints, and what it advises."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tensorgrade.commands import doctor
from tensorgrade.commands.doctor import Examination, Finding, examine, got, level_of, lines, used
from tensorgrade.isolation.attacks import attacks
from tensorgrade.isolation.bubblewrap import program
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.protocol.records import CaseRecord, Ending, Observation
from tensorgrade.protocol.transcript import Evidence, nothing
from tensorgrade.protocol.values import TextValue

ATTACKS = attacks()
BY_NAME = {attack.name: attack for attack in ATTACKS}
HELD = [Finding(attack, "") for attack in ATTACKS]


@pytest.mark.worker
@pytest.mark.slow
@pytest.mark.parametrize("level", [Level.separate, Level.confined])
def test_a_level_holds_what_it_promises_and_the_attacks_work_where_it_promises_nothing(level, monkeypatch):
    monkeypatch.setattr("tensorgrade.execution.time.WALL_SECONDS", 2.0)
    monkeypatch.setattr("tensorgrade.execution.time.WALL_FACTOR", 2.0)
    if best_level() < level:
        pytest.skip(f"this machine gets the isolation level {best_level().name}")
    findings = examine(level).findings
    assert {one.attack.name for one in findings if not one.held} == {
        attack.name for attack in ATTACKS if attack.since > level
    }
    assert level_of(findings, level) is level


@pytest.mark.worker
@pytest.mark.slow
def test_the_doctor_prints_a_line_a_promise_and_exits_with_0_where_all_are_held():
    if best_level() is not Level.sealed:
        pytest.skip(f"this machine gets the isolation level {best_level().name}")
    command = [sys.executable, "-m", "tensorgrade", "doctor"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    held = "".join(f"held      {attack.sentence}\n" for attack in ATTACKS)
    told = f"{held}\n{used(program())}\nisolation level: sealed\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, "")


def test_what_is_not_held_is_told_with_the_command_that_would_raise_the_level(monkeypatch, capsys):
    broken = [Finding(one.attack, "a file was made" if one.attack.name == "writing" else "") for one in HELD]
    monkeypatch.setattr(doctor, "best_level", lambda: Level.confined)
    monkeypatch.setattr(doctor, "examine", lambda level: Examination(broken))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(doctor, "remedy", lambda: "sudo apt install bubblewrap")
    monkeypatch.setattr(doctor, "program", lambda: None)
    assert doctor.diagnose() == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[2] == "NOT HELD  nothing is written outside: a file was made"
    assert printed[-4:] == [
        "",
        "bubblewrap: none was found",
        "isolation level: separate",
        "to raise it: sudo apt install bubblewrap",
    ]


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
    findings = [Finding(one, "x" if one.name == attack else "") for one in ATTACKS]
    assert level_of(findings, tried) is level


def test_nothing_is_advised_where_all_is_held():
    assert list(lines(Examination(HELD), Level.sealed))[-1] == "isolation level: sealed"


def test_what_the_launcher_says_of_its_start_is_told_once():
    note = "torch's compiler is imported at once, for TENSORGRADE_POSTPONE_COMPILER is 0"
    told = list(lines(Examination(HELD, (note,)), Level.sealed))
    assert told[-2:] == [note, "isolation level: sealed"]
    assert told.count(note) == 1


def test_only_linux_is_told_which_bubblewrap_is_used(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(doctor, "remedy", lambda: "nothing will do here")
    assert list(lines(Examination(HELD), Level.separate))[-3:] == [
        "",
        "isolation level: separate",
        "to raise it: nothing will do here",
    ]


@pytest.mark.skipif(os.name == "nt", reason="the program of this test is a shell script")
def test_which_bubblewrap_is_used_and_its_version(tmp_path):
    bwrap = tmp_path / "bwrap"
    bwrap.write_text("#!/bin/sh\necho bubblewrap 0.11.0\n")
    bwrap.chmod(0o755)
    assert used(bwrap) == f"bubblewrap: {bwrap}, version 0.11.0"
    bwrap.write_text("#!/bin/sh\nexit 1\n")
    told = f"Command '[{bwrap!r}, '--version']' returned non-zero exit status 1."
    assert used(bwrap) == f"bubblewrap: {bwrap}, which does not run: {told}"
    assert used(None) == "bubblewrap: none was found"


def test_the_doctor_tells_of_each_promise_in_this_order():
    assert [attack.sentence for attack in ATTACKS] == [
        "solutions cannot be read",
        "other files of this machine cannot be read",
        "nothing is written outside",
        "the grader's environment is not seen",
        "there is no network",
        "sockets of this machine cannot be reached",
        "other processes cannot be sent signals",
        "the memory of other processes cannot be read",
        "no rights can be had by a new namespace",
        "nothing is left for the next submission",
        "a submission cannot fill the disk",
        "the number of processes has a limit",
        "the memory of all processes together has a limit",
        "time has a limit",
    ]


FRESH = """
from tensorgrade.isolation.attacks import Attack
ATTACK = Attack("fresh", "nothing new is had", 55, lambda host: f"{host['prize']} was had")
"""


def test_a_file_more_is_a_line_more_of_the_doctor(tmp_path):
    kit = tmp_path / "tensorgrade"
    shutil.copytree(Path(doctor.__file__).parents[1], kit, ignore=shutil.ignore_patterns("__pycache__"))
    (kit / "isolation" / "attacks" / "fresh.py").write_text(FRESH)
    code = (
        "from tensorgrade.commands.doctor import *\n"
        "from tensorgrade.isolation.attacks import attempt\n"
        "found = [Finding(attack, '') for attack in attacks()]\n"
        "print(list(lines(Examination(found), Level.sealed))[5], '|', attempt('fresh', {'prize': 'it'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("held      nothing new is had | it was had\n", "")


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
