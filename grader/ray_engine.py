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

from grader.catalogue import read_course
from grader.engine import Done, LocalEngine
from grader.evidence import Transcript
from grader.grading import Grader
from grader.isolation import Level
from grader.submission import Submission

SHARD = 8
Place = tuple[str, tuple[str, ...], Level, tuple[str, ...]]


class RayEngine:
    """Grades shards of submissions as tasks, as many at a time as the nodes have processors."""

    def __init__(self, place: Place, expected: Transcript, address: str | None, jobs: int, gpu_share: int) -> None:
        """Join the Ray at `address`, or start one with `jobs` processors on this machine.

        place: the course's folder, exercises, isolation level and devices. expected: the reference's transcript for
        the seed that will be asked for. gpu_share: how many submissions are on one GPU at a time, where there is one.
        """
        if not ray.is_initialized():
            options = {"address": address} if address else {"num_cpus": jobs, "include_dashboard": False}
            ray.init(**options, log_to_driver=False)
        self._place = place
        self._expected = ray.put(expected)
        needs_gpu = "cuda" in place[3] and ray.cluster_resources().get("GPU", 0) > 0  # type: ignore[no-untyped-call]
        self._grade_shard = grade_shard.options(num_gpus=1 / gpu_share if needs_gpu else 0)

    def grade(self, submissions: Iterable[Submission], seed: int) -> Iterator[Done]:
        """Grade each submission; a node that is lost costs its shards another run."""
        remaining = iter(submissions)
        most = 2 * max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]
        waiting: list[ray.ObjectRef[list[Done]]] = []
        while shard := list(islice(remaining, SHARD)):
            waiting.append(self._grade_shard.remote(self._place, seed, self._expected, shard))
            if len(waiting) >= most:
                finished, waiting = ray.wait(waiting)
                yield from (done for shard_done in ray.get(finished) for done in shard_done)
        while waiting:
            finished, waiting = ray.wait(waiting)
            yield from (done for shard_done in ray.get(finished) for done in shard_done)


@ray.remote(max_retries=-1)
def grade_shard(place: Place, seed: int, expected: Transcript, shard: list[Submission]) -> list[Done]:
    """Grade some submissions one after the other, with the grader that this Ray worker keeps."""
    engine = engine_of(place)
    engine.grader.reference.adopt(seed, expected)
    return [engine.grade_one(submission, seed) for submission in shard]


@cache
def engine_of(place: Place) -> LocalEngine:
    """Start a grader once in each Ray worker; it ends with the worker."""
    root, slugs, level, devices = place
    course = read_course(Path(root))

    def start() -> Grader:
        return Grader(course, slugs, level=level, devices=devices)

    return LocalEngine(start(), 1, start)
