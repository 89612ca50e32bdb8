"""What a lost worker costs: the check that lost it, and no other."""

from collections import deque
from functools import partial

import pytest
from msgspec.structs import replace

from tensorgrade.execution import run as runner
from tensorgrade.execution.run import by_function, run
from tensorgrade.execution.time import Budget, Spent
from tensorgrade.execution.worker import Answer, Lost
from tensorgrade.protocol import frames
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.messages import CollectedCase, Subject
from tensorgrade.protocol.records import USED_UP, CaseRecord, Ending, ImportRecord, LeftOut

CRASH = Lost("crashed", "the process exited with status 0")
LATE = Lost("timed-out", "it used more processor time than it may")
SILENT = Lost("timed-out", "no answer within 1 s", is_silent=True)
FLOOD = Lost("too-much-output", "more than 1 MiB were printed")
STRAY = Lost("unreadable", "an answer came that was not asked for")


def case(name, check=None, exercise="sums", function="total"):
    return CollectedCase(f"{exercise}/{name}", exercise, check or name, function, "", "public", 1.0, 1.0, None)


class Launcher:
    """Workers that do as a script says: for each worker what comes of each case that it is asked for, in order.

    With an outcome may come what it took. `imports` is what comes of each import, while there is something in it.
    """

    def __init__(self, *scripts, imports=()):
        self.scripts = deque(scripts)
        self.imports = deque(imports)
        self.asked = []
        self.limits = []
        self.commands = []

    def start_worker(self, subject):
        self.asked.append([])
        return Worker(self.scripts.popleft(), self.asked[-1], self.imports, self.limits, self.commands)

    def release(self, worker):
        pass


class Worker:
    printed = "printed"
    served = 0

    def __init__(self, script, asked, imports, limits, commands):
        self.commands = commands
        self.script = deque(script)
        self.asked = asked
        self.imports = imports
        self.limits = limits
        self.elapsed = 0.0
        self.spent = None

    def ask(self, command, name, seconds):
        if isinstance(command, partial):
            self.commands.append(command)
            return self.imports.popleft() if self.imports else answer(ImportRecord(name, Ending("completed")))
        self.asked.append(name)
        self.limits.append(seconds)
        found, spent = self.script.popleft(), OWN
        if isinstance(found, tuple):
            found, spent = found
        self.elapsed += spent.elapsed
        self.spent = spent
        if isinstance(found, Ending):
            return answer(CaseRecord(name, found))
        return found if isinstance(found, Lost | Answer) else answer(CaseRecord(name, Ending("completed")))

    def measure(self):
        self.elapsed = 0.0
        return self.spent

    def end(self, wait=True):
        pass


OWN = Spent(2.0, processor=2.0, waited=0.0, own=2.0)
SLEPT = Spent(20.0, processor=0.0, waited=0.0, own=0.0)
SHARED = Spent(2.0, processor=2.0, waited=0.0, own=0.5)  # with threads of a case before
STARVED = Spent(20.0, processor=0.5, waited=19.0, own=0.5)


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """A machine that nobody else uses."""
    monkeypatch.setattr(runner, "is_busy", lambda: False)


def answer(record):
    return Answer(frames.encode(bytes(16), record, {})[frames.PREFIX.size :], b"")


def kinds(launcher, *cases, budget=None):
    found = run(launcher, Subject({}, 0), cases, budget=budget)
    return [one.record.ending.kind for one in found.cases.values()]


@pytest.mark.parametrize(
    "loss",
    [
        CRASH,
        FLOOD,
        STRAY,
        Answer(b"no record", b""),
        Ending("unreadable", note="the check did not run"),
        Ending("out-of-memory"),
        (LATE, SHARED),
        (Ending("timed-out"), SHARED),
        (LATE, Spent(0.1, 0.1, 0.0, 0.1)),
    ],
)
def test_what_an_earlier_case_left_behind_costs_the_next_nothing(loss):
    launcher = Launcher(["fine", loss], ["fine", "fine"])
    assert kinds(launcher, case("a"), case("b"), case("c")) == ["completed"] * 3
    assert launcher.asked == [["sums/a", "sums/b"], ["sums/b", "sums/c"]]


def test_a_case_that_is_lost_in_a_new_worker_too_is_lost():
    launcher = Launcher(["fine", CRASH], [CRASH], ["fine"])
    assert kinds(launcher, case("a"), case("b"), case("c")) == ["completed", "crashed", "completed"]


def test_a_case_that_is_lost_in_a_new_worker_is_not_run_again():
    launcher = Launcher([CRASH], ["fine"])
    assert kinds(launcher, case("a"), case("b")) == ["crashed", "completed"]


@pytest.mark.parametrize("late", [LATE, Ending("timed-out"), (SILENT, SLEPT)])
def test_a_case_that_takes_too_long_is_not_run_again(late):
    launcher = Launcher(["fine", late], ["fine"])
    assert kinds(launcher, case("a"), case("b"), case("c")) == ["completed", "timed-out", "completed"]


@pytest.mark.parametrize("answer_to_import", [CRASH, STRAY, Answer(b"no record", b"")])
def test_an_import_that_a_used_worker_spoils_is_tried_in_a_new_one(answer_to_import):
    fine = answer(ImportRecord("sums", Ending("completed")))
    launcher = Launcher(["fine"], ["fine"], imports=[fine, answer_to_import])
    assert kinds(launcher, case("a"), case("b", exercise="others")) == ["completed", "completed"]


def test_an_import_that_is_lost_in_a_new_worker_costs_its_exercise():
    launcher = Launcher([], [], ["fine"], imports=[CRASH, CRASH])
    cases = case("a"), case("b"), case("c", exercise="others")
    assert kinds(launcher, *cases) == ["import-failed", "import-failed", "completed"]


def test_an_import_that_ends_the_process_is_done_again_without_what_only_runs():
    place = Place("ex01_sums.py", 3, "<module>", "os._exit(0)")
    skipped = ImportRecord("sums", Ending("completed"), (LeftOut(place, "not-run"),))
    launcher = Launcher([], ["fine", "fine"], imports=[CRASH, answer(skipped)])
    found = run(launcher, Subject({}, 0), [case("a"), case("b")])
    assert [one.record.ending.kind for one in found.cases.values()] == ["completed", "completed"]
    assert found.left_out == {"sums": (LeftOut(place, "not-run", note="the process exited with status 0"),)}
    assert [command.keywords for command in launcher.commands] == [
        {"extent": "whole", "but_for": ()},
        {"extent": "definitions", "but_for": ()},
    ]


def test_a_line_that_took_too_long_is_not_run_by_the_next_worker():
    slow = LeftOut(Place("ex01_sums.py", 3, "<module>", "train()"), "too-long")
    first = answer(ImportRecord("sums", Ending("completed"), (slow,)))
    launcher = Launcher([LATE], ["fine"], imports=[first, first])
    found = run(launcher, Subject({}, 0), [case("a"), case("b")])
    assert found.left_out == {"sums": (slow,)}
    assert [command.keywords["but_for"] for command in launcher.commands] == [(), (3,)]


def test_a_case_that_a_busy_machine_kept_waiting_is_run_again_alone(monkeypatch):
    alone = []
    monkeypatch.setattr(runner.TURNS, "_done", lambda of=runner.TURNS._done: (alone.append(of), of()))
    with_alone = runner.TURNS.alone
    monkeypatch.setattr(runner.TURNS, "alone", lambda: (alone.clear(), with_alone())[1])
    launcher = Launcher([(SILENT, STARVED)], ["fine"])
    budget = Budget()
    assert kinds(launcher, case("a"), budget=budget) == ["completed"]
    assert launcher.asked == [["sums/a"], ["sums/a"]]
    assert len(alone) == 1
    assert budget.used == 2.0


def test_a_case_without_an_answer_is_run_again_where_the_load_is_high(monkeypatch):
    monkeypatch.setattr(runner, "is_busy", lambda: True)
    launcher = Launcher([(SILENT, SLEPT)], [(SILENT, SLEPT)], ["fine"])
    assert kinds(launcher, case("a"), case("b")) == ["timed-out", "completed"]
    assert launcher.asked == [["sums/a"], ["sums/a"], ["sums/b"]]


def test_cases_are_not_run_when_the_time_of_the_submission_is_used_up():
    launcher = Launcher(["fine"])
    found = run(launcher, Subject({}, 0), [case("a"), case("b")], budget=Budget(2.0))
    assert [one.record.ending for one in found.cases.values()] == [
        Ending("completed"),
        Ending("timed-out", note=USED_UP),
    ]
    assert launcher.asked == [["sums/a"]]


def test_what_quick_cases_took_is_charged_together():
    quick = Spent(0.4, processor=0.2, waited=0.0, own=0.2)
    total = Spent(1.2, processor=0.6, waited=0.6, own=0.6)
    launcher = Launcher([("fine", quick), ("fine", quick), ("fine", total)])
    launcher_budget = Budget()
    kinds(launcher, case("a"), case("b"), case("c"), budget=launcher_budget)
    assert launcher_budget.used == pytest.approx(0.6)


def test_the_cases_of_a_check_that_lost_its_worker_are_not_run():
    launcher = Launcher([CRASH], ["fine"])
    assert kinds(launcher, case("a0", "a"), case("a1", "a"), case("b")) == ["crashed", "crashed", "completed"]


def test_the_further_checks_of_a_function_that_was_too_late_have_less_time():
    launcher = Launcher(["fine", LATE], ["fine", "fine"])
    other = case("d", function="doubled")
    assert kinds(launcher, case("a"), case("b"), case("c"), other) == ["completed", "timed-out", *["completed"] * 2]
    assert launcher.limits == [1.0, 1.0, 0.25, 1.0]


class Served(Launcher):
    """Workers of which the first served another subject before."""

    def start_worker(self, subject):
        worker = super().start_worker(subject)
        worker.served = len(self.asked) == 1
        return worker


@pytest.mark.parametrize("first", [{"imports": [Lost("crashed", "gone")]}, {}])
def test_what_another_subject_left_behind_in_a_worker_costs_nothing(first):
    launcher = Served([Lost("crashed", "gone")], [None], **first)
    transcript = run(launcher, Subject({}, 0), [case("a")])
    assert transcript.of("sums/a").record.ending.kind == "completed"
    assert len(launcher.asked) == 2


def test_the_cases_of_a_function_stand_together_in_their_order():
    public = [case("a"), case("b", function="mean"), case("c")]
    hidden = [case("d", function="mean"), case("e"), case("f", exercise="others")]
    assert [each.id for each in by_function([*public, *hidden])] == [
        "sums/a",
        "sums/c",
        "sums/e",
        "sums/b",
        "sums/d",
        "others/f",
    ]


def test_a_hidden_check_of_the_name_of_a_public_one_is_another():
    public, hidden = case("a[0]", "a"), replace(case("a[hidden]", "a"), visibility="hidden")
    assert kinds(Launcher([CRASH], ["fine"]), public, hidden) == ["crashed", "completed"]
