"""Which tests run in one process, where there are several: those of a file, which share what it sets up. A plugin.

Long files are taken apart: each level of attacks is a group, and a few tests are alone. xdist's own groups, by a mark,
need the worker to change a test's name, which pytest 9.2 no longer takes.
"""

from __future__ import annotations

import re

import pytest

APART = re.compile(
    r"[^:]*(?:test_attacks\.py::(?:test_attack\[\w+-|test_as_an_ordinary_user)|test_sim\.py::test_torch_s_operators)"
)


def group_of(name: str) -> str:
    """Return what a test is kept together with, by its name."""
    apart = APART.match(name)
    return apart[0] if apart else name.partition("::")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what was taken apart, then slow files, so that no process is left with a long one at the end."""
    slow = {group_of(item.nodeid) for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (not APART.match(item.nodeid), group_of(item.nodeid) not in slow))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Hand out whole groups, in their order, with `--dist loadfile`."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class GroupScheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return GroupScheduling(config, log)
