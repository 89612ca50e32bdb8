"""A student's file, imported statement by statement, and run again by a check."""

import sys

import pytest

from tensorgrade.worker.loading import load_file

SOURCE = """from __future__ import annotations

import torch

RUNS = globals().get("RUNS", 0) + 1
broken = torch.zeros(2, 3) @ torch.zeros(2, 3)
uses_it = broken + 1
AFTER = RUNS


def total(x: NoSuchName):
    return x.sum()
"""


@pytest.fixture
def loading(tmp_path):
    path = tmp_path / "ex01_sums.py"
    path.write_text(SOURCE, encoding="utf-8")
    yield load_file(path)
    del sys.modules["ex01_sums"]


def test_a_check_runs_a_file_again_without_the_lines_that_failed(loading):
    module = loading.module
    assert [line.place.line for line in loading.left_out] == [6]
    module.__spec__.loader.exec_module(module)
    assert (module.RUNS, module.AFTER, hasattr(module, "broken"), hasattr(module, "uses_it")) == (2, 2, False, False)


def test_what_fails_only_when_it_is_run_again_is_raised(loading):
    loading.not_run.clear()
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        loading.module.__spec__.loader.exec_module(loading.module)
