"""What a collected pytest item is in the grader's words: its exercise, check, case, function, points and timeout."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pytest

from tensorgrade.protocol.messages import CollectedCase, Visibility

DEFAULT_TIMEOUT = 5.0


@dataclass(frozen=True)
class CheckFile:
    """A file of checks: `<course>/exercises/checks/test_<slug>.py` (public) or the same under solutions (hidden)."""

    course: Path
    exercise: str
    visibility: Visibility


@cache
def check_of(path: Path) -> CheckFile | None:
    """Say which exercise a file of checks belongs to; None for a file that is none."""
    place = path.parent.parent.name
    if path.parent.name != "checks" or place not in ("exercises", "solutions") or not path.stem.startswith("test_"):
        return None
    visibility: Visibility = "public" if place == "exercises" else "hidden"
    return CheckFile(path.parents[2], path.stem.removeprefix("test_"), visibility)


@cache
def collected_case(item: pytest.Function) -> CollectedCase:
    """Describe a collected item, once for all workers.

    Its id is `<slug>/<check>[<parameters>]`, its title the first line of its docstring, whose first word is the
    function that it grades. Its timeout, in seconds of processor time, is that of its mark, or five.
    """
    file = check_of(item.path)
    assert file is not None
    check, title = item.originalname.removeprefix("test_"), (item.obj.__doc__ or "").strip().split("\n")[0].strip()
    points, timeout = (item.get_closest_marker(name) for name in ("points", "timeout"))
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return CollectedCase(
        id=f"{file.exercise}/{item.name.removeprefix('test_')}",
        exercise=file.exercise,
        check=check,
        function=title.split(" ")[0],
        title=title,
        visibility=file.visibility,
        weight=float(points.args[0]) if points else 1.0,
        timeout=float(timeout.args[0]) if timeout else DEFAULT_TIMEOUT,
        device=str(parameters["device"]) if "device" in parameters else None,
    )


@lru_cache(maxsize=1)
def seed_of(item: pytest.Function, base_seed: int) -> int:
    """Derive the seed of a case: equal for all devices, different for every check, parameter and draw.

    A case asks for it several times.
    """
    return number_of(f"{base_seed}/{draw_name(item)}")


@cache
def draw_name(item: pytest.Function) -> str:
    """Name the check, parameters and draw of a case, once for all workers: equal for all devices."""
    file = check_of(item.path)
    assert file is not None
    indices = sorted((item.callspec.indices | {"draw": item.callspec.params["draw"], "device": 0}).items())
    return f"{file.visibility}/{file.exercise}/{item.originalname}/{indices}"


def shared_seed(path: Path, name: str, base_seed: int) -> int:
    """Derive the seed of a run that the cases of a file share: equal for all devices."""
    file = check_of(path)
    assert file is not None
    return number_of(f"{base_seed}/{file.visibility}/{file.exercise}/once/{name}")


def number_of(text: str) -> int:
    """Turn a text into a seed."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")
