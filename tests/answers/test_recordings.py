"""Recordings of references and known mistakes: made once, kept on disk, followed by all that they follow from."""

from dataclasses import replace

import msgspec
import pytest
from msgspec.structs import replace as replaced
from symptoms import CASE, evidence, tensor
from tiny_course import CHECKS, MISTAKE, REFERENCE, STUB, write

from tensorgrade.answers import recordings
from tensorgrade.answers.known_answers import known_answers
from tensorgrade.answers.recordings import (
    Hearing,
    files_key,
    hear,
    is_kept,
    mistake_key,
    path_of,
    read_recording,
    record_mistakes,
    recorded,
    recorded_reference,
    reference_key,
)
from tensorgrade.course.catalogue import read_course
from tensorgrade.execution.run import MEMORY_BYTES
from tensorgrade.protocol import frames
from tensorgrade.protocol.frames import RECORD_LIMIT
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import TextValue

RESULT = evidence(("result", tensor([1.0, 2.0])))
TRANSCRIPT = Transcript({CASE.id: RESULT})

WHOLE = """# sums.total.mean, a known mistake. wrong-values: The mean is taken in place of the sum.

import torch


def total(x):
    return x.mean()


def doubled(x, times=2):
    return x * times
"""


@pytest.fixture(autouse=True)
def runs(tmp_path, monkeypatch):
    """The subjects that were run, in order, in place of workers; recordings are kept in a folder of the test's."""
    seen = []

    def run(launcher, subject, cases, tell=None):
        seen.append(subject)
        return TRANSCRIPT

    monkeypatch.setenv("TENSORGRADE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(recordings, "run", run)
    return seen


@pytest.fixture
def course(tmp_path):
    return read_course(write(tmp_path / "course"))


def record(course, seed=0):
    return recorded_reference(lambda: None, course, course.exercises[0], [CASE], seed, ["cpu"])


def same(one, other):
    (first,), (second,) = one.cases.values(), other.cases.values()
    return first.record == second.record and all((first.arrays[name] == second.arrays[name]).all() for name in "0")


def test_a_reference_runs_once(course, runs):
    assert not is_kept(course, course.exercises[0], 0, ["cpu"])
    assert same(record(course), TRANSCRIPT)
    assert is_kept(course, course.exercises[0], 0, ["cpu"])
    assert same(record(course), TRANSCRIPT)
    assert [(subject.files, subject.seed) for subject in runs] == [({"ex01_sums.py": REFERENCE.encode()}, 0)]


@pytest.mark.parametrize("kept", [b"", b"no frame", bytes(200)])
def test_one_that_cannot_be_read_is_made_again(course, runs, kept):
    record(course)
    path = path_of(reference_key(course, course.exercises[0], 0, ["cpu"]))
    path.write_bytes(kept)
    assert same(record(course), TRANSCRIPT)
    assert len(runs) == 2
    assert path.read_bytes() != kept


def test_one_of_other_cases_is_made_again(runs):
    key = "one"
    recorded(lambda: None, None, [CASE], key)
    other = type(CASE)("sums/more[0]", *(getattr(CASE, name) for name in CASE.__struct_fields__[1:]))
    recorded(lambda: None, None, [CASE, other], key)
    assert len(runs) == 2


def test_without_a_place_to_keep_it_the_work_goes_on(course, runs, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder would be")
    assert record(course) == TRANSCRIPT
    assert record(course) == TRANSCRIPT
    assert len(runs) == 2


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("solutions/ex01_sums.py", REFERENCE + "\n"),
        ("exercises/ex01_sums.py", STUB + "\n"),
        ("exercises/checks/test_sums.py", CHECKS + "\n"),
        ("solutions/checks/test_sums.py", CHECKS),
        ("exercises/data/numbers.txt", "1 2 3"),
    ],
)
def test_a_recording_follows_from_each_file_of_its_exercise(course, place, text):
    before = reference_key(course, course.exercises[0], 0, ["cpu"])
    (course.root / place).parent.mkdir(parents=True, exist_ok=True)
    (course.root / place).write_text(text)
    assert reference_key(course, course.exercises[0], 0, ["cpu"]) != before


def test_a_recording_follows_from_seed_and_devices(course):
    exercise = course.exercises[0]
    asked = [(0, ["cpu"]), (1, ["cpu"]), (0, ["cpu", "sim"])]
    assert len({reference_key(course, exercise, *one) for one in asked}) == 3


def test_a_recording_of_a_mistake_follows_from_the_mistake_and_the_seed(course):
    exercise, files = course.exercises[0], files_key(course, course.exercises[0])
    (mistake,) = known_answers(course, exercise, "mistakes")
    keys = {files, mistake_key(files, 0, mistake), mistake_key(files, 1, mistake)}
    mistake.path.write_text(MISTAKE.replace("x.mean()", "x.mean(0)"))
    (changed,) = known_answers(course, exercise, "mistakes")
    keys.add(mistake_key(files, 0, changed))
    assert len(keys) == 4


def test_a_recording_grows_by_the_cases_that_are_asked_for_later(monkeypatch):
    other = msgspec.structs.replace(CASE, id="sums/more[0]")
    asked = []

    def run(launcher, subject, cases, tell=None):
        asked.append([case.id for case in cases])
        return Transcript({case.id: replace(RESULT, record=replaced(RESULT.record, case=case.id)) for case in cases})

    monkeypatch.setattr(recordings, "run", run)
    for cases in ([CASE], [CASE, other], [other]):
        assert list(recorded(lambda: None, None, cases, "one").cases) == [case.id for case in cases]
    assert asked == [[CASE.id], [other.id]]


def test_a_hearing_ends_with_what_speaks_against_it_and_asks_nothing_twice(monkeypatch):
    cases = [msgspec.structs.replace(CASE, id=f"sums/total[{i}]") for i in range(4)]
    asked = []

    def run(launcher, subject, cases, keep):
        for case in cases:
            asked.append(case.id)
            keep(case, replace(RESULT, record=replaced(RESULT.record, case=case.id)))

    monkeypatch.setattr(recordings, "run", run)

    def heard(kept, last):
        hearing = Hearing(cases, kept, lambda case, evidence: case.id == last)
        return hear(None, None, hearing, "one"), hearing.stands

    assert (heard({}, "sums/total[1]"), asked) == ((2, False), ["sums/total[0]", "sums/total[1]"])
    kept = read_recording(path_of("one"))
    assert list(kept) == asked
    assert list(read_recording(path_of("one"), only={"sums/total[1]", "sums/total[9]"})) == ["sums/total[1]"]
    assert heard(kept, "sums/total[0]") == (0, False)
    assert heard(kept, "") == (2, True)
    assert asked == [case.id for case in cases]
    assert heard(read_recording(path_of("one")), "") == (0, True)


def test_a_recording_of_a_mistake_follows_from_its_base_and_not_from_other_mistakes(course):
    exercise = course.exercises[0]
    base = course.root / "solutions/alternatives/sums/einsum.py"
    change = '@change("einsum")\ndef twice(x):\n    """wrong-values: W."""\n    {}\n'
    change = change.format("""replace('return torch.einsum("i->", x)', 'return torch.einsum("i->", x * 2)')""")

    def key(text):
        (course.root / "solutions/mistakes/sums/total.py").write_text(text)
        *_, mistake = known_answers(course, exercise, "mistakes")
        return mistake_key(files_key(course, exercise), 0, mistake)

    before = key(change)
    assert key(f"{MISTAKE}\n\n{change}") == before
    base.write_text(base.read_text().replace("def total(x):", "def total(x):\n    x = x + 0"))
    assert key(change) != before


def test_known_mistakes_are_run_once_over_the_reference(course, runs):
    def ask():
        exercise = course.exercises[0]
        return record_mistakes(None, course, exercise, "total", [CASE], TRANSCRIPT, 3)

    (first,), (second,) = ask(), ask()
    assert (first.name, first.function, first.words.diagnosis) == ("sums.total.mean", "total", "wrong-values")
    assert first.words.cause == "The mean is taken in place of the sum."
    assert first.failing == second.failing == frozenset()  # what was left in the place of workers is the reference's
    assert same(first.transcript, second.transcript)
    (subject,) = runs
    assert subject.files == {"ex01_sums.py": WHOLE.encode()}
    assert subject.base == {"ex01_sums.py": REFERENCE.encode()}
    assert (subject.own, subject.seed, subject.memory) == (("total",), 3, MEMORY_BYTES)


def test_mistakes_of_other_functions_are_not_run(course, runs):
    assert record_mistakes(None, course, course.exercises[0], "doubled", [CASE], TRANSCRIPT, 3) == []
    assert runs == []


def test_a_recording_does_not_follow_from_hints_or_where_the_course_lies(course, tmp_path):
    elsewhere = read_course(write(tmp_path / "elsewhere", hints="# total\n\n1. Other.\n"))
    keys = [reference_key(one, one.exercises[0], 0, ["cpu"]) for one in (course, elsewhere)]
    assert keys[0] == keys[1]


def test_a_mistake_that_cannot_be_imported_is_not_run(course, runs):
    broken = '\n\ndef broken(x, times=1 / 0):\n    """import-failed: Nothing is divided by 0."""\n    return x\n'
    (course.root / "solutions/mistakes/sums/total.py").write_text(MISTAKE + broken)
    found = record_mistakes(None, course, course.exercises[0], "total", [CASE], TRANSCRIPT, 3)
    assert [one.name for one in found] == ["sums.total.mean"]
    assert len(runs) == 1


def test_a_mistake_is_run_on_the_cases_of_its_function_only(course, monkeypatch):
    others = [
        msgspec.structs.replace(CASE, id="sums/more[0]"),
        msgspec.structs.replace(CASE, id="loops/total[0]", exercise="loops"),
        msgspec.structs.replace(CASE, id="sums/doubled[0]", function="doubled"),
        msgspec.structs.replace(CASE, id="aaa/total[0]", exercise="aaa"),
        msgspec.structs.replace(CASE, id="sums/zero[0]", function="zero"),
    ]
    asked = []

    def run(launcher, subject, cases, tell=None):
        asked.append([case.id for case in cases])
        return TRANSCRIPT

    monkeypatch.setattr(recordings, "run", run)
    record_mistakes(None, course, course.exercises[0], "total", [CASE, *others], TRANSCRIPT, 3)
    assert asked == [[CASE.id, "sums/more[0]"]]


def test_whoever_waits_for_the_reference_hears_of_each_case(course, monkeypatch):
    told = []

    def run(launcher, subject, cases, tell):
        tell(cases[0])
        return TRANSCRIPT

    monkeypatch.setattr(recordings, "run", run)
    recorded_reference(lambda: None, course, course.exercises[0], [CASE], 0, ["cpu"], told.append)
    assert told == [CASE]


def test_where_recordings_are_kept(tmp_path, monkeypatch):
    assert path_of("k1") == tmp_path / "cache" / "recordings" / "k1.frames"
    monkeypatch.setenv("TENSORGRADE_CACHE", "")
    monkeypatch.setattr(recordings.platformdirs, "user_cache_dir", lambda name: str(tmp_path / "own" / name))
    assert path_of("k1") == tmp_path / "own" / "tensorgrade" / "recordings" / "k1.frames"


def test_what_does_not_fit_a_frame_is_used_and_not_kept(course, monkeypatch):
    large = Transcript({CASE.id: evidence(("result", TextValue("x" * RECORD_LIMIT)))})
    monkeypatch.setattr(recordings, "run", lambda *asked: large)
    assert record(course) == large
    assert not is_kept(course, course.exercises[0], 0, ["cpu"])


def test_of_a_recording_that_is_cut_short_nothing_is_read(course):
    record(course)
    path = path_of(reference_key(course, course.exercises[0], 0, ["cpu"]))
    assert same(Transcript(read_recording(path)), TRANSCRIPT)
    path.write_bytes(path.read_bytes()[:-1])
    assert read_recording(path) == read_recording(path.with_name("gone")) == {}
    path.write_bytes(frames.encode(bytes(frames.NONCE_BYTES), ["no", "record"], {}))
    assert read_recording(path) == read_recording(path, only={CASE.id}) == {}
