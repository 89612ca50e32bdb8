"""The launcher from outside: workers that wait, and what its processes see of the machine."""

import os
import signal
import sys

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.execution.forking import ForkingLauncher
from tensorgrade.execution.launcher import launcher_for
from tensorgrade.execution.options import LaunchOptions, devices_of, environment
from tensorgrade.execution.run import run
from tensorgrade.execution.spawning import SpawningLauncher
from tensorgrade.execution.worker import Answer
from tensorgrade.exits import LauncherError
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.protocol.messages import ImportExercise, Subject

pytestmark = pytest.mark.worker

IMPORTS_LONG = "import time; time.sleep(5)"


def test_workers_that_are_ready_take_the_next_subject(tmp_path):
    with launcher_for(write(tmp_path)) as launcher:
        launcher.make_ready(1, None)
        subject = Subject(files={"ex01_sums.py": REFERENCE.encode()}, seed=0)
        first, second = (launcher.start_worker(subject) for _ in range(2))
        answers = [worker.ask(ImportExercise, "sums", 60) for worker in (first, second)]
        assert all(isinstance(answer, Answer) for answer in answers)
        for worker in (first, second):
            worker.end()


ENDS = REFERENCE.replace("return x.sum()", "import os; os._exit(3)")
KINDS = [
    pytest.param(
        ForkingLauncher,
        marks=pytest.mark.skipif(sys.platform != "linux", reason="the launcher that forks needs Linux"),
    ),
    SpawningLauncher,
]


@pytest.mark.parametrize("kind", KINDS)
def test_both_kinds_of_launcher_run_the_same_cases(tmp_path, kind):
    options = LaunchOptions(write(tmp_path).resolve(), ("cpu",), ("sums",))
    with kind(options) as launcher:
        launcher.start()  # a second time: there is one process all the same
        cases = launcher.collection.cases
        assert [case.id for case in cases] == [f"sums/{name}[draw{i}]" for name in ("total", "doubled") for i in (0, 1)]
        for source, asked, ending in ((REFERENCE, cases, "completed"), (ENDS, cases[:1], "crashed")):
            evidence = run(launcher, Subject(files={"ex01_sums.py": source.encode()}, seed=0), asked).cases
            assert [one.record.ending.kind for one in evidence.values()] == [ending] * len(asked)


WHOSE_CHILD = REFERENCE.replace("return x.sum()", "import os; raise RuntimeError(f'child of {os.getppid()}')")


@pytest.mark.parametrize("level", [level for level in Level if level <= best_level()], ids=lambda level: level.name)
def test_a_launcher_for_our_own_code_is_forked_from_that_of_submissions_and_apart_from_it(tmp_path, level):
    course = write(tmp_path)
    with launcher_for(course, ("cpu",), level=level) as launcher, launcher.beside() as beside:
        assert beside.options.level is Level.separate
        assert beside.collection == launcher.collection
        parents = set()
        for each in (launcher, beside, beside):
            evidence = run(each, Subject(files={"ex01_sums.py": WHOSE_CHILD.encode()}, seed=0), each.collection.cases)
            endings = [one.record.ending for one in evidence.cases.values()]
            assert [ending.kind for ending in endings] == ["raised", "raised", "completed", "completed"]
            parents.add(endings[0].failure.message)
        if level is Level.sealed:
            assert parents == {"child of 0", "child of 1"}  # of another namespace; of the first process of its own
        elif isinstance(launcher, ForkingLauncher):
            assert len(parents) == 2
    beside.close()  # a second time


@pytest.mark.parametrize(("kind", "who"), [(ForkingLauncher, "the launcher"), (SpawningLauncher, "a worker")])
def test_one_that_dies_while_it_starts_tells_its_last_words(tmp_path, monkeypatch, kind, who):
    if kind is ForkingLauncher and sys.platform != "linux":
        pytest.skip("the launcher that forks needs Linux")
    failing = [sys.executable, "-c", "import sys; sys.exit('no torch here')"]
    monkeypatch.setattr(LaunchOptions, "command", lambda self, *more: failing)
    launcher = kind(LaunchOptions(tmp_path))
    launcher.start()
    with pytest.raises(LauncherError, match=rf"^{who} died while it started: no torch here$"):
        _ = launcher.collection
    launcher.close()


def test_one_that_was_made_and_not_started_has_no_process(tmp_path):
    launcher = launcher_for(tmp_path)
    launcher.close()
    if isinstance(launcher, ForkingLauncher):
        with pytest.raises(LauncherError, match=r"^the launcher was not started$"):
            launcher.start_worker(Subject(files={}, seed=0))


@pytest.mark.parametrize(
    ("fork", "platform", "kind"),
    [(True, "linux", ForkingLauncher), (True, "darwin", SpawningLauncher), (False, "win32", SpawningLauncher)],
)
def test_the_launcher_that_forks_is_for_linux(tmp_path, monkeypatch, fork, platform, kind):
    if not fork:
        monkeypatch.delattr(os, "fork", raising=False)
    monkeypatch.setattr("sys.platform", platform)
    assert type(launcher_for(tmp_path)) is kind


@pytest.mark.skipif(sys.platform != "linux", reason="the launcher that forks needs Linux")
def test_a_launcher_that_still_imports_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(LaunchOptions, "command", lambda self, *more: [sys.executable, "-c", IMPORTS_LONG])
    launcher = ForkingLauncher(LaunchOptions(tmp_path))
    launcher.start()
    process = launcher._launched.process
    launcher.close()
    assert process.returncode == -signal.SIGKILL


def test_all_devices_are_those_that_what_is_graded_against_can_answer_for():
    assert devices_of("all") == ("cpu", "sim", "cuda")
    assert devices_of("all", is_keyed=True) == ("cpu", "sim")
    assert devices_of("cuda") == devices_of("cuda", is_keyed=True) == ("cuda",)


def test_a_gpu_is_seen_where_it_is_asked_for(monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3")
    assert environment(Level.separate, ("cpu", "sim"))["CUDA_VISIBLE_DEVICES"] == ""
    assert environment(Level.separate, ("cpu", "cuda"))["CUDA_VISIBLE_DEVICES"] == "3"
    assert environment(Level.separate, ("cpu",))["OMP_NUM_THREADS"] == "1"


def test_code_that_is_shut_in_sees_nothing_of_the_user_s_environment(monkeypatch):
    monkeypatch.setenv("SECRET", "token")
    assert "SECRET" in environment(Level.separate)
    assert "SECRET" not in environment(Level.confined) | environment(Level.sealed)
