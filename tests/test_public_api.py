"""The public interface: what `import tensorgrade` gives, what it costs, and the example in its docstring."""

import doctest
import subprocess
import sys

import pytest
from tiny_course import REFERENCE, write

import tensorgrade


@pytest.mark.worker
def test_the_example_of_the_package_is_true(tmp_path):
    course = write(tmp_path / "course")
    submission = tmp_path / "ada"
    submission.mkdir()
    (submission / "ex01_sums.py").write_text(REFERENCE.replace("x.sum()", "x.mean()"))
    names = {"course": course, "submission": submission}
    example = doctest.DocTestParser().get_doctest(tensorgrade.__doc__, names, "tensorgrade", None, None)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_every_public_name_is_there_and_has_a_docstring():
    assert dir(tensorgrade) == sorted(tensorgrade.__all__) == sorted(tensorgrade.PLACES)
    for name in tensorgrade.__all__:
        assert getattr(tensorgrade, name).__doc__, name
    with pytest.raises(AttributeError, match=r"^module 'tensorgrade' has no attribute 'Grade'$"):
        tensorgrade.Grade  # noqa: B018


def test_the_public_names_need_no_torch():
    loading = "import sys, tensorgrade\n[getattr(tensorgrade, name) for name in dir(tensorgrade)]\n"
    code = f"{loading}print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_probes_say_what_they_are():
    import tensorgrade.probes as probes

    assert "spy_on_model" in probes.__all__
    for name in probes.__all__:
        assert getattr(probes, name).__doc__, name
