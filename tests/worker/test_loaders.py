"""A data loader with processes of its own gives its batches at every level, with them or without."""

import pytest
import torch
from tiny_course import write
from torch.utils.data import DataLoader

from tensorgrade.course.catalogue import read_course
from tensorgrade.execution.launcher import launcher_for
from tensorgrade.execution.run import run
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import Subject
from tensorgrade.worker.loaders import without_processes

CHECKS = '''"""Checks."""

import pytest
import torch


@pytest.mark.points(5)
@pytest.mark.timeout(30)
def test_total(subject, observe):
    """total makes batches"""
    observe("batches", list(subject.total([torch.tensor(i) for i in range(7)])))
'''
LOADER = """import torch
from torch.utils.data import DataLoader


def total(x):
    generator = torch.Generator().manual_seed(3)
    return DataLoader(x, batch_size=3, shuffle=True, generator=generator, num_workers=2, persistent_workers=True)
"""
PLAIN = LOADER.replace(", num_workers=2, persistent_workers=True", "")


@pytest.mark.worker
@pytest.mark.slow
@pytest.mark.parametrize("level", [level for level in Level if level <= best_level()])
def test_a_loader_with_workers_gives_the_same_batches_as_one_without(tmp_path, level):
    course = read_course(write(tmp_path / "course", checks=CHECKS))
    with launcher_for(course.root, ("cpu",), level=level) as launcher:
        cases = [case for case in launcher.collection.cases if case.visibility == "public"]
        left = []
        for source in (LOADER, PLAIN):
            done = run(launcher, Subject(files={"ex01_sums.py": source.encode()}, seed=1), cases).of(cases[0].id)
            assert done.record.ending.kind == EndingKind.COMPLETED, done.record.ending
            left.append({key: array.tolist() for key, array in done.arrays.items()})
    assert left[0] == left[1] and len(left[0]) == 3


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(DataLoader, "__init__", DataLoader.__init__)  # is put back afterwards
    without_processes()


@pytest.mark.usefixtures("here")
def test_what_is_said_of_processes_is_not_heard():
    options = {"timeout": 3, "prefetch_factor": 2, "worker_init_fn": print, "multiprocessing_context": "fork"}
    loader = DataLoader(torch.arange(4), 2, False, None, None, 2, **options)
    assert (loader.num_workers, [batch.tolist() for batch in loader]) == (0, [[0, 1], [2, 3]])


@pytest.mark.usefixtures("here")
def test_what_a_loader_refuses_is_refused_all_the_same():
    with pytest.raises(ValueError, match="num_workers option should be non-negative"):
        DataLoader([1], num_workers=-1)
    with pytest.raises(ValueError, match="prefetch_factor option could only be specified in multiprocessing"):
        DataLoader([1], prefetch_factor=2)
    with pytest.raises(TypeError, match="workers"):
        DataLoader([1], workers=2)
