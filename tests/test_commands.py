"""What `grade run` decides before it grades."""

import pytest

from tensorgrade.commands import run as commands
from tensorgrade.isolation.levels import Level


@pytest.mark.parametrize(
    ("device", "gpu", "level"),
    [
        ("cpu", True, Level.sealed), ("sim", True, Level.sealed), ("all", False, Level.sealed),
        ("all", True, Level.separate), ("cuda", True, Level.separate), ("cuda", False, Level.separate),
    ],
)  # fmt: skip
def test_the_level_is_the_best_but_for_a_gpu_to_be_seen(monkeypatch, tmp_path, device, gpu, level):
    file = tmp_path / "nvidiactl"
    if gpu:
        file.touch()
    monkeypatch.setattr(commands, "GPU_FILES", (str(file),))
    monkeypatch.setattr(commands, "best_level", lambda: Level.sealed)
    assert commands.level_for(device) is level
