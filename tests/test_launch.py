"""The launcher from outside: workers that wait, and what its processes see of the machine."""

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.execution.command import environment
from tensorgrade.execution.launcher import launcher_for
from tensorgrade.execution.worker import Answer
from tensorgrade.isolation.levels import Level
from tensorgrade.protocol.messages import ImportExercise, Subject

pytestmark = pytest.mark.worker


def test_workers_that_are_ready_take_the_next_subject(tmp_path):
    with launcher_for(write(tmp_path)) as launcher:
        launcher.make_ready(1, None)
        subject = Subject(files={"ex01_sums.py": REFERENCE.encode()}, seed=0)
        first, second = (launcher.start_worker(subject) for _ in range(2))
        answers = [worker.ask(ImportExercise, "sums", 60) for worker in (first, second)]
        assert all(isinstance(answer, Answer) for answer in answers)
        for worker in (first, second):
            worker.end()


def test_a_gpu_is_seen_where_it_is_asked_for(monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3")
    assert environment(Level.separate, ("cpu", "sim"))["CUDA_VISIBLE_DEVICES"] == ""
    assert environment(Level.separate, ("cpu", "cuda"))["CUDA_VISIBLE_DEVICES"] == "3"
    assert environment(Level.separate, ("cpu",))["OMP_NUM_THREADS"] == "1"


def test_code_that_is_shut_in_sees_nothing_of_the_user_s_environment(monkeypatch):
    monkeypatch.setenv("SECRET", "token")
    assert "SECRET" in environment(Level.separate)
    assert "SECRET" not in environment(Level.confined) | environment(Level.sealed)
