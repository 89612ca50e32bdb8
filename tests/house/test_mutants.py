"""`make mutants` on the judge: faults put into it one at a time meet the tests of their module. A handful of them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import judge_mutants  # noqa: E402
import mutants  # noqa: E402

from tensorgrade.unknown_faults.mutations import laid_out, mutated_source, mutation_told, mutations_of  # noqa: E402

pytestmark = pytest.mark.slow
RECOGNISE = "def recognise(symptom: Symptom) -> bool:\n"
KIT = judge_mutants.PACKAGE.as_posix()
# Each a line of the judge, and what a fault would have in its place.
FAULTS = {
    **{
        f"{name} is never recognised": (
            f"{KIT}/judgement/diagnoses/{name}.py", RECOGNISE, f"{RECOGNISE}    return False\n",
        )
        for name in ("network_access", "missing_step", "graph_kept", "unsafe_load", "hard_coded_device")
    },
    "hard_coded_device is always recognised": (
        f"{KIT}/judgement/diagnoses/hard_coded_device.py", RECOGNISE, f"{RECOGNISE}    return True\n",
    ),
    "results that do not follow from the kit": (
        f"{KIT}/answers/keys.py", "[kit_key(), level, devices, ", "[level, devices, ",
    ),
    "recordings that do not follow from what runs": (f"{KIT}/answers/recordings.py", "(recorder_key(), ", "("),
    "no accusation is counted": (f"{KIT}/proof.py", "proof.accusations += accusations", "pass"),
    "no accusation is told": (f"{KIT}/proof.py", "return accusations", "return []"),
}  # fmt: skip


@pytest.fixture(scope="module")
def runner():
    with judge_mutants.Runner() as running:
        yield running


@pytest.mark.parametrize("module", ["diagnoses", "keys", "recordings", "proof"])
def test_the_judge_as_it_is_passes(runner, module):
    assert judge_mutants.untouched([module], runner)[module] >= judge_mutants.LEAST_SECONDS


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_judge_is_noticed(runner, fault):
    path, line, instead = FAULTS[fault]
    source = (ROOT / path).read_text()
    assert source.count(line) == 1, "the line has changed: put the fault in as the module is now"
    assert not runner.passes(judge_mutants.Mutant(path, source.replace(line, instead), fault), 600.0)


def test_each_module_of_the_judge_has_tests_and_each_operator_makes_mutants():
    for module in judge_mutants.MODULES:
        assert all(path.is_file() for path in judge_mutants.files_of(module)), module
        named = [name for name in judge_mutants.tests_of(module) if name.endswith(".py")]
        assert named and all((ROOT / name).is_file() for name in named), module
    source = laid_out(
        "def f(x, *, y=1):\n    '''Words.'''\n    if x < 1:\n        return g(x, y=y + 1)\n    return None\n"
    )
    mutants = {
        mutation_told(source, text, one)
        for one in mutations_of(source)
        if (text := laid_out(mutated_source(source, one) or "("))
    }
    assert {
        "ReplaceComparisonOperator_Lt_LtE: if x < 1: -> if x <= 1:",
        "NumberReplacer: if x < 1: -> if x < 2:",
        "DropKeyword: return g(x, y=y + 1) -> return g(x)",
        "DeleteStatement: return g(x, y=y + 1) -> pass",
    } <= mutants
    assert not [one for one in mutants if "if x is 1:" in one]  # Python itself warns of it


def test_words_and_annotations_are_no_mutants(tmp_path, monkeypatch):
    place = tmp_path / judge_mutants.PACKAGE / "answers" / "keys.py"
    place.parent.mkdir(parents=True)
    place.write_text('"""Words."""\n\n\ndef f(x: int | None) -> int | None:\n    """W."""\n    return x\n')
    monkeypatch.setattr(judge_mutants, "ROOT", tmp_path)
    assert [one.change for one in judge_mutants.mutants_of(["keys"], None, 0)] == ["DeleteStatement: return x -> pass"]


def test_the_number_of_a_rung_is_no_mutant():
    assert judge_mutants.doing("PLACE = 10") == judge_mutants.doing("PLACE = 11")
    assert judge_mutants.doing("WIDTH = 10") != judge_mutants.doing("WIDTH = 11")


def test_what_is_listed_as_equivalent_is_a_change_of_the_judge_as_it_is():
    for listed in (one for one in mutants.equivalent() if "exercise" not in one):
        before = listed["change"].partition(": ")[2].partition(" -> ")[0]
        assert before in laid_out((ROOT / listed["module"]).read_text()), listed
        assert listed["reason"]


def test_a_sample_is_drawn_from_its_seed():
    drawn = [[one.change for one in judge_mutants.mutants_of(["keys"], 5, seed)] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert [len(one) for one in drawn] == [5, 5, 5]


def test_a_module_that_is_none_of_the_judge_is_told():
    command = [sys.executable, "benchmarks/mutants.py", "--judge", "compere"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "error: the judge has no module 'compere'; there are compare, symptom, " in done.stderr
