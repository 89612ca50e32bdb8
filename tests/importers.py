"""What platforms do with the files that are handed to them, each after its own rules, as small as they can be said.

Each takes the bytes of a file and gives the grades by the platform's own number of a student. What the platform would
refuse, or would pass over, is an error here.
"""

import csv
import io
import json
import re
import zipfile


class Refused(Exception):
    """The platform does not take the file."""


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def canvas(content, students, assignments):
    """instructure/canvas-lms, lib/gradebook_importer.rb: process_header, process_pp, process_student.

    students: tuples of ID, SIS user, SIS login, name and sortable name. assignments: their titles, by ID. Gives the
    points possible by assignment, and the grades by student and assignment; what is new has the number None.
    """
    header, *rows = table(content)
    if not (len(header) > 3 and "Student" in header[0] and "ID" in header[1]):
        raise Refused("Invalid header row")
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        columns, user, login = 4, None, 2
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        columns, user, login = 5, 2, 3
    else:
        columns, user, login = 3, None, None
    if "Section" not in header[columns - 1]:
        raise Refused("Invalid header row")
    places = {}
    for place in range(columns, len(header)):
        titled = re.fullmatch(r"(.*) \((\d+)\)", header[place])
        number = int(titled[2]) if titled and int(titled[2]) in assignments else None
        by_title = (known for known, title in assignments.items() if title == header[place])
        places[place] = number if number is not None else next(by_title, None)
    possible, grades = {}, {}
    for row in rows:
        if "Points Possible" in row[0]:
            possible = {number: row[place] for place, number in places.items()}
            continue
        student = next((one for one in students if row[1].isdigit() and one[0] == int(row[1])), None)
        student = student or next((one for one in students if user and row[user] and one[1] == row[user]), None)
        student = student or next((one for one in students if login and row[login] and one[2] == row[login]), None)
        student = student or next((one for one in students if row[0] in one[3:]), None)
        for place, number in places.items():
            if row[place].strip() == "":
                raise Refused("an empty cell takes the grade away")
            grades[student[0] if student else None, number] = float(row[place])
    return possible, grades


MOODLE = ("Identifier", "Grade", "Last modified (grade)", "Participant ")
MOODLE_GERMAN = ("ID", "Bewertung", "Zuletzt geändert (Bewertung)", "Teilnehmer/in")


def moodle(content, participants, maximum, modified=None, words=MOODLE):
    """moodle/moodle, mod/assign/feedback/offline: importgradeslib.php (init, next), locallib.php.

    participants: the numbers that Moodle gave, hidden behind `Participant`. modified: those whose grade Moodle changed
    itself. words: recordid, grade, lastmodifiedgrade and hiddenuser of the language. Gives the grades by number.
    """
    header, *rows = table(content)
    try:
        number, grade, time = (header.index(name) for name in words[:3])
    except ValueError:
        raise Refused("The uploaded file does not hold the columns") from None
    grades = {}
    for row in rows:
        participant = row[number][len(words[3]) :]
        if participant not in participants:
            continue
        if row[grade] == "" or (row[time] == "-" and participant in (modified or ())):
            continue
        if 0 <= float(row[grade]) <= maximum:
            grades[participant] = float(row[grade])
    return grades


def moodle_feedback(content, participants):
    """moodle/moodle, mod/assign/feedback/file/importziplib.php: is_valid_filename_for_import.

    Gives what each participant gets, by number and name of the file. What Moodle passes over is refused here.
    """
    plugins = {("assignsubmission", "file"), ("assignsubmission", "onlinetext"), ("assignfeedback", "file")}
    got = {}
    for path, file in unzipped(content).items():
        parts = path.split("/")
        if parts[-1].startswith((".", "~")):
            raise Refused(f"hidden: {path}")
        while parts:
            info = parts.pop(0).split("_", 4)
            if len(info) >= 4 and info[1] in participants and tuple(info[2:4]) in plugins:
                got[info[1], "/".join([*info[4:], *parts])] = file
                break
        else:
            raise Refused(f"of no participant: {path}")
    return got


def moodle_comments(content, participants):
    """moodle/moodle, mod/assign/feedback/offline: a cell of this column takes the place of the comment, empty or not.

    Gives the comments by number.
    """
    header, *rows = table(content)
    if not {"Identifier", "Grade", "Last modified (grade)"} <= set(header):
        raise Refused("The uploaded file does not hold the columns")
    number, comment = header.index("Identifier"), header.index("Feedback comments")
    found = {row[number][len("Participant ") :]: row[comment] for row in rows}
    return {participant: text for participant, text in found.items() if participant in participants}


def canvas_feedback(content, submissions):
    """instructure/canvas-lms, app/models/abstract_assignment.rb: infer_comment_context_from_filename.

    submissions: the names of the files that were handed in, by user (or anonymous code) and number of the file. Gives
    what each user gets, by the name that it has there. What Canvas ignores is refused here.
    """
    got = {}
    for path, file in unzipped(content).items():
        parts = [part for part in path.rpartition("/")[2].split("_") if part != "LATE"]
        numbers = [part for part in parts if re.fullmatch(r"\d+", part)]
        user, attachment = parts[1:3] if parts[0] == "anon" else [*numbers, None, None][:2]
        if parts[-1].startswith("link") or (user, attachment) not in submissions:
            raise Refused(f"ignored: {path}")
        got[user, submissions[user, attachment]] = file
    return got


def unzipped(content):
    """Unpack a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def brightspace(content, users, items):
    """D2L, "Importing grades" (community.d2l.com, article 3538), and its Grades_Sample_Import_File.

    users: pairs of OrgDefinedId and Username. items: the points of each grade item, by name. Gives the grades by
    OrgDefinedId and item; a grade above what an item is worth is cut to it.
    """
    header, *rows = table(content)
    if header[-1] != "End-of-Line Indicator" or not {"OrgDefinedId", "Username"} & set(header):
        raise Refused("The file has no key column, or its lines do not end")
    if set(header[:-1]) - {"OrgDefinedId", "Username"} and not any(" Points Grade" in name for name in header):
        raise Refused("The file has no column of grades")
    grades = {}
    for row in rows:
        if row[-1] != "#":
            raise Refused("A line does not end")
        cells = dict(zip(header, row, strict=True))
        keys = [cells.get(name, "").removeprefix("#") for name in ("OrgDefinedId", "Username")]
        fitting = [user for user in users if any(key and key == own for key, own in zip(keys, user, strict=True))]
        if len(fitting) != 1:
            raise Refused(f"User not found: {keys}")
        for name, text in cells.items():
            if " Points Grade" in name:
                item = name.partition(" Points Grade")[0]
                grades[fitting[0][0], item] = min(float(text), items.get(item, float("inf")))
    return grades


def blackboard(content, usernames, columns):
    """Blackboard, "Uploading or Downloading Grade Center Items for Working Offline".

    columns: the names of the Grade Center's columns, by number. Gives the grades by Username and column number; a
    column without a number is a new one of text, and has the number None.
    """
    text = content.decode("utf-8")
    if not all(line.startswith('"') and line.endswith('"') for line in text.split("\r\n")[:-1]):
        raise Refused("Data in each column must be contained within a quote character")
    header, *rows = table(content)
    if "Username" not in header:
        raise Refused("The file has no Username")
    grades = {}
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        if cells["Username"] not in usernames:
            raise Refused(f"no user {cells['Username']!r}")
        for name, grade in cells.items():
            if name not in ("Last Name", "First Name", "Username", "Student ID"):
                numbered = re.search(r"\|(\d+)$", name)
                number = int(numbered[1]) if numbered and int(numbered[1]) in columns else None
                grades[cells["Username"], number] = float(grade) if number else grade
    return grades


def nbgrader(content, students):
    """jupyter/nbgrader, nbgrader/plugins/export.py: what reads a grades.csv finds these columns, a row a student."""
    header, *rows = table(content)
    columns = "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty"
    if header != [*columns.split(","), "score", "max_score"]:
        raise Refused(f"unlike nbgrader's own: {header}")
    grades = {}
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        if cells["student_id"] not in students:
            raise Refused(f"no student {cells['student_id']!r}")
        for time in ("duedate", "timestamp"):
            if cells[time] and not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?", cells[time]):
                raise Refused(f"{cells[time]!r} is no time as nbgrader writes it")
        raw, penalty, score = (float(cells[name]) for name in ("raw_score", "late_submission_penalty", "score"))
        if score != max(0.0, raw - penalty):
            raise Refused("the score is not the raw one less the penalty")
        grades[cells["student_id"]] = score, float(cells["max_score"])
    return grades


def gradescope(content):
    """Gradescope, "Autograder Specifications" (gradescope-autograders.readthedocs.io, specs): results.json."""
    document = json.loads(content)
    shown = {"hidden", "after_due_date", "visible", "after_published"}
    formats = {"text", "html", "simple_format", "md", "ansi"}
    if "score" not in document and not any("score" in test for test in document.get("tests", ())):
        raise Refused("there must be a score, of the whole or of tests")
    for test in document.get("tests", ()):
        if test.get("status", "passed") not in ("passed", "failed") or test.get("visibility", "visible") not in shown:
            raise Refused("an unknown status or visibility")
        if test.get("output_format", "text") not in formats:
            raise Refused("an unknown format")
    if document.get("visibility", "visible") not in shown or document.get("output_format", "text") not in formats:
        raise Refused("an unknown visibility or format")
    return float(document["score"]) if "score" in document else sum(test["score"] for test in document["tests"])


def prairielearn(content):
    """PrairieLearn/PrairieLearn, docs/externalGrading.md ("Grading results"): results.json of a grading job."""
    if len(content) >= 1 << 20:
        raise Refused("the results are larger than 1 MB")
    document = json.loads(content)
    if not document.get("gradable", True):
        return None
    if not isinstance(document.get("score"), int | float) or not 0 <= document["score"] <= 1:
        raise Refused("score must be a number between 0.0 and 1.0")
    for test in document.get("tests", ()):
        if ("points" in test) != ("max_points" in test) or not isinstance(test.get("name"), str):
            raise Refused("a test needs a name, and both of its points or none")
    return document["score"]
