"""The layouts in which platforms hand out hand-ins, each in a small tree made after the platform's own rules."""

import os
import subprocess
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.classroom.at_due import as_due
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.classroom.roll import call_roll
from tensorgrade.classroom.roster import RosterError, read_roster
from tensorgrade.course.catalogue import read_course
from tensorgrade.scoring.standing import Extension, LatePolicy
from tensorgrade.submission.read import SubmissionError

NAME = "ex01_sums.py"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return read_course(write(tmp_path_factory.mktemp("course")))


def tree(box, *names):
    """Make files, each with its own text; what ends in .zip holds an exercise."""
    for name in names:
        path = box / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".zip"):
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(NAME, f"# {name}\n{REFERENCE}")
        else:
            path.write_text(f"# {name}\n{REFERENCE}", encoding="utf-8")
    return box


def taken_in(box, tiny):
    """The intake, and what was read of each student: the first line of the exercise, or why there is none."""
    intake = find_hand_ins(box)
    read = {}
    for one in intake.hand_ins:
        try:
            submission = read_hand_in(one, tiny)
            read[one.student] = submission.files[NAME].decode().partition("\n")[0].removeprefix("# "), submission.notes
        except SubmissionError as error:
            read[one.student] = str(error), one.notes
    return intake, {one.student: one for one in intake.hand_ins}, read


def test_canvas(tmp_path, tiny):
    """instructure/canvas-lms, lib/content_zipper.rb: get_filename, add_text_or_url, sanitize_user_name."""
    files = [
        "doejane_71_9001_ex01_sums.py",
        "doejane_71_9009_ex01_sums-1.py",
        "doejane_71_9008_plot-1.py",
        "roe_rick_LATE_72_9002_work.zip",
        "teamred_73_9003_ex01_sums.py",
        "coykim_74_text.html",
        "lolea_LATE_75_link.html",
        "maymia_76_text.html",
        "maymia_76_9004_ex01_sums.py",
    ]
    intake, found, read = taken_in(tree(tmp_path, *files, "grades.pdf"), tiny)
    assert found["doejane"].identity == Identity("doejane", "canvas", "71")
    newer = "doejane_71_9001_ex01_sums.py is left out, for doejane_71_9009_ex01_sums-1.py is newer"
    assert read["doejane"] == ("doejane_71_9009_ex01_sums-1.py", (newer,))
    assert [name for name, _ in found["doejane"].paths] == ["plot-1.py", "ex01_sums.py"]
    assert found["roe_rick"].identity.number == "72"
    assert read["roe_rick"] == ("roe_rick_LATE_72_9002_work.zip", ("Canvas marks it late",))
    assert found["teamred"].identity == Identity("teamred", "canvas", "73")
    assert read["coykim"][0] == "no file was handed in: a text entry (coykim_74_text.html) is no file: left out"
    late = "Canvas marks it late; a link (lolea_LATE_75_link.html) is no file: left out"
    assert read["lolea"][0] == f"no file was handed in: {late}"
    assert read["maymia"] == (
        "maymia_76_9004_ex01_sums.py",
        ("a text entry (maymia_76_text.html) is no file: left out",),
    )
    other = "passed over: it is no folder, no archive that is read, no .py file and no notebook"
    assert intake.passed_over == (("grades.pdf", other),)


def test_canvas_where_grading_is_anonymous(tmp_path, tiny):
    """instructure/canvas-lms, lib/content_zipper.rb: get_filename of an anonymous assignment."""
    box = tree(tmp_path, "anon_a1B2c_9001_ex01_sums.py", "LATE_anon_Zz9Yy_9002_ex01_sums.py")
    _, found, read = taken_in(box, tiny)
    unknown = "graded anonymously: Canvas does not tell who it is"
    assert {student: notes for student, (_, notes) in read.items()} == {
        "anon_a1B2c": (unknown,),
        "anon_Zz9Yy": ("Canvas marks it late", unknown),
    }
    assert {one.identity for one in found.values()} == {Identity()}


def test_moodle(tmp_path, tiny):
    """moodle/moodle, mod/assign/classes/downloader.php: get_student_prefix, load_submissionplugin_filelist."""
    files = [
        "Jane Doe_1201_assignsubmission_file_/ex01_sums.py",
        "Jane Doe_1201_assignsubmission_onlinetext_/onlinetext.html",
        "Rick Roe_1202_assignsubmission_file/hw.zip",
        "Kim Coy_1203_assignsubmission_onlinetext/onlinetext.html",
        "Participant_1204_assignsubmission_file/ex01_sums.py",
        "Jane Doe_1205_assignsubmission_file/ex01_sums.py",
        "Mia May_1206_assignsubmission_file_ex01_sums.py",
    ]
    _, found, read = taken_in(tree(tmp_path, *files), tiny)
    assert found["Jane Doe (1201)"].identity == Identity("Jane Doe", "moodle", "1201")
    text = "text that was typed in (Jane Doe_1201_assignsubmission_onlinetext_) is no file: left out"
    assert read["Jane Doe (1201)"] == (files[0], (text,))
    assert read["Jane Doe (1205)"] == (files[5], ())
    assert read["Rick Roe"][0] == "Rick Roe_1202_assignsubmission_file/hw.zip"
    text = "text that was typed in (Kim Coy_1203_assignsubmission_onlinetext) is no file: left out"
    assert read["Kim Coy"][0] == f"no file was handed in: {text}"
    assert found["Participant 1204"].identity == Identity(platform="moodle", number="1204")
    assert read["Mia May"] == (files[6], ())


def test_brightspace(tmp_path, tiny):
    """D2L's help on downloading submissions of an assignment, which shows the names of the folders."""
    files = [
        "1001-55 - Jane Doe - Nov 3, 2026 115 PM/ex01_sums.py",
        "1001-55 - Jane Doe - Nov 3, 2026 1205 AM/ex01_sums.py",
        "1002-55 - Rick-Ray Roe - November 4, 2026 1100 AM/work.zip",
        "index.html",
    ]
    intake, found, read = taken_in(tree(tmp_path, *files), tiny)
    assert found["Jane Doe"].identity == Identity("Jane Doe", "brightspace", "1001")
    assert found["Jane Doe"].handed_in == datetime(2026, 11, 3, 13, 15).astimezone()
    older, newer = files[1].partition("/")[0], files[0].partition("/")[0]
    assert read["Jane Doe"] == (files[0], (f"{older} is left out, for {newer} is newer",))
    assert found["Rick-Ray Roe"].handed_in == datetime(2026, 11, 4, 11).astimezone()
    assert read["Rick-Ray Roe"][0] == files[2]
    assert intake.passed_over == ()


def test_brightspace_in_other_languages(tmp_path):
    times = ("3 nov. 2026 2315", "3. November 2026 2315", "3 de noviembre de 2026 2315", "3 November, 2026 1115 PM")
    names = ("Anne-Marie O'Neil", "Jürgen Groß", "Ana Gil", "Mia Poe")
    box = tree(tmp_path, *(f"100{n}-55 - {names[n]} - {time}/ex01_sums.py" for n, time in enumerate(times)))
    found = {one.student: one.handed_in for one in find_hand_ins(box).hand_ins}
    assert found == dict.fromkeys(names, datetime(2026, 11, 3, 23, 15).astimezone())


def test_blackboard(tmp_path, tiny):
    """kwurst/bb-file-cleanup and vangef/BBGradebookOrganiser: how the names of files are made and taken apart."""
    files = [
        "Week 1_jdoe_attempt_2026-11-02-10-00-00_ex01_sums.py",
        "Week 1_jdoe_attempt_2026-11-03-23-15-00_ex01_sums.py",
        "Week 1_r_roe_attempt_2026-11-03-09-00-00_work.zip",
        "Week 1_kcoy_attempt_2026-11-03-10-00-00_ex01_sums.py",
    ]
    box = tree(tmp_path, *files)
    receipts = {"jdoe": ("Jane Doe", "2026-11-03-23-15-00"), "r_roe": ("Rick Roe", "2026-11-03-09-00-00")}
    for login, (name, time) in {**receipts, "mmay": ("Mia May", "2026-11-03-11-00-00")}.items():
        text = f"Name: {name} ({login})\r\nAssignment: Week 1\r\nDate Submitted: Tuesday\r\n"
        (box / f"Week 1_{login}_attempt_{time}.txt").write_bytes(text.encode())
    intake, found, read = taken_in(box, tiny)
    assert found["Jane Doe"].identity == Identity("Jane Doe", login="jdoe")
    assert found["Jane Doe"].handed_in == datetime(2026, 11, 3, 23, 15).astimezone()
    older = "the attempt of 2026-11-02-10-00-00 is left out, for that of 2026-11-03-23-15-00 is newer"
    assert read["Jane Doe"] == (files[1], (older,))
    assert (found["Rick Roe"].identity.login, read["Rick Roe"][0]) == ("r_roe", files[2])
    assert found["kcoy"].identity == Identity(login="kcoy")
    assert read["Mia May"][0] == "no file was handed in: Week 1_mmay_attempt_2026-11-03-11-00-00.txt"
    assert intake.passed_over == ()


def test_drive(tmp_path, tiny):
    """Google's help on file uploads in Forms: the name of whoever answered stands behind the file's."""
    files = [
        "ex01_sums - Jane Doe.py",
        "ex01_sums - Jane Doe (1).py",
        "work - Rick Roe.zip",
        "ex01_sums - Mia-Lou May.py",
    ]
    intake, found, read = taken_in(tree(tmp_path, *files, "Answers.csv"), tiny)
    assert found["Jane Doe"].identity == Identity("Jane Doe")
    assert read["Jane Doe"] == (files[1], (f"{files[0]} is left out, for {files[1]} is newer",))
    assert (read["Rick Roe"][0], read["Mia-Lou May"][0]) == (files[2], files[3])
    assert [name for name, _ in intake.passed_over] == ["Answers.csv"]


def test_brightspace_without_folders(tmp_path, tiny):
    """The same names before the files' own, of a download whose folders are flattened."""
    first, second = "1001-55 - Jane Doe - Nov 3, 2026 115 PM", "1001-55 - Jane Doe - Nov 4, 2026 115 PM"
    files = [
        f"{first} - ex01_sums.py", f"{second} - ex01_sums.py", f"{second} - own.py",
        "1002-55 - Rick Roe/ex01_sums.py",
    ]  # fmt: skip
    _, found, read = taken_in(tree(tmp_path, *files), tiny)
    assert found["Jane Doe"].handed_in == datetime(2026, 11, 4, 13, 15).astimezone()
    assert [name for name, _ in found["Jane Doe"].paths] == ["ex01_sums.py", "own.py"]
    assert read["Jane Doe"] == (files[1], (f"{files[0]} is left out, for {files[1]} is newer",))
    assert (found["Rick Roe"].handed_in, read["Rick Roe"][0]) == (None, files[3])


def test_a_group_of_blackboard(tmp_path):
    box = tree(tmp_path / "box", "Week 1_Group 1_attempt_2026-11-03-23-15-00_ex01_sums.py")
    (tmp_path / "roster.csv").write_text("student,group\nada,Group 1\nben,Group 1\n", encoding="utf-8")
    roll = call_roll(find_hand_ins(box).hand_ins, read_roster(tmp_path / "roster.csv"))
    assert [one.student for one in roll.hand_ins] == ["ada", "ben"]


def test_drive_where_classroom_gives_each_student_a_copy(tmp_path, tiny):
    """Google's help on Classroom: copies are called after the student first; Drive's on copies: `Copy of`."""
    files = ["Jane Doe - ex01_sums.py", "Copy of ex01_sums - Rick Roe.py"]
    _, _, read = taken_in(tree(tmp_path, *files), tiny)
    assert read == {"Jane Doe": (files[0], ()), "Rick Roe": (files[1], ())}


def test_nbgrader(tmp_path, tiny):
    """jupyter/nbgrader, nbgrader/exchange/default/submit.py, and its documents on the folders of a course."""
    box = tree(tmp_path / "submitted", "jane/ps1/ex01_sums.py", "rick/ps1/ex01_sums.py", "mia/ps1/ex01_sums.py")
    (box / "jane" / "ps1" / "timestamp.txt").write_text("2026-11-03 22:00:00.000000 UTC", encoding="utf-8")
    (box / "rick" / "ps1" / "timestamp.txt").write_text("yesterday", encoding="utf-8")
    _, found, read = taken_in(box, tiny)
    assert found["jane"].identity == Identity("jane", login="jane")
    times = [found[student].handed_in for student in ("jane", "rick", "mia")]
    assert times == [datetime(2026, 11, 3, 22, tzinfo=UTC), None, None]
    assert read["jane"] == ("jane/ps1/ex01_sums.py", ())
    older, newer = (f"jane+ps1+2026-11-0{day} 22:00:00.000000 UTC+4a5c" for day in (3, 4))
    box = tree(tmp_path / "inbound", f"{older}/ex01_sums.py", f"{newer}/ex01_sums.py")
    _, found, read = taken_in(box, tiny)
    assert found["jane"].handed_in == datetime(2026, 11, 4, 22, tzinfo=UTC)
    assert read == {"jane": (f"{newer}/ex01_sums.py", (f"{older} is left out, for {newer} is newer",))}


def test_sakai(tmp_path, tiny):
    """Sakai's help on Download All: what each student's folder holds."""
    place = "Doe, Jane(jdoe)/Submission attachment(s)/ex01_sums.py"
    files = [place, "Doe, Jane(jdoe)/Feedback Attachment(s)/ex01_sums.py", "Roe, Rick(rroe)/comments.txt", "grades.csv"]
    box = tree(tmp_path, *files)
    (box / "Doe, Jane(jdoe)" / "timestamp.txt").write_text("20261103231500000", encoding="utf-8")
    intake, found, read = taken_in(box, tiny)
    assert found["Doe, Jane"].identity == Identity("Doe, Jane", login="jdoe")
    assert found["Doe, Jane"].handed_in == datetime(2026, 11, 3, 23, 15).astimezone()
    assert read["Doe, Jane"] == (place, ())
    rick = box / "Roe, Rick(rroe)"
    assert read["Roe, Rick"][0] == f"{rick} is no submission: it has no Submission attachment(s)"
    assert intake.passed_over == ()


def test_of_versions_of_teams_the_newest_counts(tmp_path, tiny):
    """Microsoft's help on assignments in Teams: each hand-in is a folder of its own, Version 1, Version 2."""
    files = [f"Jane Doe/Week 1/Version {number}/ex01_sums.py" for number in (2, 10)]
    box = tree(tmp_path, *files)
    (one,) = find_hand_ins(box).hand_ins
    chosen = read_hand_in(one, tiny).chosen
    older, newer = (file.removeprefix("Jane Doe/") for file in files)
    assert chosen == (f"{older} is passed over, for {newer} is the newer version",)


def test_names_of_windows_in_capitals(tmp_path, tiny):
    box = tree(tmp_path, "jane/EX01_SUMS.PY", "EX01_SUMS.PY")
    read = {one.student: read_hand_in(one, tiny) for one in find_hand_ins(box).hand_ins}
    assert read["jane"].chosen == ("EX01_SUMS.PY is taken as ex01_sums.py",)
    assert {NAME in submission.files for submission in read.values()} == {True}


def test_what_a_plain_folder_holds_beside_hand_ins_is_told(tmp_path):
    box = tree(tmp_path, "ada/ex01_sums.py", "tom.txt", "ben.py", "eve.tar.zst")
    intake = find_hand_ins(box)
    other = "passed over: it is no folder, no archive that is read, no .py file and no notebook"
    archive = "passed over: it is an archive of a kind that is not read; pack it as a zip"
    assert (len(intake.hand_ins), intake.passed_over) == (2, (("eve.tar.zst", archive), ("tom.txt", other)))


def commit(folder, author, time, committed=None):
    """Commit in a clone as somebody."""
    name, email = author
    environment = {
        "PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_AUTHOR_DATE": time,
        "GIT_COMMITTER_DATE": committed or time,
    }  # fmt: skip
    if not (folder / ".git").exists():
        subprocess.run(["git", "init", "-q", folder], check=True, env=environment)
    git = ["git", "-C", str(folder), "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "work"], check=True, env=environment)


TEACHER = ("Prof", "prof@uni.example")
ADA = ("Ada", "1+uni-ada@users.noreply.github.com")
BEN = ("Ben", "ben@home.example")


def test_of_clones_the_students_last_commit_counts(tmp_path, tiny):
    """github/gh-classroom, `clone student-repos`: assignment-login, in a folder named assignment-submissions."""
    box = tree(tmp_path / "box", "week1-uni-ada/ex01_sums.py", "week1-uni-ben/ex01_sums.py")
    for login, author in (("uni-ada", ADA), ("uni-ben", BEN)):
        clone = box / f"week1-{login}"
        commit(clone, TEACHER, "2026-11-01T08:00:00+00:00")
        commit(clone, author, "2026-11-02T08:00:00+00:00", "2026-11-03T08:00:00+00:00")
        commit(clone, TEACHER, "2026-11-09T08:00:00+00:00")
        commit(clone, ("github-classroom[bot]", "bot@github.example"), "2026-11-10T08:00:00+00:00")
    _, found, read = taken_in(box, tiny)
    assert list(found) == ["uni-ada", "uni-ben"]
    assert {one.handed_in for one in found.values()} == {datetime(2026, 11, 3, 8, tzinfo=UTC)}
    local = [datetime(2026, 11, day, 8, tzinfo=UTC).astimezone().strftime("%Y-%m-%d %H:%M") for day in (2, 3)]
    assert read["uni-ada"][1] == (
        f"handed in with the commit of {local[1]}: 2 later commits, the last by github-classroom[bot]",
        f"its last commit was written at {local[0]} and committed at {local[1]}, which counts",
    )


def test_where_the_login_begins_in_the_name_of_a_clone(tmp_path):
    def students(box, *logins):
        return [one.student for one in find_hand_ins(box, logins).hand_ins]

    box = tmp_path / "week1-submissions"
    for login in ("uni-ada", "uni-ben"):
        commit(box / f"week1-{login}", TEACHER, "2026-11-01T08:00:00+00:00")
    assert students(box) == ["uni-ada", "uni-ben"]  # the folder above says it
    moved = box.rename(tmp_path / "clones")
    assert students(moved) == ["ada", "ben"]  # nothing but the common beginning
    assert students(moved, "UNI-ADA", "somebody") == ["uni-ada", "uni-ben"]
    single = tmp_path / "single"
    commit(single / "week1-jane-doe", TEACHER, "2026-11-01T08:00:00+00:00")
    assert students(single) == ["week1-jane-doe"]
    assert students(single, "jane-doe") == ["jane-doe"]
    commit(single / "week1-jane-doe", ("J", "jane-doe@users.noreply.github.com"), "2026-11-01T08:00:00+00:00")
    assert students(single) == ["jane-doe"]


def put(folder, text, author, time, name=NAME):
    """Commit a file in a clone as somebody."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    if not (folder / ".git").exists():
        commit(folder, TEACHER, "2026-10-01T08:00:00+00:00")
    subprocess.run(["git", "-C", str(folder), "add", name], check=True)
    commit(folder, author, time)


def as_handed_in(box, tiny, policy, extensions=None):
    """What is read of each clone as it was when it was due, and what is told of it."""
    read = {}
    for one in as_due(find_hand_ins(box).hand_ins, policy, extensions or {}):
        try:
            submission = read_hand_in(one, tiny)
            read[one.student] = submission.files[NAME], submission.handed_in, submission.notes
        except SubmissionError as error:
            read[one.student] = str(error), one.handed_in, ()
    return read


POLICY = LatePolicy(due=datetime(2026, 11, 2, 23, 59, 59, tzinfo=UTC), timezone="UTC", grace_minutes=10)


@pytest.mark.parametrize("is_packed", [False, True])
def test_clones_as_they_were_when_work_was_due(tmp_path, tiny, is_packed):
    box = tmp_path / "box"
    ada, ben = box / "week1-uni-ada", box / "week1-uni-ben"
    long = "".join(f"# line {number}\n" for number in range(2_000))
    put(ada, f"# first\n{REFERENCE}{long}", ADA, "2026-11-01T08:00:00+00:00")
    put(ada, f"# in time\n{REFERENCE}{long}", ADA, "2026-11-03T00:09:59+00:00")
    put(ada, f"# late\n{REFERENCE}{long}", ADA, "2026-11-03T00:10:00+00:00")
    put(ada, f"# later\n{REFERENCE}{long}", ADA, "2026-11-05T08:00:00+00:00")
    put(ben, REFERENCE, BEN, "2026-11-04T08:00:00+00:00")
    (box / "week1-uni-mia").mkdir()
    (box / "week1-uni-mia" / NAME).write_text(REFERENCE, encoding="utf-8")
    if is_packed:
        subprocess.run(["git", "-C", str(ada), "gc", "-q"], check=True)
    read = as_handed_in(box, tiny, POLICY)
    content, handed_in, notes = read["uni-ada"]
    assert content == f"# in time\n{REFERENCE}{long}".encode()
    assert handed_in == datetime(2026, 11, 3, 0, 9, 59, tzinfo=UTC)
    told = "as it was when it was due, with the commit of 2026-11-03 00:09; 2 later commits are left out"
    assert notes == (told,)
    told = "nothing was committed by 2026-11-03 00:09, when it was due; the first commit is of 2026-11-04 08:00"
    assert read["uni-ben"][0] == f"{ben} is no submission: {told}"
    assert read["week1-uni-mia"][2] == ("no commit of it can be read: it is taken as it lies there",)
    extended = as_handed_in(box, tiny, POLICY, {"uni-ben": Extension(datetime(2026, 11, 4, 8, tzinfo=UTC))})
    assert extended["uni-ben"][2] == ("as it was when it was due, with the commit of 2026-11-04 08:00",)
    with pytest.raises(RosterError) as error:
        as_due([], LatePolicy(), {})
    assert str(error.value) == "--at-due needs --due: nothing says when the work was due"


def test_what_a_commit_holds_besides(tmp_path, tiny):
    clone = tmp_path / "box" / "ada"
    (clone / "more" / "deep").mkdir(parents=True)
    (clone / "link.py").symlink_to("/etc/passwd")
    (clone / "big.csv").write_bytes(os.urandom(3 << 19))
    (clone / "venv").mkdir()
    (clone / "venv" / "x.py").write_text("x = 1\n", encoding="utf-8")
    (clone / "more" / "deep" / "table.csv").write_text("1,2\n", encoding="utf-8")
    for packed in (False, True):
        put(clone, REFERENCE, ADA, "2026-11-01T08:00:00+00:00")
        subprocess.run(["git", "-C", str(clone), "add", "-A"], check=True)
        commit(clone, ADA, "2026-11-01T09:00:00+00:00")
        if packed:
            subprocess.run(["git", "-C", str(clone), "gc", "-q"], check=True)
        (one,) = as_due(find_hand_ins(clone.parent).hand_ins, POLICY, {})
        found = read_hand_in(one, tiny)
        assert sorted(found.files) == [NAME, "more/deep/table.csv"]
        assert found.notes[1:] == (
            "'big.csv' is larger than 1 MiB: left out",
            "'link.py' is a link: left out",
            "passed over, data that no code names: more/deep/table.csv",
        )


@pytest.mark.parametrize("entry", [b"40000 loop\0", b"100644 a/../../x\0", b"40000 ..\0", b"100644 x"])
def test_a_commit_whose_files_are_damaged_is_told(tmp_path, tiny, entry):
    clone = tmp_path / "box" / "ada"
    put(clone, REFERENCE, ADA, "2026-11-01T08:00:00+00:00")
    environment = {"PATH": os.environ["PATH"]}
    git = ["git", "-C", str(clone)]
    tree = subprocess.check_output([*git, "rev-parse", "HEAD^{tree}"], env=environment, text=True).strip()
    file = clone / ".git" / "objects" / tree[:2] / tree[2:]
    file.chmod(0o600)
    own = bytes.fromhex(tree) if b"\0" in entry else b""
    file.write_bytes(zlib.compress(b"tree 1\0" + (entry + own) * 3))
    (one,) = as_due(find_hand_ins(clone.parent).hand_ins, POLICY, {})
    told = (
        "it has more than 1000 folders"
        if b"loop" in entry
        else "its commit cannot be read (its list of files is damaged)"
    )
    with pytest.raises(SubmissionError) as error:
        read_hand_in(one, tiny)
    assert str(error.value) == f"{clone} is no submission: {told}"
