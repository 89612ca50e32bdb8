"""A class with attacks in it is graded to its end; benchmarks/soak.py is the whole of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tensorgrade.isolation.levels import Level, best_level

pytestmark = pytest.mark.worker

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(3600)
@pytest.mark.skipif(best_level() < Level.sealed, reason="submissions cannot be sealed here")
def test_soak(request):
    count = 1000 if request.config.getoption("--long") else 20
    command = [sys.executable, "benchmarks/soak.py", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{count} of {count} submissions graded, {count // 5} of them attacks\n"
        "not as expected: none\n"
        "left over: nothing\n"
    )
