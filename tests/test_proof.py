"""The proofs of `grade verify` one by one, on answers that run in this process."""

import subprocess

import msgspec
import pytest
from symptoms import CASE, evidence, tensor
from tiny_course import ALTERNATIVE, REFERENCE, STUB, write

from tensorgrade import proof as module
from tensorgrade.commands.verify import verify_course
from tensorgrade.course.catalogue import read_course
from tensorgrade.proof import verify
from tensorgrade.protocol.records import Ending, Failure
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import NoneValue, OtherValue

CASES = [
    msgspec.structs.replace(CASE, id=f"sums/{name}[draw{draw}]", check=name, function=name, title=name, weight=5.0)
    for name in ("total", "doubled")
    for draw in range(2)
]


class Numbers(list):
    """Stands in for a tensor; two letters of it are enough for the answers of these tests."""

    def sum(self):
        return Numbers([sum(self)])

    def mean(self):
        return Numbers([sum(self) / len(self)])

    def __mul__(self, times):
        return Numbers([one * times for one in self])


def answers(source):
    names = {}
    exec(source.replace(b"import torch\n", b""), names)
    return names


def run(launcher, subject, cases, *more):
    """Run a subject in this process. Of a file that `leaks`, functions that are not its own return what they get."""
    (source,) = subject.files.values()
    found = {}
    for case in cases:
        given = Numbers([1.0, 2.0, float(subject.seed), float(case.id[-2])])
        try:
            names = answers(source)
        except Exception as error:
            failure = Failure(type(error).__name__, (), str(error))
            found[case.id] = evidence(ending=Ending("import-failed", failure))
            continue
        try:
            if subject.base and case.function not in subject.own:
                names = answers(*subject.base.values())
                if b"leaks" in source:
                    names = {case.function: lambda x: x}
            value = names[case.function](given)
            value = NoneValue() if value is None else tensor(list(value))
            found[case.id] = evidence(("result", value))
        except NotImplementedError:
            found[case.id] = evidence(ending=Ending("not-attempted"))
        except TimeoutError:
            found[case.id] = evidence(ending=Ending("timed-out"))
        except Exception as error:
            name = type(error).__name__
            found[case.id] = evidence(ending=Ending("raised", Failure(name, (f"builtins.{name}",), str(error))))
    return Transcript({case: renamed(one, case) for case, one in found.items()})


def renamed(one, case):
    """The evidence under the name of its case."""
    return type(one)(msgspec.structs.replace(one.record, case=case), one.arrays, one.printed)


class Launched:
    def __init__(self, root, exercises=()):
        assert exercises == ["sums"]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(module, "launcher_for", Launched)
    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "collect", lambda launcher, exercises: CASES)
    monkeypatch.setattr(module, "failing_examples", lambda course, slugs: [])


def verdict(tmp_path, more=(), seed=0, every=1, **files):
    """Verify a course; `more` are further known answers by place."""
    root = write(tmp_path, **{"alternative": ALTERNATIVE.replace('torch.einsum("i->", x)', "x.sum()"), **files})
    for place, text in dict(more).items():
        (root / "solutions" / place).write_text(text)
    return verify(read_course(root), (), seed, every)


def counts(found):
    return found.exercises, found.alternatives, found.alternatives_full, found.mistakes, found.caught, found.named


def mistake(diagnosis, body, name="mean"):
    return f'def {name}(x, times=2):\n    """{diagnosis}: Why."""\n    {body}\n'


def test_a_sound_course_has_no_problem(tmp_path):
    found = verdict(tmp_path)
    assert (found.problems, found.accusations, found.misnamed) == ([], [], [])
    assert counts(found) == (1, 1, 1, 1, 1, 1)


def test_a_mistake_that_fails_another_function_accuses_it(tmp_path):
    leaking = mistake("wrong-values", "return x.mean()  # leaks")
    found = verdict(tmp_path, mistake=leaking)
    assert found.accusations == found.problems == ["sums.total.mean: doubled is accused by doubled"]
    assert counts(found) == (1, 1, 1, 1, 1, 1)


def test_a_mistake_that_fails_another_function_only_is_not_caught_and_accuses(tmp_path):
    leaking = mistake("wrong-values", "return x.sum()  # leaks")
    found = verdict(tmp_path, mistake=leaking)
    assert found.problems == [
        "sums.total.mean: doubled is accused by doubled",
        "sums.total.mean: no check catches this mistake (wrong-values)",
    ]
    assert found.accusations == ["sums.total.mean: doubled is accused by doubled"]
    assert counts(found) == (1, 1, 1, 1, 0, 0)


def test_a_file_that_cannot_be_imported_accuses_nobody(tmp_path):
    broken = 'def broken(x, times=1 / 0):\n    """import-failed: Nothing is divided by 0."""\n    return x\n'
    found = verdict(tmp_path, mistake=broken)
    assert (found.problems, found.accusations, found.misnamed) == ([], [], [])
    assert counts(found) == (1, 1, 1, 1, 1, 1)


def test_a_name_that_only_the_dictionary_gives_is_counted_apart(tmp_path):
    found = verdict(tmp_path, mistake=mistake("batch-mean", "return x.mean()"))
    assert (found.problems, found.misnamed) == ([], [])
    assert counts(found) == (1, 1, 1, 1, 1, 1)


def test_a_mistake_that_gets_another_name_first_is_told(tmp_path):
    found = verdict(tmp_path, mistake=mistake("wrong-shape", "return x.mean()"))
    assert (found.problems, found.misnamed) == (
        [], ["sums.total.mean: named wrong-values by total, not wrong-shape"],
    )  # fmt: skip
    assert counts(found) == (1, 1, 1, 1, 1, 0)


def test_mistakes_that_no_check_separates_are_to_be_told_in_the_same_words(tmp_path):
    mean = mistake("wrong-values", "return x.mean()")

    def inseparable(twin, more=()):
        return verdict(tmp_path, more, mistake=f"{mean}\n\n{twin}").problems

    told = ["sums.total.mean (wrong-values: Why.) and sums.total.twin (batch-mean: Why.) behave alike in every check"]
    assert inseparable(mistake("batch-mean", "return x.sum() * (1 / len(x))", "twin")) == told
    assert inseparable(mistake("batch-mean", "return x.sum() * 7", "twin")) == []
    assert inseparable(mistake("wrong-values", "return x.mean()", "twin")) == []
    first = mistake("batch-mean", "return x.sum() * (1 / len(x))", "a_twin")
    assert len(verdict(tmp_path, mistake=f"{first}\n\n{mean}").problems) == 1
    other_cause = mistake("wrong-values", "return x.mean()", "twin").replace("Why.", "Who knows.")
    assert [problem.partition(" and ")[0] for problem in inseparable(other_cause)] == [
        "sums.total.mean (wrong-values: Why.)"
    ]
    other_function = {"mistakes/sums/doubled.py": mistake("batch-mean", "return x.mean()", "twin")}
    assert verdict(tmp_path, other_function, mistake=mean).problems == []


def test_an_alternative_that_loses_points_is_told(tmp_path):
    found = verdict(tmp_path, alternative=ALTERNATIVE.replace('torch.einsum("i->", x)', "x.mean()"))
    assert found.problems == [
        "sums/einsum: this right answer does not get the points of total "
        "(wrong-values: total: result is 1; about 4 is expected.)"
    ]
    assert counts(found) == (1, 1, 0, 1, 1, 1)


def test_empty_answers_that_get_points_are_told(tmp_path):
    identity = REFERENCE.replace("return x.sum()", "return x")
    found = verdict(tmp_path, reference=identity, alternative=identity)
    assert "sums: return the first argument passes the check total" in found.problems
    assert [problem for problem in found.problems if "doubled" in problem] == []
    none = REFERENCE.replace("return x.sum()", "return None")
    assert "sums: return None passes the check total" in verdict(tmp_path, reference=none, alternative=none).problems


def test_a_stub_that_does_something_is_told(tmp_path):
    full = verdict(tmp_path, stub=STUB.replace("raise NotImplementedError", "return x.sum()", 1))
    assert full.problems == ["sums: the stub passes the check total"]
    wrong = verdict(tmp_path, stub=STUB.replace("raise NotImplementedError", "return x", 1))
    assert wrong.problems == ["sums: the stub is failed on the check total, not not_attempted"]
    endless = verdict(tmp_path, stub=STUB.replace("raise NotImplementedError", "raise TimeoutError", 1))
    assert endless.problems == ["sums: the stub is timed_out on the check total, not not_attempted"]


def test_a_reference_that_does_not_complete_ends_the_proofs(tmp_path):
    found = verdict(tmp_path, reference=REFERENCE.replace("x.sum()", "x.summ()"))
    assert found.problems == [
        "seed 0: sums/total[draw0]: the reference did not complete (raised): "
        "AttributeError: 'Numbers' object has no attribute 'summ'"
    ]
    assert counts(found) == (1, 0, 0, 0, 0, 0)


def test_a_reference_that_fails_on_the_second_seed_is_told(tmp_path):
    later = REFERENCE.replace("return x.sum()", "return x.sum() if x[2] == 4 else x.summ()")
    found = verdict(tmp_path, reference=later, seed=4)
    assert [problem.partition(":")[0] for problem in found.problems] == ["seed 5"]
    assert counts(found) == (1, 0, 0, 0, 0, 0)


def test_known_answers_are_proved_on_the_second_seed(tmp_path):
    only_later = mistake("wrong-values", "return x.sum() if x[2] == 4 else x.mean()")
    assert verdict(tmp_path, mistake=only_later, seed=4).caught == 1
    assert verdict(tmp_path, mistake=only_later, seed=3).caught == 0


def test_one_in_so_many_known_answers(tmp_path):
    mistakes = "\n\n".join(mistake("wrong-values", f"return x.sum() * {i + 2}", f"more{i}") for i in range(4))
    more = {f"alternatives/sums/more{i}.py": "def total(x):\n    return x.sum()\n" for i in range(3)}
    assert counts(verdict(tmp_path, more, mistake=mistakes))[1:4] == (4, 4, 4)
    assert counts(verdict(tmp_path, more, every=2, mistake=mistakes))[1:4] == (2, 2, 2)


def test_a_course_without_references_proves_nothing_of_its_answers(tmp_path):
    root = write(tmp_path)
    (root / "solutions" / "ex01_sums.py").unlink()
    found = verify(read_course(root), (), 0)
    assert counts(found) == (1, 0, 0, 0, 0, 0)
    assert found.problems


def test_a_reference_that_changes_from_run_to_run_ends_the_proofs(tmp_path):
    changing = REFERENCE.replace(
        "return x.sum()", "return x.sum() * int.from_bytes(__import__('os').urandom(4), 'big')"
    )
    found = verdict(tmp_path, reference=changing)
    (problem,) = found.problems
    assert problem.startswith(
        "sums, seed 0: the reference does not get the points of total when it is run again (total: "
    )
    assert counts(found) == (1, 0, 0, 0, 0, 0)


def test_every_known_answer_is_proved_unless_fewer_are_asked_for(tmp_path, capsys):
    root = write(tmp_path, alternative=ALTERNATIVE.replace('torch.einsum("i->", x)', "x.sum()"))
    with (root / "solutions/mistakes/sums/total.py").open("a") as file:
        file.write("\n\n" + mistake("wrong-values", "return x.sum() * 3", "tripled"))
    assert verify(read_course(root), (), 0).mistakes == 2
    assert verify_course(read_course(root), (), 0) == 0
    assert "mistakes caught │ 2 │ 2" in " ".join(capsys.readouterr().out.split())
    assert verify_course(read_course(root), (), 0, 2) == 0
    assert "mistakes caught │ 1 │ 1" in " ".join(capsys.readouterr().out.split())


def test_what_the_examples_of_the_stubs_give(tmp_path, monkeypatch):
    monkeypatch.undo()
    course, asked = read_course(write(tmp_path)), []

    def finished(status, out, error):
        def run(command, **options):
            asked.append((command[1:], options["timeout"]))
            assert options["capture_output"] and options["text"] and not options["check"]
            return subprocess.CompletedProcess(command, status, out, error)

        monkeypatch.setattr(module.subprocess, "run", run)
        return module.failing_examples(course, ["sums"])

    assert finished(0, "", "a warning") == []
    assert finished(0, "told\n", "") == []
    assert finished(2, "one\ntwo\n", "") == ["one", "two"]
    assert finished(1, " \n", "first\nlast\n") == ["the examples of the stubs cannot be run: last"]
    assert finished(-9, "", "") == ["the examples of the stubs cannot be run: no message"]
    assert asked == [(["-P", "-m", "tensorgrade.worker.doctests", str(tmp_path), "sums"], 600)] * 5


def test_a_cause_that_its_own_code_refuses_is_told(tmp_path):
    strange = mistake("wrong-values", "return x.mean()").replace("Why.", "`median` is taken.")
    assert verdict(tmp_path, mistake=strange).problems == [
        "sums.total.mean: a name in its cause is not used in its own code, or is used and said to be missing"
    ]


def test_a_check_of_what_is_not_recorded_is_told_and_ends_the_proofs(tmp_path, monkeypatch):
    """Every answer leaves the same there, so such a check would pass all of them."""

    def run_on_functions(launcher, subject, cases, *more):
        return Transcript({case.id: renamed(evidence(("result", OtherValue("function"))), case.id) for case in cases})

    monkeypatch.setattr(module, "run", run_on_functions)
    found = verdict(tmp_path)
    why = "nobody can be graded by the observation result: what function holds is not recorded"
    assert found.problems == [f"seed 0: sums/{check}[draw0]: {why}" for check in ("total", "doubled")]
    assert found.mistakes == 0
