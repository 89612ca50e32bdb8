"""What passes between the stages of judging is frozen: no stage can change what another one looks at."""

import dataclasses
import importlib

import msgspec
import pytest

PURE = (
    *(f"judgement.{name}" for name in ("compare.arrays", "compare.comparison", "consequences", "diagnosis")),
    *(f"judgement.{name}" for name in ("dictionary", "judge", "pictures", "symptom", "tolerances")),
    "protocol.anatomy", "protocol.attributes", "protocol.endings", "protocol.fields", "protocol.messages",
    "protocol.records", "protocol.transcript", "protocol.values", "scoring.final", "scoring.points", "scoring.result",
    "scoring.standing", "answers.keys", "answers.known_answers", "execution.shares", "pipeline",
)  # fmt: skip


@pytest.mark.parametrize("name", PURE)
def test_a_structure_is_frozen(name):
    module = importlib.import_module(f"tensorgrade.{name}")
    own = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
    data = [one for one in own if dataclasses.is_dataclass(one)]
    assert [one.__name__ for one in data if not one.__dataclass_params__.frozen] == []
    structs = [one for one in own if issubclass(one, msgspec.Struct)]
    assert [one.__name__ for one in structs if not one.__struct_config__.frozen] == []
