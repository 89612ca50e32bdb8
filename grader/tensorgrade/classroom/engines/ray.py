"""Grade shards of a class as Ray tasks, on this machine or on a cluster; `--engine ray`.

Needs the extra `tensorgrade[ray]` and the same kit on every node; the course travels with the work. A node that has
another kit, or gets less isolation than is asked for, is refused by its name before it grades anybody. The process that
calls owns the gradebook; a shard whose node is lost runs again elsewhere.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import ray

from tensorgrade.answers.fingerprint import kit_key
from tensorgrade.classroom.engines.local import LocalEngine
from tensorgrade.classroom.work import Done, Engine, EngineError, Setup, Work
from tensorgrade.course.catalogue import Course
from tensorgrade.course.parts import Packed, packed, unpacked
from tensorgrade.exits import InputError, fault_of
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.protocol.transcript import Transcript

SHARD = 8
# Waits for the end of whoever started it, and removes a folder. Ray kills the children of its workers, but no orphan.
REMOVER = """
import os, shutil, sys
if hasattr(os, "fork") and os.fork():
    os._exit(0)
sys.stdin.read()
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


@dataclass(frozen=True)
class NodeSetup:
    """What a node grades with: the course, packed; the kit, as a hash; exercises, isolation level and devices."""

    course: ray.ObjectRef[Packed]
    kit: str
    slugs: tuple[str, ...]
    level: Level
    devices: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A node that cannot grade, in a sentence."""

    sentence: str


class RayEngine(Engine):
    """Grades shards of submissions as tasks, as many at a time as the nodes have processors."""

    place: NodeSetup

    def __init__(self, setup: Setup, local: LocalEngine) -> None:
        """`local` records the reference for each seed, once for all nodes."""
        self._setup = setup
        self._local = local
        self._expected: dict[int, ray.ObjectRef[Transcript]] = {}

    @classmethod
    def of(cls, setup: Setup) -> RayEngine:
        """Make an engine."""
        return cls(setup, LocalEngine.of(setup))

    def start(self) -> None:
        """Start the grader of the reference; join a Ray, and give it the course. Raises EngineError."""
        self._local.start()
        try:
            self.join()
            setup = self._setup
            course = ray.put(packed(setup.course, setup.course.chosen(setup.slugs)))
            self.place = NodeSetup(course, kit_key(), setup.slugs, setup.level, setup.devices)
        except BaseException:
            self._local.close()
            raise

    def join(self) -> None:
        """Join the Ray at the address, or start one with as many processors as jobs. Raises EngineError."""
        address = self._setup.address
        if not ray.is_initialized():
            options = {"address": address} if address else {"num_cpus": self._setup.jobs, "include_dashboard": False}
            try:
                ray.init(**options, log_to_driver=False)
            except ConnectionError as error:
                raise EngineError(f"there is no Ray at {address}: {error}") from error

    def close(self) -> None:
        """End the grader of the reference."""
        self._local.close()

    @property
    def absent(self) -> Mapping[str, str]:
        """The devices that are not there, and why."""
        return self._local.absent

    @property
    def cost(self) -> str:
        """Say what recording the reference has cost so far; the nodes record known mistakes for themselves."""
        return self._local.cost

    def grade(self, works: Iterable[Work]) -> Iterator[Done]:
        """Grade each submission; a node that is lost costs its shards another run."""
        resources = ray.cluster_resources()
        needs_gpu = "cuda" in self.place.devices and resources.get("GPU", 0) > 0
        task = grade_shard.options(num_gpus=1 / self._setup.gpu_share if needs_gpu else 0)
        remaining = iter(works)
        most = 2 * max(1, int(resources.get("CPU", 1)))
        waiting: dict[ray.ObjectRef[list[Done] | Refused], list[Work]] = {}
        while shard := list(islice(remaining, SHARD)):
            expected = [(seed, self.expected(seed)) for seed in {work.seed for work in shard}]
            waiting[task.remote(self.place, expected, shard)] = shard
            if len(waiting) >= most:
                yield from self.finished(waiting)
        while waiting:
            yield from self.finished(waiting)

    def expected(self, seed: int) -> ray.ObjectRef[Transcript]:
        """Return the reference's transcript for a seed, where every node can get it."""
        if seed not in self._expected:
            self._expected[seed] = ray.put(self._local.settle(seed))
        return self._expected[seed]

    def finished(self, waiting: dict[ray.ObjectRef[list[Done] | Refused], list[Work]]) -> Iterator[Done]:
        """Wait for a shard and take it out. One that Ray cannot bring back is our failure.

        Raises EngineError for a node that is refused.
        """
        (ready, *_), _ = ray.wait(list(waiting))
        shard = waiting.pop(ready)
        try:
            done = ray.get(ready)
        except Exception as error:
            fault = fault_of(error)
            done = [self._local.failed(work, work.fault or fault) for work in shard]
        if isinstance(done, Refused):
            raise EngineError(done.sentence)
        yield from done


@ray.remote(max_retries=-1)
def grade_shard(
    place: NodeSetup, expected: list[tuple[int, ray.ObjectRef[Transcript]]], shard: list[Work]
) -> list[Done] | Refused:
    """Grade some submissions one after the other, with the grader that this Ray worker keeps.

    What the user has to mend is returned, for Ray writes a traceback into what is raised.
    """
    try:
        engine = engine_at(place)
        for seed, transcript in expected:
            engine.adopt(seed, ray.get(transcript))
        return [engine.grade_one(work) for work in shard]
    except InputError as error:
        address = ray.util.get_node_ip_address()
        return Refused(f"the node {platform.node()} ({address}) cannot grade: {error}")


@cache
def engine_at(place: NodeSetup) -> LocalEngine:
    """Start a grader once in each Ray worker; it ends with the worker."""
    check_node(place)
    setup = Setup(arrived(place.course).course, place.slugs, place.level, place.devices)
    engine = LocalEngine(setup.grader, 1)
    engine.start()
    return engine


@dataclass(frozen=True)
class Arrived:
    """A course that came to this node, and what removes its folder when this process is gone, even if it is killed."""

    course: Course
    remover: subprocess.Popen[bytes]


@cache
def arrived(course: ray.ObjectRef[Packed]) -> Arrived:
    """Unpack a course once in each Ray worker, where nobody but its user can read it."""
    folder = Path(tempfile.mkdtemp(prefix="tensorgrade-course-"))
    remover = remover_of(folder)
    return Arrived(unpacked(ray.get(course), folder), remover)


def remover_of(folder: Path) -> subprocess.Popen[bytes]:
    """Start what removes a folder when this process is gone."""
    return subprocess.Popen([sys.executable, "-I", "-c", REMOVER, str(folder)], stdin=subprocess.PIPE)


def check_node(place: NodeSetup) -> None:
    """Raise EngineError unless this node has the kit and gets the isolation that are asked for."""
    if kit_key() != place.kit:
        raise EngineError("it has another version of the kit, of Python or of a library than the one that asks it")
    if (best := best_level()) < place.level:
        raise EngineError(
            f"it gets the isolation level {best.name} and not {place.level.name}; `grade doctor` says there why"
        )
