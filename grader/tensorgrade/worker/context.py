"""What the fixtures share while one worker serves one subject.

Its files, its modules, the record of the running case.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import torch

from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import RELEASED_STUBS, Extent
from tensorgrade.protocol.records import CALLS_PER_CASE, CaseRecord, Ending, LeftOut
from tensorgrade.protocol.source_faults import fault_of_source
from tensorgrade.python_source import signatures_of
from tensorgrade.text import plain
from tensorgrade.worker import failures, state, steps
from tensorgrade.worker.case import check_of, collected_case, seed_of, shared_seed
from tensorgrade.worker.loading import STAR, Loading, load_file
from tensorgrade.worker.patches import Namespaces
from tensorgrade.worker.recorder import Observe
from tensorgrade.worker.shared import Shared, run_once
from tensorgrade.worker.subject import (
    Definitions,
    MissingDefinitionError,
    Signatures,
    WrongSignatureError,
    load_module,
)
from tensorgrade.worker.timer import OutOfTimeError, time_limit
from tensorgrade.worker.walker import Walker

if TYPE_CHECKING:
    from tensorgrade.worker.placement import Placement


@dataclass(frozen=True)
class Base:
    """A folder of definitions that stand in for others, for known answers define one function only.

    own: those that it does not stand in for.
    """

    folder: Path | None
    own: tuple[str, ...] = ()


class Context:
    """The subject of a run and the record of the case that runs now.

    folder: where the subject's exNN_slug.py files lie. namespaces: as they were before any code of it ran. base:
    definitions that stand in for those that it lacks. walker: follows its calls line by line.
    """

    def __init__(
        self,
        folder: Path,
        base_seed: int,
        namespaces: Namespaces,
        recording: bool,
        base: Base | None = None,
        walker: Walker | None = None,
    ) -> None:
        self.folder = folder
        self.base = base or Base(None)
        self.recording = recording
        self._walker = walker
        self.observe = Observe(folder)
        self._base_seed = base_seed
        self._subjects: dict[str, Definitions] = {}
        self._loadings: dict[str, Loading] = {}
        self._exercise = ""
        self._ending: Ending | None = None
        self._calls: list[str] = []
        self._namespaces = namespaces
        self._placement: Placement | None = None
        self._ran: tuple[str, str] | None = None  # the function whose cases ran since all was put back
        self._shared: dict[tuple[Path, str, str], Shared[object]] = {}
        self._contracts: dict[Path, Signatures] = {}

    def seed_of(self, item: pytest.Function) -> int:
        """Return the seed of a case's inputs."""
        return seed_of(item, self._base_seed)

    def exchange(self, base_seed: int, base: Base) -> None:
        """Go on with other files in the same folder: forget what was imported and shared, undo what was patched."""
        self._base_seed, self.base = base_seed, base
        for kept in (self._subjects, self._loadings, self._shared):
            kept.clear()
        self._put_back()

    def subject_of(self, item: pytest.Function) -> Definitions:
        """Return the subject of the exercise that a check belongs to; imports its file when first asked."""
        file = check_of(item.path)
        assert file is not None
        if file.exercise not in self._subjects:
            self.load(file.course, file.exercise)
        subject = self._subjects[file.exercise]
        subject.calls = self._calls
        return subject

    def load(
        self, course: Path, exercise: str, extent: Extent = Extent.WHOLE, but_for: tuple[int, ...] = ()
    ) -> tuple[LeftOut, ...]:
        """Import the subject's file of an exercise; return the lines of it that were left out.

        Raises what the import raises; FileNotFoundError when there is none.
        """
        stub = find_exercise(course / "exercises", exercise)
        modules = []
        try:
            base = self.base.folder
            if base is not None and (base / stub.name).is_file():
                modules.append(load_module(base / stub.name))
            if (self.folder / stub.name).is_file():
                loading = load_file(self.folder / stub.name, extent, but_for)
                self._loadings[exercise] = loading
                modules.append(loading.module)
        finally:
            self._put_back()
        if not modules:
            raise FileNotFoundError(f"{stub.name} is not there")
        if stub not in self._contracts:
            self._contracts[stub] = contract_of(course, stub)
        self._subjects[exercise] = Definitions(modules[::-1], self.base.own, self._contracts[stub], self._walker)
        return tuple(self._loadings[exercise].left_out) if exercise in self._loadings else ()

    def _put_back(self) -> None:
        """Undo what code patched."""
        self._namespaces.restore()
        self._ran = None

    def names_of(self, exercise: str) -> dict[str, object]:
        """Return what the subject's file of an exercise defines, once it was imported."""
        return dict(vars(self._loadings[exercise].module))

    def begin(self) -> None:
        """Make a new record for the case that runs next."""
        self._ending, self._calls = None, []
        if self._walker is not None:
            self._walker.begin()
        self.observe = Observe(self.folder, self._calls)

    @contextmanager
    def placed(self, device: str, item: pytest.Function) -> Iterator[None]:
        """Run a case on a device that is not the CPU."""
        from tensorgrade.worker.placement import Placement

        state.seed_device(device, self.seed_of(item))
        by_itself = torch.autograd.set_multithreading_enabled(device != "sim")  # whose kernels gain nothing by a thread
        placement = Placement(device, item.path.parent, self.folder, outermost=steps.take.__code__)
        with by_itself, placement as self._placement:
            self.observe.encoder.made_at = self._placement.made_at
            yield
        self._placement = None

    def once(self, item: pytest.Function, name: str, make: Callable[[], object]) -> Shared[object]:
        """Return what `make` came to, run once for all cases of this worker that ask for `name` on one device."""
        device = str(item.callspec.params.get("device", "cpu")) if hasattr(item, "callspec") else "cpu"
        key = (item.path, name, device)
        if key not in self._shared:
            self._shared[key] = run_once(make, shared_seed(item.path, name, self._base_seed), device, self._calls)
        self._calls += self._shared[key].calls[: CALLS_PER_CASE - len(self._calls)]
        return self._shared[key]

    def run(self, check: Callable[..., object], arguments: Mapping[str, object], seconds: float) -> None:
        """Run the body of a check for at most `seconds`; whatever it raises becomes the ending of the case."""
        try:
            with time_limit(seconds):
                check(**arguments)
            self._ending = Ending(EndingKind.COMPLETED)
        except BaseException as error:
            self._ending = self.ending_at_import(error) or ending_of(error, self.folder)
            if self._placement is not None:
                self._ending = self._placement.explain(self._ending)

    def ending_at_import(self, error: BaseException) -> Ending | None:
        """Say of an exception that misses a name which line of the file should have set it, where one was left out."""
        loading = self._loadings.get(self._exercise)
        if loading is None or not isinstance(error, NameError | MissingDefinitionError):
            return None
        line = loading.unset.get(str(error.name)) or (loading.unset.get(STAR) if isinstance(error, NameError) else None)
        if line is None:
            return None
        return Ending(EndingKind.IMPORT_FAILED, line.failure, plain(f"{error.name} is not there", 200), line)

    def record(self, item: pytest.Function) -> CaseRecord:
        """Run one collected case and return what it left. Global state is put back afterwards.

        What the cases of another function patched is put back before.
        """
        described = collected_case(item)
        function = described.exercise, described.function
        if self._ran not in (None, function):
            self._put_back()
        self._ran = function
        self._exercise = described.exercise
        self.begin()
        state.seed_generators(self.seed_of(item))
        before = state.capture()
        start = time.perf_counter()
        try:
            steps.take(item)
            seconds = time.perf_counter() - start
            changes = state.changes(before)
        finally:
            state.restore(before)
        return CaseRecord(
            case=described.id,
            ending=self._ending or Ending(EndingKind.UNREADABLE, note="the check did not run"),
            observations=tuple(self.observe.observations),
            calls=tuple(self._calls),
            state_changes=changes,
            seconds=round(seconds, 6),
            walks=tuple(self._walker.walks) if self._walker is not None else (),
        )


def contract_of(course: Path, stub: Path) -> Signatures:
    """Return the signatures that a stub was handed out with; at home the file itself is what a student makes of it."""
    released = course / RELEASED_STUBS / stub.name
    handed_out = released if released.is_file() else stub
    return signatures_of(ast.parse(handed_out.read_text(encoding="utf-8")))


def find_exercise(folder: Path, exercise: str) -> Path:
    """Find the file exNN_<exercise>.py. Raises FileNotFoundError."""
    found = sorted(folder.glob(f"ex[0-9][0-9]_{exercise}.py"))
    if not found:
        raise FileNotFoundError(f"{folder} holds no exNN_{exercise}.py")
    return found[0]


def ending_of(error: BaseException, folder: Path) -> Ending:
    """Say how a case ended whose check raised `error`."""
    if isinstance(error, MissingDefinitionError):
        return Ending(EndingKind.MISSING_DEFINITION, note=plain(str(error)))
    if isinstance(error, WrongSignatureError):
        return Ending(EndingKind.WRONG_SIGNATURE, note=plain(str(error), 1000))
    if isinstance(error, OutOfTimeError):
        return Ending(EndingKind.TIMED_OUT, stopped_at=failures.innermost_place(error, folder))
    if failures.is_untouched_stub(error, folder):
        return Ending(EndingKind.NOT_ATTEMPTED)
    failure = failures.describe(error, folder)
    if failures.is_out_of_memory(error):
        return Ending(EndingKind.OUT_OF_MEMORY, failure)
    return Ending(EndingKind.RAISED, failure)


def import_ending_of(error: BaseException, folder: Path, file: Path | None = None) -> Ending:
    """Say how an import of a file ended that raised `error`."""
    failure = failures.describe(error, folder)
    kind = ending_of(error, folder).kind
    if kind in (EndingKind.TIMED_OUT, EndingKind.OUT_OF_MEMORY):
        return Ending(kind, failure)
    if not failures.is_syntax_error(error):
        return Ending(EndingKind.IMPORT_FAILED, failure)
    line = failure.places[0].line if failure.places else 0
    found = fault_of_source(file.read_bytes(), line) if file is not None else None
    if found is None:
        return Ending(EndingKind.SYNTAX_ERROR, failure)
    if file is not None and found.line:
        failure = msgspec.structs.replace(failure, places=(failures.place_of(file, found.line, ""),))
    return Ending(EndingKind.SYNTAX_ERROR, failure, found.told, fault=found.fault)
