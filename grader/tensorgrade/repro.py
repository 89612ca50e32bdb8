"""Runs one check by hand, for the scripts of `grade repro`: what it looks at is printed, and nothing is judged.

In: the case, as pytest names it, the folder with the student's files, and what to run in the place of the check: its
code with other inputs. pytest makes its fixtures, seeded as when it is graded. Out: a line for each thing that the
check observes; an exception of the student's code is raised as in any script.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from tensorgrade.protocol.records import Observation
from tensorgrade.protocol.values import FlagValue, TextValue
from tensorgrade.worker.fixtures import CONTEXT, arguments_of
from tensorgrade.worker.recorder import Observe

T = TypeVar("T")
Check = Callable[..., object]


class PrintingObserve(Observe):
    """Prints what a check sees."""

    def __call__(self, name: str, value: T, **options: object) -> T:
        """Print a value."""
        print(f"{name}: {value!r}")
        return value

    @contextmanager
    def raises(self, name: str = "exception", *, suspect: str | None = None) -> Iterator[None]:
        """Print which exception the block raises."""
        try:
            yield
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}")
        else:
            print(f"{name}: none is raised")

    def advise(self, name: str, value: object, advice: str) -> None:
        """Print a value."""
        print(f"{name}: {value!r}")

    def _add(self, observation: Observation) -> None:
        """Print what was seen of inputs and of memory."""
        match observation.value:
            case TextValue(text=words):
                print(f"{observation.name}: {words}")
            case FlagValue(value=is_so):
                print(f"{observation.name}: {is_so}")


class ByHand:
    """A plugin of pytest that runs a check, or another in its place; `error` is what that raised."""

    def __init__(self, check: Check | None) -> None:
        self.error: BaseException | None = None
        self.problem = ""
        self._check = check

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note what cannot be collected."""
        if report.failed:
            self.problem = str(report.longrepr)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Run the check."""
        context = pyfuncitem.config.stash[CONTEXT]
        context.observe = PrintingObserve(context.folder)
        given = {**pyfuncitem.funcargs, "observe": context.observe}
        check = self._check or pyfuncitem.obj
        try:
            check(**{name: given[name] for name in arguments_of(check) if name in given})
        except BaseException as error:
            self.error = error
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails before the check runs: the file cannot be imported, say."""
        if report.failed:
            self.problem = str(report.longrepr)


def run_check(case: str, folder: str, check: Check | None = None, device: str = "cpu") -> None:
    """Run a case of a check on the files in a folder, and print what it looks at.

    case: such as `exercises/checks/test_sums.py::test_total[draw0]`. check: what runs in its place. device: where it
    runs. Raises what the student's code raises; ends the script with a sentence where the case cannot be run.
    """
    options = ["--capture=no", "--assert=plain", "--noconftest", "-pno:terminal", "-pno:cacheprovider"]
    place = [
        "-c",
        os.devnull,
        "--rootdir=.",
        "--subject",
        folder,
        f"--devices={','.join(dict.fromkeys(['cpu', device]))}",
    ]
    plugin = ByHand(check)
    ended = pytest.main([*options, *place, case], plugins=[plugin])
    if plugin.error is not None:
        raise plugin.error
    if plugin.problem or ended is not pytest.ExitCode.OK:
        sys.exit(plugin.problem or f"{case} cannot be run; run this script where exercises/ is")
