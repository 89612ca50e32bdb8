"""`grade doctor`: what this machine's sandbox holds, found by attack and not by version numbers; and whose it is.

A small course is made in a temporary folder, and the attacks of tensorgrade.isolation.attacks are run on it as a
submission is, by the same launcher and worker at the best level there is. What they got decides.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from tensorgrade.execution.launcher import launcher_for
from tensorgrade.execution.run import run
from tensorgrade.exits import Status
from tensorgrade.isolation.attacks import Attack, attacks
from tensorgrade.isolation.bubblewrap import program
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.isolation.remedy import remedy
from tensorgrade.protocol.messages import Subject
from tensorgrade.protocol.transcript import Evidence
from tensorgrade.protocol.values import TextValue
from tensorgrade.text import plain
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "instructor"
FILE = "ex01_probe.py"
MEMORY_BYTES = 256 << 20
LIMIT_SECONDS, SECONDS = 5, 60  # the longer one only ends what a busy machine has slowed down
LEAST = Level.separate
STUB = "def attempt(name):\n    raise NotImplementedError\n"
SUBMISSION = """from tensorgrade.isolation import attacks

HOST = {host!r}


def attempt(name):
    return attacks.attempt(name, HOST)
"""
CHECK = '''
@pytest.mark.timeout({seconds})
@pytest.mark.draws(1)
def test_{name}(subject, observe):
    """attempt is refused: {name}"""
    observe("got", subject.attempt({name!r}))
'''


@click.command()
def command() -> Status:
    """Attack this machine's sandbox: a line a promise, the isolation level, what would raise it.

    Exit status 0 where submissions are sealed, 1 where they are not.
    """
    return diagnose()


@dataclass(frozen=True)
class Finding:
    """An attack, and what it got; nothing where the promise was held."""

    attack: Attack
    got: str

    @property
    def held(self) -> bool:
        """Say whether the promise was held."""
        return not self.got


@dataclass(frozen=True)
class Examination:
    """What came of each attack, and what the launcher says of its start."""

    findings: Sequence[Finding]
    notes: Sequence[str] = ()


def examine(level: Level) -> Examination:
    """Attack the sandbox of a level, promise by promise. Raises LauncherError."""
    with tempfile.TemporaryDirectory(prefix="grade-doctor-") as folder, host(Path(folder)) as known:
        subject = Subject(files={FILE: SUBMISSION.format(host=known).encode()}, seed=0, memory=MEMORY_BYTES)
        with launcher_for(Path(folder) / "course", devices=["cpu"], level=level) as launcher:
            cases = {case.check: case for case in launcher.collection.cases}
            run(launcher, subject, [cases["leaving"]])  # what it leaves, the next worker looks for
            transcript = run(launcher, subject, list(cases.values()))
            notes = launcher.collection.notes
        findings = [Finding(attack, got(attack, transcript.of(cases[attack.name].id))) for attack in attacks()]
        return Examination(findings, notes)


@contextmanager
def host(folder: Path) -> Iterator[dict[str, str]]:
    """Make the course and what stands around it to be attacked; yield where that is."""
    write_course(folder / "course")
    names = {
        "solution": str(folder / "course" / "solutions" / FILE),
        "canary": str(folder / "canary"),
        "socket": str(folder / "socket"),
        "abstract": f"grade-doctor-{secrets.token_hex(8)}",
        "secret": f"GRADEDOCTOR{secrets.token_hex(8)}",
        "mark": f"grade-doctor-{secrets.token_hex(8)}",
        "grader": str(os.getpid()),
    }
    Path(names["canary"]).touch()
    os.environ[names["secret"]] = "1"
    with socket.socket(socket.AF_UNIX) as named, socket.socket(socket.AF_UNIX) as other:
        for listener, address in ((named, names["socket"]), (other, "\0" + names["abstract"])):
            listener.bind(address)
            listener.listen()
        try:
            yield names
        finally:
            del os.environ[names["secret"]]
            for place in ("/tmp", "/var/tmp", "/dev/shm"):
                Path(place, names["mark"]).unlink(missing_ok=True)


def write_course(root: Path) -> None:
    """Write a course of one function, `attempt`, and a check for each attack."""
    checks = "import pytest\n" + "".join(
        CHECK.format(name=attack.name, seconds=LIMIT_SECONDS if attack.is_limit else SECONDS) for attack in attacks()
    )
    files = {f"exercises/{FILE}": STUB, f"solutions/{FILE}": STUB, "exercises/checks/test_probe.py": checks}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def got(attack: Attack, evidence: Evidence) -> str:
    """Read what an attack got; a limit is held where the attack was ended before it could tell."""
    record = evidence.record
    told = record.observations[0].value if record.observations else None
    if record.ending.kind == "completed" and isinstance(told, TextValue):
        return plain(told.text, 200)
    if attack.is_limit:
        return ""
    return plain(f"the attack ended before it could tell ({record.ending.kind} {record.ending.note})", 200)


def level_of(findings: Sequence[Finding], tried: Level) -> Level:
    """Return the highest level, up to the one that was tried, of which every promise was held."""
    broken = [finding.attack.since for finding in findings if not finding.held]
    return max(
        (level for level in Level if level <= tried and not any(failed <= level for failed in broken)), default=LEAST
    )


def used(bwrap: Path | None) -> str:
    """Say which bubblewrap is used."""
    if bwrap is None:
        return "bubblewrap: none was found"
    try:
        asked = subprocess.run([bwrap, "--version"], capture_output=True, text=True, errors="replace", check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"bubblewrap: {bwrap}, which does not run: {plain(str(error), 200)}"
    return f"bubblewrap: {bwrap}, version {plain(asked.stdout.strip().removeprefix('bubblewrap '), 40)}"


def lines(examination: Examination, level: Level) -> Iterator[str]:
    """Write a line a promise, then which sandbox it was, the level and what would raise it."""
    for finding in examination.findings:
        yield f"{'held' if finding.held else 'NOT HELD':8}  {finding.attack.sentence}" + (
            f": {finding.got}" if finding.got else ""
        )
    yield ""
    if sys.platform == "linux":
        yield used(program())
    yield from examination.notes
    yield f"isolation level: {level.name}"
    if level < Level.sealed:
        yield f"to raise it: {remedy()}"


def diagnose() -> Status:
    """Examine this machine at the best level there is, and print. Return the exit status."""
    tried = best_level()
    examination = examine(tried)
    level = level_of(examination.findings, tried)
    out = terminal.console()
    for text in lines(examination, level):
        out.print(text, soft_wrap=True, markup=False, highlight=False)
    return Status.done if level is Level.sealed else Status.missing
