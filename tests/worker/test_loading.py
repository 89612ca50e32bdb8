"""How the file of an exercise is loaded: what a second run of it leaves out, and which stub its signatures are of."""

import pytest

from tensorgrade.protocol.messages import RELEASED_STUBS
from tensorgrade.python_source import Parameter
from tensorgrade.worker import failures
from tensorgrade.worker.context import contract_of
from tensorgrade.worker.loading import load_file

FILE = """
count = 1
size = 3 / 0; kept = 4
area = size * 2


def total(x):
    return x + kept
"""


def test_a_second_run_of_a_file_leaves_out_what_the_first_one_did(tmp_path):
    file = tmp_path / "ex77_made.py"
    file.write_text(FILE)
    module = load_file(file).module
    module.count = module.kept = 0
    assert module.__spec__ is not None and module.__spec__.loader is not None
    module.__spec__.loader.exec_module(module)
    assert (module.count, module.total(1)) == (1, 5)
    file.write_text(f"{FILE}\nwrong = count / 0\n")
    with pytest.raises(ZeroDivisionError):
        module.__spec__.loader.exec_module(module)


def test_at_home_signatures_are_those_that_were_handed_out(tmp_path):
    for folder in ("exercises", RELEASED_STUBS):
        (tmp_path / folder).mkdir(parents=True)
    stub = tmp_path / "exercises" / "ex77_made.py"
    stub.write_text("def total(x, n): pass\n")
    assert [parameter.name for parameter in contract_of(tmp_path, stub)["total"]] == ["x", "n"]
    (tmp_path / RELEASED_STUBS / stub.name).write_text("def total(x): pass\n")
    assert contract_of(tmp_path, stub) == {"total": (Parameter("x", False),)}


class Odd:
    """A value that cannot list its attributes."""

    def __dir__(self):
        raise RuntimeError


SIZES = [1, 2]


def late():
    if not SIZES:
        first = 1
    return first


@pytest.mark.parametrize(
    ("provoke", "message"),
    [
        (lambda: SIZES.appendd(3), "'list' object has no attribute 'appendd'. Did you mean: 'append'?"),
        (lambda: eval("SIZSE"), "name 'SIZSE' is not defined. Did you mean: 'SIZES'?"),
        (lambda: SIZES.shape, "'list' object has no attribute 'shape'"),
        (lambda: Odd().names, "'Odd' object has no attribute 'names'"),
        (late, "cannot access local variable 'first' where it is not associated with a value"),
        (lambda: {}["m"], "'m'"),
    ],
)
def test_of_a_name_that_is_not_there_the_one_most_alike_is_asked_about(tmp_path, provoke, message):
    with pytest.raises(Exception) as caught:
        provoke()
    assert failures.describe(caught.value, tmp_path).message == message
