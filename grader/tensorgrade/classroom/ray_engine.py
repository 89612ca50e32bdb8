"""Grade shards of a class as Ray tasks, on this machine or on a cluster.

Needs the extra `tensorgrade[ray]`, and the kit and the course at the same places on every node. The process that
calls owns the gradebook; a shard whose node is lost runs again elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import ray

from tensorgrade.classroom.engines import Done, LocalEngine, Work
from tensorgrade.course.catalogue import read_course
from tensorgrade.exits import InputError, fault_of
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import Level
from tensorgrade.protocol.transcript import Transcript

SHARD = 8
Place = tuple[str, tuple[str, ...], Level, tuple[str, ...]]


class RayEngine:
    """Grades shards of submissions as tasks, as many at a time as the nodes have processors."""

    def __init__(self, place: Place, local: LocalEngine, address: str | None, jobs: int, gpu_share: int) -> None:
        """Join the Ray at `address`, or start one with `jobs` processors on this machine.

        place: the course's folder, exercises, isolation level and devices. local: records the reference for each seed,
        once for all nodes. gpu_share: how many submissions are on one GPU at a time, where there is one.
        """
        if not ray.is_initialized():
            options = {"address": address} if address else {"num_cpus": jobs, "include_dashboard": False}
            ray.init(**options, log_to_driver=False)
        self._place = place
        self._local = local
        self._expected: dict[int, ray.ObjectRef[Transcript]] = {}
        needs_gpu = "cuda" in place[3] and ray.cluster_resources().get("GPU", 0) > 0  # type: ignore[no-untyped-call]
        self._grade_shard = grade_shard.options(num_gpus=1 / gpu_share if needs_gpu else 0)

    def grade(self, works: Iterable[Work]) -> Iterator[Done]:
        """Grade each submission; a node that is lost costs its shards another run."""
        remaining = iter(works)
        most = 2 * max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]
        waiting: dict[ray.ObjectRef[list[Done]], list[Work]] = {}
        while shard := list(islice(remaining, SHARD)):
            expected = [(seed, self.expected(seed)) for seed in {work.seed for work in shard}]
            waiting[self._grade_shard.remote(self._place, expected, shard)] = shard
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
    engine = engine_of(place)
    for seed, transcript in expected:
        engine.adopt(seed, ray.get(transcript))
    return [engine.grade_one(work) for work in shard]


@cache
def engine_of(place: Place) -> LocalEngine:
    """Start a grader once in each Ray worker; it ends with the worker."""
    root, slugs, level, devices = place
    course = read_course(Path(root))

    def start() -> Grader:
        return Grader(course, slugs, level=level, devices=devices).start()

    return LocalEngine(start(), 1, start)
