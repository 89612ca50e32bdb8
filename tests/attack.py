"""What tests need to attack: the attacks of tests/attacks, a course to run them on, and a host to look after.

An attack is a file, or a folder of files whose further names end in .txt. Its docstring tells first what it does, then

    outcome: the outcome of `total`, the function that attacks (`or:` another that may come)
    says: words of its first diagnosis
    levels: at which isolation levels it is harmless
    others: keep (the default), lose or any; what becomes of `doubled`, the function beside it
    long: why it runs under --long only

`outcome at sealed: ...` and the like win at that level.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import stat
import threading
from dataclasses import dataclass, field
from pathlib import Path

from tiny_course import CHECKS, REFERENCE, write

from tensorgrade.isolation.levels import Level
from tensorgrade.submission.read import Submission

ATTACKS = Path(__file__).parent / "attacks"
SECRET = "the-secret-of-the-host"
MARK = f"left-by-an-attack-{os.getpid()}"  # other runs of the tests may go on beside this one
HIDDEN = f'''"""{SECRET}"""

import torch


def test_twice_as_much(subject, observe):
    """doubled multiplies numbers that nobody has seen"""
    observe("result", subject.doubled(torch.randn(3), 3))
'''
HONEST = REFERENCE.encode()


@dataclass(frozen=True)
class Attack:
    """One attack as its file describes it."""

    name: str
    files: dict[str, bytes]
    told: dict[str, str]

    def expects(self, key: str, level: Level, default: str = "") -> str:
        return self.told.get(f"{key} at {level.name}", self.told.get(key, default))

    def harmless_at(self, level: Level) -> bool:
        return self.told["levels"] == "all" or level.name in self.told["levels"].split(", ")

    @property
    def category(self) -> str:
        return self.name.split("/")[0]

    @property
    def is_slow(self) -> bool:
        """Say whether it may have to be ended by a timeout; a course with short ones is for those alone."""
        return any(key.startswith(("outcome", "or")) and told == "timed_out" for key, told in self.told.items())


def read_attack(path: Path) -> Attack:
    """Read an attack from its file or folder."""
    if path.is_dir():
        files = {file.name.removesuffix(".txt"): file.read_bytes() for file in path.iterdir()}
    else:
        files = {"ex01_sums.py": path.read_bytes()}
    text = files["ex01_sums.py"].decode("utf-8", "replace")
    header = text.split('"""')[1]
    told = dict(re.findall(r"^([a-z ]+): (.*)$", header, re.MULTILINE))
    return Attack(str(path.relative_to(ATTACKS).with_suffix("")), files, told)


def all_attacks() -> list[Attack]:
    """Read every attack."""
    paths = [path for path in ATTACKS.glob("*/*") if path.is_dir() or path.suffix == ".py"]
    return [read_attack(path) for path in sorted(paths)]


@dataclass
class Host:
    """What an attack must not reach or change: a course, files beside it, services that listen, the processes."""

    root: Path
    reached: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        impatient = CHECKS.replace("@pytest.mark.points(5)", "@pytest.mark.points(5)\n@pytest.mark.timeout(1)")
        self.course = self.write_course("course", CHECKS)
        self.impatient_course = self.write_course("impatient", impatient)
        self.canaries = self.root / "canaries"
        self.canaries.mkdir()
        self.canary = self.canaries / "canary"
        self.canary.write_text(SECRET)
        self.abstract = f"grade-{os.getpid()}-{id(self)}"
        self.tcp = self.listen(socket.AF_INET, ("127.0.0.1", 0))
        self.listen(socket.AF_UNIX, str(self.root / "socket"))
        self.listen(socket.AF_UNIX, f"\0{self.abstract}")
        self.before = self.state()

    def write_course(self, name: str, checks: str) -> Path:
        """Write a course with hidden checks and a secret."""
        course = write(self.root / name, checks=checks, reference=f"# {SECRET}\n{REFERENCE}")
        (course / "solutions" / "checks").mkdir()
        (course / "solutions" / "checks" / "test_sums.py").write_text(HIDDEN)
        return course

    def listen(self, family: int, address: object) -> socket.socket:
        """Offer a service that tells the secret to whoever connects."""
        server = socket.socket(family)
        server.bind(address)
        server.listen()

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    with server.accept()[0] as one:
                        self.reached.append(str(address))
                        one.sendall(SECRET.encode())

        threading.Thread(target=serve, daemon=True).start()
        return server

    def submission(self, attack: Attack) -> Submission:
        """Return an attack that knows where everything is."""
        places = {
            b"@COURSE@": self.course,
            b"@CANARY@": self.canary,
            b"@CANARIES@": self.canaries,
            b"@SOCKET@": self.root / "socket",
            b"@ABSTRACT@": self.abstract,
            b"@PORT@": self.tcp.getsockname()[1],
            b"@MARK@": MARK,
        }
        files = {}
        for name, content in attack.files.items():
            for mark, place in places.items():
                content = content.replace(mark, str(place).encode())
            files[name] = content
        return Submission(attack.name.replace("/", "-"), files, {})

    def state(self) -> dict[str, tuple[int, bytes]]:
        """Return modes and contents of all that lies on the host."""
        return {
            str(path): (stat.S_IMODE(path.stat().st_mode), path.read_bytes() if path.is_file() else b"")
            for path in self.root.rglob("*")
            if "__pycache__" not in path.parts
        }
