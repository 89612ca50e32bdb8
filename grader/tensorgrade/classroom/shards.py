"""Shards: a class that many machines grade, a share each, and what a gradebook is a part of.

In goes `3/16`, or `auto` and the environment of a job. Out comes the shard, which says of each student whether it is
its own. That follows from the student's name alone: whoever hands in later moves nobody else to another shard.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tensorgrade.exits import InputError

AUTO = "auto"
SHARE = re.compile(r"([0-9]{1,7})/([0-9]{1,7})")


class ShardError(InputError):
    """A shard cannot be graded as it is asked for; the message is one sentence for the user."""


@dataclass(frozen=True)
class Shard:
    """One share of a class, counted from 1; a whole class is the only share of one."""

    number: int = 1
    count: int = 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def has(self, student: str) -> bool:
        """Say whether a student is in this share."""
        digest = hashlib.sha256(student.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1


@dataclass(frozen=True)
class Part:
    """What a gradebook is a part of: its shard, and what all parts of one class have in common.

    course: the hash of the kit, the course, the level and the devices. seed: of whoever hands in for the first time.
    """

    shard: Shard
    kit: str
    course: str
    level: str
    device: str
    seed: int


@dataclass(frozen=True)
class Scheduler:
    """What starts many jobs of one kind: the variables that say which of how many a job is.

    first: the number of the first job; `first_in` is the variable that says another one, where it is there.
    """

    name: str
    index: str
    count: str
    first: int
    first_in: str = ""


SCHEDULERS = (
    Scheduler("Slurm", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 1, "SLURM_ARRAY_TASK_MIN"),
    Scheduler("GitLab CI", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
    # Kubernetes tells a job its index and not how many there are: the manifest sets the second variable.
    Scheduler("Kubernetes", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0),
)


def shard_of(text: str, environment: Mapping[str, str]) -> Shard:
    """Read `3/16`, or for `auto` what the scheduler says. Raises ShardError."""
    if text == AUTO:
        return shard_here(environment)
    match = SHARE.fullmatch(text)
    if match is None:
        raise ShardError(f"--shard {text!r} is neither a share, such as 3/16, nor {AUTO}")
    shard = Shard(int(match[1]), int(match[2]))
    if not 1 <= shard.number <= shard.count:
        raise ShardError(f"there is no shard {shard}: they are counted from 1 to the number after the stroke")
    return shard


def shard_here(environment: Mapping[str, str]) -> Shard:
    """Return the shard of the job that this is. Raises ShardError."""
    for scheduler in SCHEDULERS:
        if scheduler.index in environment:
            return shard_by(scheduler, environment)
    names = ", ".join(scheduler.index for scheduler in SCHEDULERS)
    raise ShardError(f"--shard {AUTO} finds none of {names} in the environment: say which one, such as 3/16")


def shard_by(scheduler: Scheduler, environment: Mapping[str, str]) -> Shard:
    """Return the shard that a scheduler's variables say. Raises ShardError."""
    if scheduler.count not in environment:
        raise ShardError(f"{scheduler.index} is set and {scheduler.count} is not, which says how many shards there are")
    index, count = number_in(scheduler.index, environment), number_in(scheduler.count, environment)
    first = number_in(scheduler.first_in, environment) if scheduler.first_in in environment else scheduler.first
    shard = Shard(index - first + 1, count)
    if first > 1 or not 1 <= shard.number <= shard.count:
        raise ShardError(
            f"{scheduler.name} says job {index} of {count} that begin with {first}, which are not the shards of a "
            "class: to run one again, say which, such as 3/16"
        )
    return shard


def number_in(name: str, environment: Mapping[str, str]) -> int:
    """Return the number that a variable holds. Raises ShardError."""
    text = environment[name]
    if not re.fullmatch(r"[0-9]{1,7}", text):
        raise ShardError(f"{name} is {text!r}, and no number")
    return int(text)


def check_share(place: Path, before: Part | None, shard: Shard, seed: int | None) -> None:
    """Refuse the gradebook at a place for a shard: one of another share, or of another seed. Raises ShardError.

    before: what the gradebook is a part of, if it is of anything yet. seed: None where it does not matter.
    """
    if before is None:
        return
    if before.shard != shard:
        of_what = "a whole class" if before.shard == Shard() else f"shard {before.shard}"
        raise ShardError(f"{place} is of {of_what}; name another --out")
    if seed is not None and before.seed != seed:
        raise ShardError(f"{place} was graded on seed {before.seed}; add --fresh, or name another --out")
