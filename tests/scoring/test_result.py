"""The result of a submission as JSON: written, read back, and described by the schema that ships with it."""

import json
from importlib import resources

import jsonschema
import made_results
import msgspec
import pytest

from tensorgrade.scoring.result import SubmissionResult, from_json, to_json


@pytest.fixture(scope="module")
def schema():
    return json.loads(resources.files("tensorgrade.scoring").joinpath("result.schema.json").read_text())


def test_a_result_reads_back_as_it_was():
    written = made_results.result()
    assert from_json(to_json(written)) == written


@pytest.mark.parametrize("text", [b"", b"{}", b'{"schema": "grade/2"}', b"[]"])
def test_what_is_no_result_is_refused(text):
    with pytest.raises(msgspec.DecodeError):
        from_json(text)


def test_the_schema_accepts_every_outcome_and_picture(schema):
    jsonschema.validate(json.loads(to_json(made_results.result())), schema)


def test_final_points_are_told_where_there_are_any(schema):
    written = json.loads(to_json(made_results.result()))
    assert "final_points" not in written
    jsonschema.validate(written | {"final_points": 1.8}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written | {"final_points": None}, schema)


@pytest.mark.parametrize(
    ("field", "value"),
    [("schema", "grade/2"), ("points", "8"), ("isolation", "none"), ("exercises", {}), ("seed", None)],
)
def test_the_schema_refuses_what_is_no_result(schema, field, value):
    broken = json.loads(to_json(made_results.result())) | {field: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_the_schema_describes_every_field(schema):
    def fields(of):
        return {name: (sorted(one["properties"]), one.get("required", [])) for name, one in of["$defs"].items()}

    assert fields(schema) == fields(msgspec.json.schema(SubmissionResult))
