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


def collected_case(item: pytest.Function) -> CollectedCase:
    """Describe a collected item.

    Its title is the first line of its docstring, whose first word is the function it grades.
    """
    file = check_of(item.path)
    assert file is not None
    check, title = item.originalname.removeprefix("test_"), title_of(item)
    points = item.get_closest_marker("points")
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return CollectedCase(
        id=case_id(item),
        exercise=file.exercise,
        check=check,
        function=function_of(title),
        title=title,
        visibility=file.visibility,
        weight=float(points.args[0]) if points else 1.0,
        timeout=timeout_of(item),
        device=str(parameters["device"]) if "device" in parameters else None,
    )


def timeout_of(item: pytest.Function) -> float:
    """Return how many seconds of processor time a case may use: its timeout mark, or five."""
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark else DEFAULT_TIMEOUT


def title_of(item: pytest.Function) -> str:
    """Return the first line of a check's docstring."""
    return (item.obj.__doc__ or "").strip().split("\n")[0].strip()


def function_of(title: str) -> str:
    """Return the name of the function that a check of this title grades."""
    return title.split(" ")[0]


def case_id(item: pytest.Function) -> str:
    """Name a case: `<slug>/<check>[<parameters>]`."""
    file = check_of(item.path)
    assert file is not None
    return f"{file.exercise}/{item.name.removeprefix('test_')}"


@lru_cache(maxsize=1)
def seed_of(item: pytest.Function, base_seed: int) -> int:
    """Derive the seed of a case: equal for all devices, different for every check, parameter and draw.

    A case asks for it several times.
    """
    file = check_of(item.path)
    assert file is not None
    indices = sorted((item.callspec.indices | {"draw": item.callspec.params["draw"], "device": 0}).items())
    return number_of(f"{base_seed}/{file.visibility}/{file.exercise}/{item.originalname}/{indices}")


def shared_seed(path: Path, name: str, base_seed: int) -> int:
    """Derive the seed of a run that the cases of a file share: equal for all devices."""
    file = check_of(path)
    assert file is not None
    return number_of(f"{base_seed}/{file.visibility}/{file.exercise}/once/{name}")


def number_of(text: str) -> int:
    """Turn a text into a seed."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")
