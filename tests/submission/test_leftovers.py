"""What of a hand-in counts for nothing: told once a reason, on every road, and in every report."""

import json
import zipfile

import pytest
from click.testing import CliRunner
from made_notebooks import notebook
from tiny_course import REFERENCE, write

from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.commands.cli import cli
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import SubmissionError, read_submission

FILES = {
    "work/exercises/ex01_sums.py": f"{REFERENCE}NAME = 'table.csv'\n".encode(),
    "work/exercises/own.py": b"A = 1",
    "work/exercises/table.csv": b"1",
    "work/exercises/answers.txt": b"1",
    "work/exercises/report.docx": b"1",
    "work/exercises/data/digits.csv": b"1",
    "work/exercises/hints/sums.md": b"1",
    "work/scan.pdf": b"1",
    "work/try.py": b"A = 1",
    "work/plan.ipynb": notebook("x = 1"),
    "work/README.md": b"1",
    "work/pyproject.toml": b"",
    "work/uv.lock": b"",
    "work/kit/requirements.lock": b"1",
    "work/kit/tensorgrade-9-py3-none-any.whl": b"1",
    "work/notebooks/colab_ex01_sums.ipynb": notebook("def total(x):\n    raise NotImplementedError"),
    "work/grade-report.html": b"1",
    "work/answer_key/sums-0.key": b"1",
    "work/.git/config": b"1",
    "work/venv/pip.pdf": b"1",
}
TOLD = (
    "passed over, neither Python nor a notebook, an archive or data: {0}exercises/report.docx, {0}scan.pdf",
    "passed over, a notebook that answers no exercise: {0}plan.ipynb",
    "passed over, in another folder than the exercises: {0}try.py",
    "passed over, data that no code names: {0}exercises/answers.txt",
)


@pytest.fixture
def course(tmp_path):
    root = write(tmp_path / "course")
    (root / "exercises" / "data").mkdir()
    (root / "exercises" / "data" / "digits.csv").write_text("1", encoding="utf-8")
    return read_course(root)


def put(root, files=FILES):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def packed(folder):
    place = folder.with_suffix(".zip")
    with zipfile.ZipFile(place, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder))
    return place


def test_leftovers_are_the_same_in_a_folder_and_in_archives(tmp_path, course):
    ada = put(tmp_path / "ada")
    outer = tmp_path / "outer"
    outer.mkdir()
    packed(ada).rename(outer / "hw.zip")
    told = tuple(sentence.format("work/") for sentence in TOLD)
    assert read_submission(ada, course).notes == read_submission(packed(ada), course).notes == told
    inside = tuple(sentence.format("hw.zip/work/") for sentence in TOLD)
    assert read_submission(outer, course).notes == read_submission(packed(outer), course).notes == inside


def test_only_documents(tmp_path, course):
    ada = put(tmp_path / "ada", {"report.docx": "1", "notes.txt": "2", **{f"{n}.pdf": "1" for n in range(5)}})
    with pytest.raises(SubmissionError) as error:
        read_submission(ada, course)
    assert str(error.value) == (
        f"{ada} holds no exercise: no file is named exNN_slug.py or defines a function of this course; passed over, "
        "neither Python nor a notebook, an archive or data: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 1 more; passed over, "
        "data that no code names: notes.txt"
    )


def test_what_looks_like_work_and_is_none_that_is_read(tmp_path, course):
    ada = put(tmp_path / "ada", {".ex01_sums.py.icloud": "1", "ex01_sums.py.gz": "1"})
    with pytest.raises(SubmissionError) as error:
        read_submission(ada, course)
    assert str(error.value) == (
        f"{ada} holds no exercise: no file is named exNN_slug.py or defines a function of this course; passed over, "
        "a placeholder of iCloud, which did not download the file: .ex01_sums.py.icloud; passed over, an archive of a "
        "kind that is not read; pack it as a zip: ex01_sums.py.gz"
    )


def test_data_that_is_looked_for_by_a_pattern_is_named(tmp_path, course):
    code = f"{REFERENCE}import glob\nFILES = glob.glob('*.csv')\n"
    assert read_submission(put(tmp_path / "ada", {"ex01_sums.py": code, "a.csv": "1"}), course).notes == ()


def test_a_platform_that_gives_files_without_a_folder(tmp_path, course):
    box = put(tmp_path / "box", {
        "adaa_71_9001_ex01_sums.py": f"{REFERENCE}NAME = 'table.csv'\n", "adaa_71_9002_table.csv": "1",
        "adaa_71_9003_report.docx": "1", "adaa_71_9004_broken.zip": "1",
    })  # fmt: skip
    (one,) = find_hand_ins(box).hand_ins
    found = read_hand_in(one, course)
    assert sorted(found.files) == ["ex01_sums.py", "table.csv"]
    assert found.notes == (
        "broken.zip cannot be read (File is not a zip file): left out",
        "passed over, neither Python nor a notebook, an archive or data: report.docx",
    )


@pytest.mark.worker
def test_leftovers_are_in_the_terminal_the_json_the_page_the_dashboard_and_the_log(tmp_path, course):
    put(tmp_path / "class" / "ada", {"ex01_sums.py": REFERENCE, "report.docx": "1"})
    told = "passed over, neither Python nor a notebook, an archive or data: report.docx"
    words = ["--course", str(course.root)]
    home = CliRunner().invoke(cli, ["run", str(tmp_path / "class" / "ada"), "--json", str(tmp_path / "a.json"), *words])
    assert f"note: {told}\n" in home.stderr
    out = tmp_path / "out"
    words += ["--out", str(out), "--isolation", "best"]
    batch = CliRunner().invoke(cli, ["batch", str(tmp_path / "class"), *words])
    assert f"ada: {told}\n" in batch.output
    for file in (tmp_path / "a.json", out / "students" / "ada.json"):
        assert json.loads(file.read_bytes())["passed_over"] == [told]
    for file in ("students/ada.html", "dashboard.html", "batch.log"):
        assert told in (out / file).read_text(encoding="utf-8")
