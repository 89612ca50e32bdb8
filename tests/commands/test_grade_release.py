"""The students' repository: what is in it, what is not, and that it grades as the course itself does."""

import gzip
import json
import os
import shutil
import subprocess
from importlib.metadata import version

import pytest
from tiny_course import MISTAKE, REFERENCE, STUB, write

from tensorgrade.answers import answer_key
from tensorgrade.answers.solution_archive import decrypted_files
from tensorgrade.commands.release import ReleaseOptions, passphrase_in, release
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.course.leaks import bodies_of
from tensorgrade.submission.read import read_submission
from tensorgrade.submission.remarks import remarks_on

pytestmark = pytest.mark.usefixtures("shared_launchers")

HIDDEN = '''"""Hidden checks."""

import pytest
import torch


@pytest.mark.points(2)
@pytest.mark.parametrize("size", [3, 7])
def test_total_of_hidden_sizes(subject, observe, size):
    """total adds up many numbers"""
    observe("result", subject.total(torch.arange(float(size))))
'''
WHEEL = f"kit/tensorgrade-{version('tensorgrade')}-py3-none-any.whl"
PLACES = {
    "answer_key/manifest.json", "answer_key/stubs/ex01_sums.py", "answer_key/sums-0.key",
    "exercises/checks/test_sums.py", "exercises/ex01_sums.py", "exercises/hints/sums.md",
    "README.md", "pyproject.toml", ".gitattributes", ".gitignore", ".gitlab-ci.yml", ".github/workflows/grade.yml",
    ".vscode/extensions.json", ".vscode/settings.json", ".vscode/tasks.json",
    ".devcontainer/devcontainer.json", "kit/requirements.lock", WHEEL,
}  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("course"))
    (root / "solutions" / "checks").mkdir()
    (root / "solutions" / "checks" / "test_sums.py").write_text(HIDDEN, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def released(course, tmp_path_factory, shared_launchers):
    place = tmp_path_factory.mktemp("released") / "class"
    assert release(place, ReleaseOptions(course)) == 0
    return place


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def graded(grade, monkeypatch):
    """Grade with the command; gives its status and its JSON, or what it tells of an error."""

    def run(folder, *more):
        monkeypatch.chdir(folder)
        file = folder / "result.json"
        status, _, told = grade("run", folder, "--json", file, *more)
        return status, json.loads(file.read_bytes()) if file.is_file() else told

    return run


def without_times(result):
    return [
        {**check, "seconds": 0, "points": 0, "possible": 0} for one in result["exercises"] for check in one["checks"]
    ]


def test_what_is_in_it(released):
    assert set(files_in(released)) == PLACES
    assert released.stat().st_mode & 0o777 == 0o755


def test_nothing_of_the_solutions_is_in_it_nor_in_its_history(course, released, tmp_path):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@e", "commit", "-qm", "start"],
    ):
        subprocess.run(["git", "-C", str(released), *words], check=True, env=environment)
    history = subprocess.run(["git", "-C", str(released), "log", "-p", "--all"], check=True, capture_output=True).stdout
    contents = {**files_in(released), "history": history}
    for path in sorted((released / answer_key.FOLDER).glob("*.key")):
        contents[f"{path.name} unpacked"] = gzip.decompress(path.read_bytes())
    for source in (REFERENCE, MISTAKE, HIDDEN):
        for name, body in bodies_of(source).items():
            for line in body.splitlines():
                assert not [place for place, content in contents.items() if line.encode() in content], line
            if name.startswith("test_"):
                assert not [place for place, content in contents.items() if name.encode() in content]
    assert not [place for place, content in contents.items() if b"total.py" in content or b"sums.total.mean" in content]


def test_solutions_are_in_it_only_locked_and_only_when_the_instructor_says_so(course, tmp_path):
    file = tmp_path / "passphrase"
    file.write_text("a long passphrase\nnot this\n", encoding="utf-8")
    place = tmp_path / "class"
    assert release(place, ReleaseOptions(course, passphrase=passphrase_in(file))) == 0
    files = files_in(place)
    assert set(files) == PLACES | {"answer_key/solutions.locked"}
    assert decrypted_files(files["answer_key/solutions.locked"], "a long passphrase").keys() == {
        "solutions/ex01_sums.py", "solutions/alternatives/sums/einsum.py",
    }  # fmt: skip
    assert not any(b"return x.sum()" in content for content in files.values())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"short\n", "the passphrase in {} has to have 12 characters or more"),
        (b"\xff\xfe", "{} cannot be read as a passphrase: 'utf-8' codec can't decode byte 0xff"),
    ],
)
def test_a_passphrase_that_keeps_nothing(tmp_path, content, told):
    file = tmp_path / "passphrase"
    file.write_bytes(content)
    with pytest.raises(CourseError) as error:
        passphrase_in(file)
    assert str(error.value).startswith(told.format(file))


def test_equal_courses_give_equal_bytes(course, released, tmp_path, monkeypatch):
    monkeypatch.setenv("TENSORGRADE_CACHE", str(tmp_path / "cache"))
    assert release(tmp_path / "again", ReleaseOptions(course)) == 0
    first = {name: content for name, content in files_in(released).items() if not name.startswith(".git/")}
    assert files_in(tmp_path / "again") == {name: content for name, content in first.items() if name != "result.json"}


@pytest.mark.slow
def test_it_grades_as_the_references_do(course, released, tmp_path, graded):
    mean = "def total(x):\n    return x.mean()\n\n\ndef doubled(x, times=2):\n    return x * times\n"
    student, live = tmp_path / "student", tmp_path / "live"
    for place in (student, live):
        subprocess.run(["cp", "-r", str(released), str(place)], check=True)
        (place / "exercises" / "ex01_sums.py").write_text(mean, encoding="utf-8")
    for part in ("ex01_sums.py", "mistakes/sums/total.py"):
        (live / "solutions" / part).parent.mkdir(parents=True, exist_ok=True)
        (live / "solutions" / part).write_bytes((course / "solutions" / part).read_bytes())
    (status, by_key), (live_status, by_reference) = graded(student), graded(live)
    assert (status, live_status, by_key["points"]) == (1, 1, 5.0)
    assert by_key["exercises"][0]["checks"][0]["diagnoses"][0]["cause"] == "The mean is taken in place of the sum."
    assert without_times(by_key) == without_times(by_reference)


def test_another_seed_needs_the_references(released, tmp_path, graded):
    subprocess.run(["cp", "-r", str(released), str(tmp_path / "student")], check=True)
    (tmp_path / "student" / "result.json").unlink(missing_ok=True)
    assert graded(tmp_path / "student", "--seed", "5") == (
        2, "grade: the answer key is of seed 0 only; another seed needs the reference solutions\n",
    )  # fmt: skip


@pytest.mark.slow
def test_a_stale_key_is_refused_and_renewed(course, tmp_path, graded, capsys):
    place = tmp_path / "class"
    assert release(place, ReleaseOptions(course)) == 0
    checks = place / "exercises" / "checks" / "test_sums.py"
    checks.write_text(checks.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    capsys.readouterr()
    status, told = graded(place)
    assert (status, told) == (
        2, "grade: the answer key of sums is stale, for its checks have changed since; `grade release` of the course, "
        "with its solutions, renews it\n",
    )  # fmt: skip
    (place / "answer_key" / "manifest.json").unlink()
    checks.unlink()
    assert release(place, ReleaseOptions(course)) == 0
    assert graded(place)[0] == 1


def test_a_release_again_renews_its_own_files_and_leaves_and_names_the_rest(course, tmp_path, capsys):
    place, again = tmp_path / "class", shutil.copytree(course, tmp_path / "again")
    (again / "exercises" / "old.md").write_text("of the course", encoding="utf-8")
    (again / "exercises" / "older.md").write_text("of the course", encoding="utf-8")
    assert release(place, ReleaseOptions(again)) == 0
    own = {"notes.md": "mine", "exercises/NOTES.md": "mine", "README.md": "my week", "exercises/older.md": "my own"}
    for name, text in own.items():
        (place / name).write_text(text, encoding="utf-8")
    (again / "exercises" / "hints" / "sums.md").write_text("## total\n\n1. Add them all.\n", encoding="utf-8")
    for name in ("old.md", "older.md"):
        (again / "exercises" / name).unlink()
    capsys.readouterr()
    assert release(place, ReleaseOptions(again)) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1:] == [
        "left as it is, for it was changed there: README.md",
        "left as it is, for it was changed there: exercises/older.md",
        "removed, for the release no longer has it: exercises/old.md",
        "Next: make it a repository, and give it to the class as their template.",
    ]
    assert {name: (place / name).read_text(encoding="utf-8") for name in own} == own
    assert "Add them all" in (place / "exercises" / "hints" / "sums.md").read_text(encoding="utf-8")
    assert set(files_in(place)) == {*PLACES, *own}
    capsys.readouterr()
    assert release(place, ReleaseOptions(again)) == 0
    assert capsys.readouterr().out.splitlines()[1] == "left as it is, for it was changed there: README.md"


def test_a_manifest_that_cannot_be_read(course, released, tmp_path):
    place = shutil.copytree(released, tmp_path / "class")
    (place / "answer_key" / "manifest.json").write_text("[]", encoding="utf-8")
    with pytest.raises(CourseError) as told:
        release(place, ReleaseOptions(course))
    assert str(told.value) == f"{place / 'answer_key' / 'manifest.json'} cannot be read: Expected `object`, got `array`"


def test_an_exercise_whose_file_is_gone_stays_in_the_total(released, tmp_path, graded):
    student = shutil.copytree(released, tmp_path / "student")
    (student / "exercises" / "ex01_sums.py").rename(student / "exercises" / "ex14_playground.py")
    (student / "result.json").unlink(missing_ok=True)
    read = read_course(student)
    assert [exercise.slug for exercise in read.exercises] == ["sums"]
    assert "ex14_playground.py is no file of this course" in remarks_on(read, read_submission(student, read))
    status, result = graded(student)
    assert (status, result["points"], result["possible"]) == (1, 0.0, 10.0)
    assert "ex01_sums.py is not there" in json.dumps(result)


def test_a_release_that_git_on_windows_has_checked_out(course, released, tmp_path, capsys):
    student = shutil.copytree(released, tmp_path / "student")
    for name in ("exercises/ex01_sums.py", "exercises/checks/test_sums.py", "README.md", "course.toml"):
        if (student / name).is_file():
            (student / name).write_bytes((student / name).read_bytes().replace(b"\n", b"\r\n"))
    read = read_course(student)
    assert answer_key.headers_of(read, read.exercises[0])
    assert release(student, ReleaseOptions(course)) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert b"\r" not in (student / "exercises" / "ex01_sums.py").read_bytes()


def test_keys_that_cannot_be_read(released, tmp_path):
    read = read_course(released)
    whole = answer_key.key_path(read, read.exercises[0], 0).read_bytes()
    for name, content in {
        "empty": gzip.compress(b""),
        "noise": b"no key",
        "cut": gzip.compress(gzip.decompress(whole)[:-9]),
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(CourseError, match=rf"the answer key .*{name} cannot be read: "):
            answer_key.read_key(path)


def test_a_missing_key(released, tmp_path, graded):
    subprocess.run(["cp", "-r", str(released), str(tmp_path / "student")], check=True)
    (tmp_path / "student" / "answer_key" / "sums-0.key").unlink()
    (tmp_path / "student" / "result.json").unlink(missing_ok=True)
    status, told = graded(tmp_path / "student")
    assert status == 2 and "has no key for sums; `grade release` of the course makes one" in told


def test_places_that_are_no_place_for_a_release(course, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").touch()
    (tmp_path / "file").touch()
    for place, told in {
        tmp_path / "full": "holds something else than an earlier release; name a new folder",
        tmp_path / "file": "is a file; name a folder",
        tmp_path / "no" / "where": "there is no folder",
        course: "is part of the course itself; name another folder",
        course / "exercises" / "x": "is part of the course itself; name another folder",
    }.items():
        with pytest.raises(CourseError, match=told):
            release(place, ReleaseOptions(course))


def test_a_stub_that_holds_the_solution_is_not_released(tmp_path):
    solved = STUB.replace("    raise NotImplementedError", "    return x.sum()", 1)
    with pytest.raises(
        CourseError, match=r"nothing is released: exercises/ex01_sums\.py holds total as solutions/ex01_sums\.py has it"
    ):
        release(tmp_path / "class", ReleaseOptions(write(tmp_path / "course", stub=solved)))
    assert not (tmp_path / "class").exists()


def test_a_course_without_references(tmp_path):
    root = write(tmp_path / "course")
    (root / "solutions" / "ex01_sums.py").unlink()
    with pytest.raises(CourseError, match=r"a release needs the references, and solutions/ex01_sums\.py is missing"):
        release(tmp_path / "class", ReleaseOptions(root))
