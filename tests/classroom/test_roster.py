"""Class lists."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tensorgrade.classroom import csv_table
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.roster import RosterError, read_roster


def roster(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "class.csv"
    path.write_text(text, encoding=encoding)
    return path


def people(tmp_path, text, encoding="utf-8"):
    return [listed.identity for listed in read_roster(roster(tmp_path, text, encoding)).students]


def test_students_with_their_names_and_times(tmp_path):
    text = "Name,Email,SID,submitted,Section\nAda L.,ada@x.org,7,2026-01-02 03:04:05+00:00,B\nBen,,8,,\n"
    found = read_roster(roster(tmp_path, text, "utf-8-sig"))
    ada, ben = found.students
    assert (ada.student, ada.identity) == ("Ada L.", Identity("Ada L.", sid="7", email="ada@x.org"))
    assert ada.submitted == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert ada.columns["Section"] == "B"
    assert (ben.student, ben.submitted, found.notes) == ("Ben", None, ())


JANE = {"name": "Doe, Jane", "sid": "s1", "email": "jane@uni.example"}
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (55)\n"
EXPORTS = {
    # Canvas: instructure/canvas-lms, lib/gradebook_exporter.rb
    "canvas": (
        f'{CANVAS},,,,,Manual Posting\n    Points Possible,,,,,20\n"Doe, Jane",71,s1,jane,A,\n',
        Identity("Doe, Jane", "canvas", "71", "s1", "jane"),
    ),
    "canvas, names apart": (
        "LastName,FirstName,ID,SIS Login ID,Section\nDoe,Jane,71,jane,A\n",
        Identity("Jane Doe", "canvas", "71", "", "jane"),
    ),
    "canvas, groups": (
        "name,canvas_user_id,user_id,login_id,sections,group_name\nJane Doe,71,s1,jane,A,Red\n",
        Identity("Jane Doe", "canvas", "71", "s1", "jane", group="Red"),
    ),
    # GitHub Classroom: the roster that its page downloads
    "github": (
        '"identifier","github_username","github_id","name"\n"Doe, Jane","jane","7",""\n',
        Identity("Doe, Jane", "github", "7", "Doe, Jane", "jane"),
    ),
    # Gradescope: its help on rosters
    "gradescope": (
        "First Name,Last Name,SID,Email,Sections,Submission Time\nJane,Doe,s1,jane@uni.example,A,\n",
        Identity("Jane Doe", sid="s1", email="jane@uni.example"),
    ),
    # Moodle: moodle/moodle, mod/assign/feedback/offline/importgradeslib.php, and its export of grades
    "moodle, worksheet": (
        "Identifier,Full name,Email address,Grade\nParticipant 1201,Jane Doe,jane@uni.example,\n",
        Identity("Jane Doe", "moodle", "1201", email="jane@uni.example"),
    ),
    "moodle, grades": (
        '"First name","Last name","ID number","Email address"\nJane,Doe,s1,jane@uni.example\n',
        Identity("Jane Doe", sid="s1", email="jane@uni.example"),
    ),
    # Brightspace: D2L's help on importing grades
    "brightspace": (
        "OrgDefinedId,Username,Last Name,First Name,Email,Week 1 Points Grade,End-of-Line Indicator\n"
        "#s1,#jane,Doe,Jane,jane@uni.example,,#\n",
        Identity("Jane Doe", sid="s1", login="jane", email="jane@uni.example"),
    ),
    # Blackboard: its help on working offline with grades
    "blackboard": (
        '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Availability"\n"Doe"\t"Jane"\t"jane"\t"s1"\t"Yes"\n',
        Identity("Jane Doe", sid="s1", login="jane"),
    ),
    # nbgrader: nbgrader/apps/dbapp.py, `nbgrader db student import`
    "nbgrader": (
        "id,first_name,last_name,email\njane,Jane,Doe,jane@uni.example\n",
        Identity("Jane Doe", "", "jane", email="jane@uni.example"),
    ),
    # Canvas: the roster of New Analytics
    "canvas, new analytics": (
        "Student Name,Student ID,Student SIS ID,Email,Section Name\nJane Doe,71,s1,jane@uni.example,A\n",
        Identity("Jane Doe", "canvas", "71", "s1", email="jane@uni.example"),
    ),
    "canvas, with an integration": (
        'Student,ID,SIS User ID,SIS Login ID,Integration ID,Section\n"Doe, Jane",71,s1,jane,i1,A\n',
        Identity("Doe, Jane", "canvas", "71", "s1", "jane"),
    ),
    # GitHub Classroom: the grades that its page downloads
    "github, grades": (
        '"assignment_name","github_username","roster_identifier","points_awarded"\n"Week 1","jane","Doe, Jane","0"\n',
        Identity("Doe, Jane", sid="Doe, Jane", login="jane"),
    ),
    # Google Classroom: the grades that it downloads
    "google classroom": (
        "Last Name,First Name,Email Address,Week 1\nDate,,,2026-11-30\nPoints,,,20\nClass Average,,,15\n"
        "Doe,Jane,jane@uni.example,18\n",
        Identity("Jane Doe", email="jane@uni.example"),
    ),
    "sakai": (
        '"Student ID","Student Name","Week 1 [20]"\n"jdoe","Doe, Jane","18"\n',
        Identity("Doe, Jane", sid="jdoe"),
    ),
    "moodle, german": (
        "Vorname;Nachname;Anmeldename;ID-Nummer;E-Mail-Adresse\nJane;Doe;jane;s1;jane@uni.example\n",
        Identity("Jane Doe", sid="s1", login="jane", email="jane@uni.example"),
    ),
    "moodle, french": (
        "Prénom;Nom de famille;Numéro d'identification;Adresse de courriel\nJane;Doe;s1;jane@uni.example\n",
        Identity("Jane Doe", sid="s1", email="jane@uni.example"),
    ),
    "moodle, spanish": (
        "Nombre,Apellido(s),Número de ID,Dirección de correo\nJane,Doe,s1,jane@uni.example\n",
        Identity("Jane Doe", sid="s1", email="jane@uni.example"),
    ),
    "dashes and blanks of another kind": (
        "Student\u00a0Name,Student\u00a0ID,E\u2011mail\nJane Doe,s1,jane@uni.example\n",
        Identity("Jane Doe", sid="s1", email="jane@uni.example"),
    ),
    "a line for Excel": ("sep=;\nstudent;email\nJane;jane@uni.example\n", Identity("Jane", email="jane@uni.example")),
    "a title above": ("Class of 2026,,\n\nlogin,team\njane,Red\n", Identity(login="jane", group="Red")),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(("text", "jane"), EXPORTS.values(), ids=EXPORTS)
def test_lists_as_platforms_export_them(tmp_path, text, jane, encoding):
    assert people(tmp_path, text, encoding) == [jane]
    assert people(tmp_path, text.replace("\n", "\r\n"), encoding) == [jane]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(tmp_path, delimiter):
    text = "\n".join(line.replace("_", delimiter) for line in ("Student_SID_Email", '"Doe, Jane"_s1_jane@uni.example'))
    assert people(tmp_path, text) == [Identity(**JANE)]


def test_odd_rows_are_told_by_their_line_and_passed_over(tmp_path):
    text = (
        'student,ID,Section,submitted\nada,1,A,2026-01-02\n,,,\n"two\nlines",2,A,yesterday\nben,3,A,,5\n ,,B,\n'
        '"Student, Test",9,A,\nada,1,A,2026-01-02\n'
    )
    found = read_roster(roster(tmp_path, text))
    assert [listed.student for listed in found.students] == ["ada", "two\\x0alines"]
    assert found.notes == (
        "line 5: 'yesterday' is no date and time: two\\x0alines is taken without one",
        "line 6: it has 5 cells, and the header 4: passed over",
        "line 7: it names no student: passed over",
        "line 8: Student, Test is Canvas's own test student: passed over",
        "line 9: ada is listed above already: passed over",
    )


def test_of_many_odd_rows_the_first_are_told(tmp_path):
    notes = read_roster(roster(tmp_path, "student\nada\n" + "x,y\n" * 30)).notes
    assert len(notes) == 21
    assert notes[-1] == "and 10 more lines of which there is something to tell"


def test_times_as_moodle_writes_them(tmp_path):
    text = 'Identifier,Full name,Last modified (submission)\nParticipant 1,a,"{}"\nParticipant 2,b,-\n'
    found = read_roster(roster(tmp_path, text.format("Tuesday, 3 November 2026, 11:00 PM")))
    assert [listed.submitted for listed in found.students] == [datetime(2026, 11, 3, 23).astimezone(), None]
    assert found.notes == ()


WORKSHEETS = {
    "en": ("Identifier,Full name,Grade", "Last modified ({})", "submission", "grade", "Participant "),
    "blind": ("Identifier,Status,Grade", "Last modified ({})", "submission", "grade", "Participant "),
    "de": ("ID,Vollständiger Name,Bewertung", "Zuletzt geändert ({})", "Abgabe", "Bewertung", "Teilnehmer/in"),
    "fr": ("Identifiant,Nom complet,Note", "Dernière modification ({})", "travail remis", "note", "Participant"),
    "es": (
        *("Identificador,Nombre completo,Calificación", "Última modificación ({})"),
        *("entrega", "calificación", "Participante "),
    ),
}


@pytest.mark.parametrize("language", list(WORKSHEETS))
def test_grading_worksheets_in_other_languages(tmp_path, language):
    names, modified, submission, grade, number = WORKSHEETS[language]
    header = f"{names},{modified.format(submission)},{modified.format(grade)}"
    found = read_roster(roster(tmp_path, f"{header}\n{number}1201,Jane Doe,,3.11.2026 23:15,-\n"), ZoneInfo("UTC"))
    (jane,) = found.students
    assert jane.identity == Identity("" if language == "blind" else "Jane Doe", "moodle", "1201")
    assert (jane.submitted, found.notes) == (datetime(2026, 11, 3, 23, 15, tzinfo=UTC), ())


def test_what_the_columns_are_worth(tmp_path):
    found = read_roster(roster(tmp_path, f"{CANVAS},,,,,Manual Posting\n    Points Possible,,,,,20\nAda,1,,,A,\n"))
    assert found.possible["Week 1 (55)"] == "20"


@pytest.mark.parametrize("text", ["who,when\nada,1\n", "", "\n\n"])
def test_rosters_that_name_nobody(tmp_path, text):
    path = roster(tmp_path, text)
    with pytest.raises(RosterError) as told:
        read_roster(path)
    sentence = "has no column that names students, such as student, name, email or login"
    assert str(told.value) == f"the roster {path} {sentence}"


def test_rosters_that_cannot_be_read(tmp_path, monkeypatch):
    def told(path):
        with pytest.raises(RosterError) as error:
            read_roster(path)
        return str(error.value).removeprefix(f"the roster {path} cannot be read: ")

    path = tmp_path / "class.xlsx"
    assert told(path) == "No such file or directory"
    path.write_bytes(b"PK\x03\x04 and so on")
    assert told(path) == "it is a spreadsheet; save it as CSV"
    path.write_text("student\nada" + "a" * 200_000)
    assert told(path) == "field larger than field limit (131072)"
    monkeypatch.setattr(csv_table, "SIZE_LIMIT", 1 << 10)
    assert told(path) == "it is larger than 0 MiB"


def test_a_file_of_windows_is_read_and_told(tmp_path):
    found = read_roster(roster(tmp_path, "student\nJosé\n", "cp1252"))
    assert [listed.student for listed in found.students] == ["José"]
    assert found.notes == ("it is not UTF-8, and is read as Windows-1252",)


def test_what_cannot_be_seen_in_a_cell_is_made_visible(tmp_path):
    known = read_roster(roster(tmp_path, "student,email\n\x1b[1mada\u202e,\u200b@x.org\n"))
    (found,) = known.students
    assert (found.student, found.columns["email"]) == ("\\x1b[1mada\\u202e", "\\u200b@x.org")
    assert known.match(Identity("\x1b[1mada\u202e")).listed == found
