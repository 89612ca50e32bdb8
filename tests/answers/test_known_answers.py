"""Known answers: what their files must say of themselves, and the hand-ins that mistakes come out as."""

import pytest
from tiny_course import ALTERNATIVE, MISTAKE, REFERENCE, write

from tensorgrade.answers.known_answers import known_answers, mistake_named
from tensorgrade.course.catalogue import CourseError, read_course


def answers(root, kind="mistakes"):
    course = read_course(root)
    return known_answers(course, course.exercises[0], kind)


def hand_in(root, **files):
    """The hand-in of the only mistake of a course, without the words on top."""
    (answer,) = answers(write(root, **files))
    title, _, text = answer.source.decode().partition("\n\n")
    assert title.startswith("# sums.total.")
    return text


def mistake(name, *body, diagnosis="wrong-values", parameters="x", decorator=""):
    lines = [f"def {name}({parameters}):", f'    """{diagnosis}: Why."""', *(f"    {line}" for line in body)]
    return "\n".join([decorator, *lines]).lstrip("\n") + "\n"


def test_a_mistake_says_what_it_is(tmp_path):
    (answer,) = answers(write(tmp_path))
    assert (answer.name, answer.functions, answer.diagnosis) == ("sums.total.mean", ("total",), "wrong-values")
    assert answer.cause == "The mean is taken in place of the sum."


def test_a_cause_may_take_several_lines(tmp_path):
    long = MISTAKE.replace("in place of the sum.", "in place\n    of the sum.")
    assert answers(write(tmp_path, mistake=long))[0].cause == "The mean is taken in place of the sum."


def test_a_remedy_stands_below_the_cause(tmp_path):
    text = MISTAKE.replace("the sum.", "the sum.\n    remedy: Add, and\n    divide nothing.\n    ")
    (answer,) = answers(write(tmp_path, mistake=text))
    assert (answer.cause, answer.remedy) == ("The mean is taken in place of the sum.", "Add, and divide nothing.")


def test_an_alternative_may_define_several_functions(tmp_path):
    more = ALTERNATIVE + "\n\ndef doubled(x, times=2):\n    return times * x\n"
    (alternative,) = answers(write(tmp_path, alternative=more), "alternatives")
    assert (alternative.name, alternative.functions) == ("sums/einsum", ("total", "doubled"))
    assert alternative.diagnosis == ""


def test_an_alternative_that_defines_nothing(tmp_path):
    root = write(tmp_path, alternative="x = 1\n")
    with pytest.raises(CourseError) as raised:
        answers(root, "alternatives")
    assert str(raised.value) == f"{root / 'solutions/alternatives/sums/einsum.py'} defines no function of sums"


def test_a_hand_in_is_the_reference_with_the_mistake_in_the_place_of_the_function(tmp_path):
    (answer,) = answers(write(tmp_path))
    assert answer.source.decode() == (
        "# sums.total.mean, a known mistake. wrong-values: The mean is taken in place of the sum.\n\n"
        "import torch\n\n\n"
        "def total(x):\n    return x.mean()\n\n\n"
        "def doubled(x, times=2):\n    return x * times\n"
    )


def test_a_mistake_may_call_the_right_answer(tmp_path):
    text = hand_in(tmp_path, mistake=mistake("one_more", "return total(x) + 1"))
    assert "def right_total(x):\n    return x.sum()\n\n\ndef total(x):\n    return right_total(x) + 1\n" in text


def test_another_function_of_the_reference_calls_the_right_answer(tmp_path):
    text = hand_in(tmp_path, reference=REFERENCE.replace("x * times", "x * times + 0 * total(x)"))
    assert "def right_total(x):\n    return x.sum()\n\n\ndef total(x):\n    return x.mean()\n" in text
    assert "    return x * times + 0 * right_total(x)\n" in text


def test_a_mistake_calls_itself_by_its_own_name(tmp_path):
    text = hand_in(tmp_path, mistake=mistake("again", "return again(x[1:]) if len(x) else 0"))
    assert text == hand_in(tmp_path, mistake=mistake("total_", "return total_(x[1:]) if len(x) else 0"))
    assert "def total(x):\n    return total(x[1:]) if len(x) else 0\n" in text and "right_total" not in text


def test_a_name_in_a_format_string_is_another_too(tmp_path):
    text = hand_in(tmp_path, mistake=mistake("words", "return f'total(x) {total(x):.3f} of é{total(x):{total(x)}}'"))
    assert "'total(x) {right_total(x):.3f} of é{right_total(x):{right_total(x)}}'" in text


def test_what_a_mistake_calls_like_its_function_inside_is_left_alone(tmp_path):
    text = hand_in(tmp_path, mistake=mistake("first", "total = x[0]", "return total"))
    assert "def total(x):\n    total = x[0]\n    return total\n" in text and "right_total" not in text


def test_a_mistake_of_nothing_but_its_docstring(tmp_path):
    assert "def total(x):\n    pass\n" in hand_in(tmp_path, mistake=mistake("nothing"))


def test_a_class_is_a_mistake_too(tmp_path):
    text = hand_in(
        tmp_path, mistake='class lazy:\n    """wrong-type: Why."""\n\n    def __init__(self, x):\n        pass\n'
    )
    assert "class total:\n\n    def __init__(self, x):\n        pass\n" in text


def test_what_stands_beside_comes_along_with_the_mistakes_that_use_it(tmp_path):
    beside = "import math\n\nSCALE = 2\n\n\ndef scaled(x):\n    return x * SCALE\n\n\n"
    uses, not_used = mistake("scaled_up", "return scaled(x).sum()"), mistake("rooted", "return math.sqrt(x.sum())")
    first, second = (answer.source.decode() for answer in answers(write(tmp_path, mistake=beside + uses + not_used)))
    assert "SCALE = 2\n\n\ndef scaled(x):\n    return x * SCALE\n\n\ndef total(x):\n    return scaled(x)" in first
    assert "import math" not in first and "scaled" not in second.partition("\n")[2]
    assert "import torch\nimport math\n" in second


REPLACED = """replace("return x.sum()", "return x.sum() / 2")"""


def test_a_change_of_the_reference(tmp_path):
    text = hand_in(tmp_path, mistake=mistake("half", REPLACED, parameters=""))
    assert "def total(x):\n    return x.sum() / 2\n" in text


def test_a_change_of_an_alternative_brings_what_that_needs(tmp_path):
    base = "import math\nimport torch\n\n\ndef total(x):\n    return torch.tensor(math.fsum(x.tolist()))\n"
    base += "\n\ndef more(x):\n    return x\n"
    body = 'before("return torch.tensor(math.fsum(x.tolist()))", "x = x[1:]")'
    text = hand_in(
        tmp_path, alternative=base, mistake=mistake("short", body, parameters="", decorator='@change("einsum")')
    )
    assert "def total(x):\n    x = x[1:]\n    return torch.tensor(math.fsum(x.tolist()))\n" in text
    assert "import torch\nimport math\n\n" in text and "more" not in text


def test_a_piece_of_a_line_is_replaced(tmp_path):
    text = hand_in(tmp_path, mistake=mistake("mean", 'replace("x.sum()", "x.mean()")', parameters=""))
    assert "def total(x):\n    return x.mean()\n" in text


def test_a_line_is_replaced_before_pieces_like_it_are_looked_for(tmp_path):
    reference = REFERENCE.replace("    return x.sum()", "    y = x\n    y = x + 0\n    return x.sum()")
    text = hand_in(tmp_path, reference=reference, mistake=mistake("two", 'replace("y = x", "y = 2")', parameters=""))
    assert "    y = 2\n    y = x + 0\n" in text


def test_lines_are_replaced_as_deep_as_they_are(tmp_path):
    reference = REFERENCE.replace(
        "    return x.sum()", "    if len(x):\n        y = x\n        y = y + 0\n    return x.sum()"
    )
    lines = ["replace(", '    """', "    y = x", "    y = y + 0", '    """, """', "    for i in x:", "        y = i"]
    body = [*lines, '    """)', 'after("return x.sum()", "# the end")']
    text = hand_in(tmp_path, reference=reference, mistake=mistake("deep", *body, parameters=""))
    assert "    if len(x):\n        for i in x:\n            y = i\n    return x.sum()\n    # the end\n" in text


LIKE = '\n\ndef average(x):\n    """as {}"""\n    return x.sum() / len(x)\n'


def test_a_mistake_has_the_words_of_another(tmp_path):
    first, second = answers(write(tmp_path, mistake=MISTAKE + LIKE.format("mean")))
    assert (first.name, second.name) == ("sums.total.mean", "sums.total.average")
    assert (first.diagnosis, first.cause, first.remedy) == (second.diagnosis, second.cause, second.remedy)
    assert "def total(x):\n    return x.sum() / len(x)\n" in second.source.decode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            MISTAKE.replace("wrong-values", "wrong-valuse"),
            "the diagnosis of mean is 'wrong-valuse', and there is none of that name",
        ),
        (MISTAKE.replace("wrong-values: ", ""), "the docstring of mean is not 'diagnosis: cause'"),
        (MISTAKE + mistake("mean", "return x"), "two mistakes are named mean"),
        (
            MISTAKE + LIKE.format("gone"),
            "average has the words of gone, which is no mistake here with words of its own",
        ),
        (
            MISTAKE + LIKE.format("average"),
            "average has the words of average, which is no mistake here with words of its own",
        ),
        ("x = 1\n", "no mistake uses x, and it is none without a docstring 'diagnosis: cause'"),
        ("def mean(x):\n    return x\n", "no mistake uses mean, and it is none without a docstring 'diagnosis: cause'"),
        ("print()\n", "no mistake uses print(), and it is none without a docstring 'diagnosis: cause'"),
        ("def mean(x:\n", "cannot be read: '(' was never closed (<unknown>, line 1)"),
        (
            MISTAKE.replace("sum.", "sum.\n\n    Add."),
            "the docstring of mean has an empty line; a remedy begins with 'remedy: '",
        ),
        (mistake("half", parameters="", decorator='@change("einsum")'), "half changes nothing"),
        (
            mistake("half", REPLACED, "return 1", parameters=""),
            "half is a change, made of replace(old, new), before(line, new) and after(line, new), not of return 1",
        ),
    ],
)  # fmt: skip
def test_a_file_that_does_not_say_what_it_is(tmp_path, text, sentence):
    root = write(tmp_path, mistake=text)
    with pytest.raises(CourseError) as raised:
        answers(root)
    place = root / "solutions/mistakes/sums/total.py"
    assert str(raised.value) == f"{place}{' ' if sentence.startswith('cannot') else ': '}{sentence}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            mistake("half", REPLACED.replace("x.sum()", "x.mean()", 1), parameters=""),
            "sums.total.half: `return x.mean()` is 0 times in what it changes, not once",
        ),
        (
            mistake("half", "after('return x.sum()', 'return x.sum()')", REPLACED, parameters=""),
            "sums.total.half: `return x.sum()` is 2 times in what it changes, not once",
        ),
        (
            mistake("half", 'replace("su", "mea")', parameters=""),
            "sums.total.half: `su` is 0 times in what it changes, not once",
        ),
        (
            mistake("half", 'replace("x", "y")', parameters=""),
            "sums.total.half: `x` is 2 times in what it changes, not once",
        ),
        (
            mistake("half", 'replace("return x.sum()", "return (")', parameters=""),
            "sums.total.half: what comes out of the change cannot be read: '(' was never closed (<unknown>, line 2)",
        ),
        (
            mistake("half", 'replace("def total(x):", "def totl(x):")', parameters=""),
            "sums.total.half: what comes out of the change does not define total alone",
        ),
        (
            mistake("half", REPLACED, parameters="", decorator='@change("einsun")'),
            "sums.total.half changes the alternative 'einsun', which defines no total",
        ),
        (
            "import math as torch\n\n\n" + mistake("pi", "return torch.pi"),
            "sums.total.pi needs a torch that is not the reference's",
        ),
        (mistake("doubled", "return x"), "sums.total.doubled is named like doubled in the reference"),
    ],
)  # fmt: skip
def test_a_mistake_that_does_not_fit_the_reference(tmp_path, text, sentence):
    with pytest.raises(CourseError) as raised:
        answers(write(tmp_path, mistake=text))
    assert str(raised.value) == sentence


def test_a_file_of_mistakes_is_named_like_a_function(tmp_path):
    root = write(tmp_path)
    (root / "solutions/mistakes/sums/totl.py").write_text(MISTAKE)
    with pytest.raises(CourseError) as raised:
        answers(root)
    place = root / "solutions/mistakes/sums/totl.py"
    assert str(raised.value) == f"{place} is named like no function of sums; did you mean 'total'?"


def test_a_mistake_is_found_by_its_name(tmp_path):
    assert mistake_named(read_course(write(tmp_path)), "sums.total.mean").diagnosis == "wrong-values"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sums.total.maen", "there is no known mistake 'sums.total.maen'; did you mean sums.total.mean?"),
        ("sum.total.mean", "there is no known mistake 'sum.total.mean'; did you mean sums.total.mean?"),
        ("zzz", "there is no known mistake 'zzz'; names are SLUG.FUNCTION.NAME"),
    ],
)
def test_a_name_that_is_none(tmp_path, name, sentence):
    with pytest.raises(CourseError) as raised:
        mistake_named(read_course(write(tmp_path)), name)
    assert str(raised.value) == sentence
