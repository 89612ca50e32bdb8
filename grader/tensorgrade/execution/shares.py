"""Share a submission's cases out among processes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Transcript

CASE_SECONDS = 0.001  # what a case costs beside its own time


def shares(cases: Sequence[CollectedCase], expected: Transcript, count: int) -> list[list[CollectedCase]]:
    """Share cases out so that all shares take about as long as the reference took on them.

    Exercises stay whole; where there is but one, its checks do. Every share keeps the order of the cases.
    """
    single = len({case.exercise for case in cases}) == 1

    def whole(case: CollectedCase) -> str:
        return f"{case.visibility} {case.check}" if single else case.exercise

    seconds: dict[str, float] = {}
    for case in cases:
        seconds[whole(case)] = seconds.get(whole(case), 0.0) + expected.of(case.id).record.seconds + CASE_SECONDS
    loads = [0.0] * count
    place: dict[str, int] = {}
    for name in sorted(seconds, key=lambda name: -seconds[name]):
        place[name] = loads.index(min(loads))
        loads[place[name]] += seconds[name]
    found = [[case for case in cases if place[whole(case)] == i] for i in range(count)]
    return [own for own in found if own]
