"""What changes of a function are tried: for each slip that people make, the change that undoes it is among them."""

import ast

import pytest

from tensorgrade.discovery import names_in
from tensorgrade.judgement import edits
from tensorgrade.judgement.edit import edits_of, kinds

# by kind: a body of f(x, y, n, model, optimizer), what it should be, and the line that is told
SLIPS = {
    "values": [
        ("return x.sum(0)", "return x.sum(1)", 2),
        ("return x.sort(descending=True)", "return x.sort(descending=False)", 2),
        ("return x * 3", "return x * n", 2),
        ("return 0.9 * x", "return 0.09999999999999998 * x", 2),
        ("return x + -1", "return x + 1", 2),
        ('return {"loss": x["loss"], "size": x["loss"]}', "return {'loss': x['loss'], 'size': x['size']}", 2),
    ],
    "places": [
        ("return x[n]", "return x[:, n]", 2),
        ("return x[1, 2]", "return x[2, 1]", 2),
        ("return x[0][n]", "return x[n]", 2),
        ("return x[:n]", "return x[:n + 1]", 2),
        ("return x[:-1:2]", "return x[::2]", 2),
        ("return y, x", "return (x, y)", 2),
        ("return x, y", "return x", 2),
    ],
    "operators": [
        ("return x + y", "return x - y", 2),
        ("return x ^ 2", "return x ** 2", 2),
        ("return x - y", "return y - x", 2),
        ("return x / n", "return x", 2),
        ("return -x", "return x", 2),
        ("x += y\n    return x", "x -= y\n    return x", 2),
        ("if x < n:\n        return y", "if x <= n:\n        return y", 2),
        ("if x:\n        return y", "if not x:\n        return y", 2),
        ("return x and y", "return x or y", 2),
        ("return x in y", "return x not in y", 2),
        ("return (x > 0) & y", "return (x > 0) | y", 2),
    ],
    "calls": [
        ("return x.mean()", "return x.sum()", 2),
        ("return x.detach().exp()", "return x.exp()", 2),
        ("return x.sum(dim=0)", "return x.sum()", 2),
        ("return list(x)", "return x", 2),
        ("return n.where(x, y)", "return n.where(y, x)", 2),
        ("return x.add_(y)", "return x.add(y)", 2),
        ("return x.to(y, n)", "return x.to(y)", 2),
        ("return model.weight + model.bias * x", "return model.weight + model.weight * x", 2),
    ],
    "statements": [
        ("x.zero_()\n    return x", "pass\n    return x", 2),
        ("model.step()\n    model.backward()", "pass\n    model.backward()\n    model.step()", 2),
        (
            "for i in y:\n        x = 0\n        x += i\n    return x",
            "x = 0\n    for i in y:\n        pass\n        x += i\n    return x",
            3,
        ),
        (
            "for i in y:\n        x += i\n        return x",
            "for i in y:\n        x += i\n        pass\n    return x",
            4,
        ),
        (
            "model.step()\n    for i in y:\n        x += i",
            "pass\n    for i in y:\n        x += i\n        model.step()",
            2,
        ),
        ("with n.no_grad():\n        x = y\n    return x", "if True:\n        x = y\n    return x", 2),
    ],
    "names": [("return x + x", "return x + y", 2)],
    "missing": [
        ("return x[0]", "return x[0].clone()", 2),
        ("return x", "return x.to(y.device)", 2),
        ("return x.sum(1)", "return x.sum(1, keepdim=True)", 2),
        ("return n.zeros(3)", "return n.zeros(3, dtype=torch.float32)", 2),
        ("model.backward()", "optimizer.zero_grad()\n    model.backward()", 2),
        ("x = model(y)\n    return x", "with torch.no_grad(): x = model(y)\n    return x", 2),
        ("return x.sum()", "return x.sum() / len(x)", 2),
        ("return x", "return float(x)", 2),
        ("x.add_(1)\n    return x", "x = x.clone()\n    x.add_(1)\n    return x", 1),
    ],
}


def file_of(body):
    return f"def f(x, y, n, model, optimizer):\n    {body}\n"


def same(code):
    """A source as Python reads it; None where it cannot."""
    try:
        return ast.unparse(ast.parse(code))
    except SyntaxError:
        return None


def changes(body, **options):
    content = file_of(body).encode()
    return [(edit, edit.made(content)) for edit in edits_of(content, "f", (), **options)]


@pytest.mark.parametrize(
    ("body", "mended", "line"), [slip for slips in SLIPS.values() for slip in slips], ids=lambda part: str(part)
)
def test_the_change_that_undoes_a_slip_is_tried_and_told_at_its_line(body, mended, line):
    lines = {edit.line for edit, made in changes(body) if same(made) == same(file_of(mended))}
    assert line in lines


def test_every_kind_has_its_slips():
    assert set(SLIPS) == set(names_in(edits))
    assert len(kinds()) == len(SLIPS)


@pytest.mark.parametrize("kind", SLIPS)
def test_a_kind_is_needed_for_one_of_its_slips(kind, monkeypatch):
    others = tuple(each for each in kinds() if each.__module__.rpartition(".")[2] != kind)
    monkeypatch.setattr("tensorgrade.judgement.edit.kinds", lambda: others)
    found = [any(same(made) == same(file_of(mended)) for _, made in changes(body)) for body, mended, _ in SLIPS[kind]]
    assert not all(found)


def test_a_change_is_told_with_the_code_that_it_replaces():
    told = {edit.told for edit, made in changes("return x.sum(0)") if b"sum(1)" in made}
    assert told == {"with another number in place of `0` in `x.sum(0)`"}


def test_a_name_that_has_no_value_yet_is_not_given_one_by_its_sum():
    def is_tried(body):
        return any(b"total = y" in made.replace(b"total  =", b"total =") for _, made in changes(body))

    assert is_tried("total = x\n    total += y\n    return total")
    assert not is_tried("total += y\n    return total")


def test_a_message_is_no_value_that_lacks_something():
    assert not any(b'float(f"' in made for _, made in changes('raise RuntimeError(f"no {x}")'))


def test_a_change_does_not_say_what_number_or_name_is_right():
    for edit, made in changes("return x.sum(10)"):
        assert "11" not in edit.told + edit.remedy or b"sum(11)" not in made


def test_what_the_failures_are_about_comes_first_and_conditions_late():
    body = "if n > 3:\n        return x[:2]\n    return x"
    first = changes(body, concepts={"memory"})[0][0]
    assert first.about == "clone" or "clone" in first.told
    lines = [edit.line for edit, _ in changes(body) if not edit.is_addition]
    assert lines.index(2) > lines.index(3)


def test_methods_and_helpers_are_changed_and_other_functions_of_the_exercise_are_not():
    content = b"def helper(x):\n    return x + 1\ndef g(x):\n    return x * 3\ndef f(x):\n    return g(helper(x))\n"
    lines = {edit.line for edit in edits_of(content, "f", ("g",))}
    assert 2 in lines
    assert 4 not in lines
    net = b"class Net:\n  def __init__(self):\n    self.n = 1\n  def forward(self, x):\n    return x + self.n\n"
    assert {3, 5} <= {edit.line for edit in edits_of(net, "Net", ())}


@pytest.mark.parametrize("content", [b"def f(:", b"\xff\xfe", b"", b"def g(): pass", b"\xef\xbb\xbfdef f(x): return x"])
def test_what_cannot_be_read_or_does_not_define_it_has_no_changes(content):
    assert list(edits_of(content, "f", ())) == []


def test_signs_of_other_languages_and_windows_lines_keep_their_places():
    content = "def f(x):\r\n    größe = 'ä'; return x.sum(0)\r\n".encode()
    assert content.replace(b"sum(0)", b"sum(1)") in [edit.made(content) for edit in edits_of(content, "f", ())]
