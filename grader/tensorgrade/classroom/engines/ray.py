"""Grade shards of a class as Ray tasks, on this machine or on a cluster; `--engine ray`.

Needs the extra `tensorgrade[ray]`, and the kit and the course at the same places on every node. The process that
calls owns the gradebook; a shard whose node is lost runs again elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import ray

from tensorgrade.classroom.engines.local import LocalEngine
from tensorgrade.classroom.work import Done, Engine, EngineError, Setup, Work
from tensorgrade.course.catalogue import read_course
from tensorgrade.exits import InputError, fault_of
from tensorgrade.isolation.levels import Level
from tensorgrade.protocol.transcript import Transcript

SHARD = 8


@dataclass(frozen=True)
class Place:
    """What a node grades with: the course's folder, exercises, isolation level and devices."""

    root: str
    slugs: tuple[str, ...]
    level: Level
    devices: tuple[str, ...]


class RayEngine(Engine):
    """Grades shards of submissions as tasks, as many at a time as the nodes have processors."""

    def __init__(self, setup: Setup, local: LocalEngine) -> None:
        """`local` records the reference for each seed, once for all nodes."""
        self._setup = setup
        self._local = local
        self._place = Place(str(setup.course.root), setup.slugs, setup.level, setup.devices)
        self._expected: dict[int, ray.ObjectRef[Transcript]] = {}

    @classmethod
    def of(cls, setup: Setup) -> RayEngine:
        """Make an engine."""
        return cls(setup, LocalEngine.of(setup))

    def start(self) -> None:
        """Start the grader of the reference; join the Ray at the address, or start one here. Raises EngineError."""
        self._local.start()
        try:
            self.join()
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
        resources = ray.cluster_resources()  # type: ignore[no-untyped-call]
        needs_gpu = "cuda" in self._place.devices and resources.get("GPU", 0) > 0
        task = grade_shard.options(num_gpus=1 / self._setup.gpu_share if needs_gpu else 0)
        remaining = iter(works)
        most = 2 * max(1, int(resources.get("CPU", 1)))
        waiting: dict[ray.ObjectRef[list[Done]], list[Work]] = {}
        while shard := list(islice(remaining, SHARD)):
            expected = [(seed, self.expected(seed)) for seed in {work.seed for work in shard}]
            waiting[task.remote(self._place, expected, shard)] = shard
            if len(waiting) >= most:
                yield from self.finished(waiting)
        while waiting:
            yield from self.finished(waiting)

    def expected(self, seed: int) -> ray.ObjectRef[Transcript]:
        """Return the reference's transcript for a seed, where every node can get it."""
        if seed not in self._expected:
            self._expected[seed] = ray.put(self._local.settle(seed))
        return self._expected[seed]

    def finished(self, waiting: dict[ray.ObjectRef[list[Done]], list[Work]]) -> Iterator[Done]:
        """Wait for a shard and take it out. One that Ray cannot bring back is our failure."""
        (ready, *_), _ = ray.wait(list(waiting))
        shard = waiting.pop(ready)
        try:
            done = ray.get(ready)
        except InputError:
            raise
        except Exception as error:
            fault = fault_of(error)
            done = [self._local.failed(work, work.fault or fault) for work in shard]
        yield from done


@ray.remote(max_retries=-1)
def grade_shard(place: Place, expected: list[tuple[int, ray.ObjectRef[Transcript]]], shard: list[Work]) -> list[Done]:
    """Grade some submissions one after the other, with the grader that this Ray worker keeps."""
    engine = engine_at(place)
    for seed, transcript in expected:
        engine.adopt(seed, ray.get(transcript))
    return [engine.grade_one(work) for work in shard]


@cache
def engine_at(place: Place) -> LocalEngine:
    """Start a grader once in each Ray worker; it ends with the worker."""
    setup = Setup(read_course(Path(place.root)), place.slugs, place.level, place.devices)
    engine = LocalEngine(setup.grader, 1)
    engine.start()
    return engine
