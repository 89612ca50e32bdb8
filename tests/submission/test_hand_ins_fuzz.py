"""Random hand-ins through reading: whatever lies there is a submission or a sentence, and nothing outside is read."""

import io
import json
import os
import random
import shutil
import stat
import tarfile
import tempfile
import unicodedata
import warnings
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from results import result
from tiny_course import REFERENCE, write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.intake import find_hand_ins, read_hand_in
from tensorgrade.classroom.page_names import page_name
from tensorgrade.course.catalogue import read_course
from tensorgrade.exits import InputError

CANARY = b"the canary that nobody may read"
EXAMPLES, EXAMPLES_LONG = 200, 5_000
PIECES = (
    "(",
    "[",
    "-",
    "not ",
    "\n;x\t",
    "\r",
    "1+",
    '"""',
    "#",
    "%%a",
    "!b\n",
    "a?\n",
    "f'{",
    "\\",
    "lambda:",
    "a if a else ",
)

names = st.one_of(
    st.sampled_from(
        [b"ex01_sums.py", b"ex01_sums.ipynb", b"own.py", b"a.zip", b"a.tar", b"a.tgz", b"a.tar.bz2", b".git", b"HEAD",
         b"ada_1_2_ex01_sums.py", b"ada_LATE_1_3_all.zip", b"submission_metadata.yml", b"sums-ada", b"sums-ben"]
    ),
    st.binary(min_size=1, max_size=20).map(lambda name: name.replace(b"/", b"_").replace(b"\0", b"_")),
    st.sampled_from([b"M\xfcller", b"\x1b[2J", b"\xe2\x80\xae.py", b"a\nb.py", b"##vso[x].py", b"\xff.ipynb", b" "]),
).filter(lambda name: name not in (b".", b".."))  # fmt: skip
texts = st.one_of(
    st.just(REFERENCE),
    st.text(max_size=80),
    st.tuples(st.sampled_from(PIECES), st.integers(1, 3_000))
    .map(lambda piece: piece[0] * piece[1]),
)  # fmt: skip
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["cells", "cell_type", "source", "nbformat", "input", "x"]), inner, max_size=4),
    ),
    max_leaves=6,
)
cells = st.fixed_dictionaries({"cell_type": st.sampled_from(["code", "markdown"]), "source": st.one_of(texts, values)})
notebooks = st.one_of(
    st.builds(lambda cells: {"nbformat": 4, "cells": cells}, st.lists(cells, max_size=4)), values
).map(lambda document: json.dumps(document).encode("utf-8", "surrogatepass"))  # fmt: skip
deep = st.builds(
    lambda sign, times: sign * times, st.sampled_from([b"[", b'{"a":', b"9", b"&a *a "]), st.integers(1, 5_000)
)
bits = st.one_of(st.binary(max_size=60), texts.map(lambda text: text.encode("utf-8", "replace")), notebooks, deep)
archives = st.builds(
    lambda kind, members, damage: (kind, members, damage),
    st.sampled_from(["zip", "tar", "tgz", "bz2", "pax"]),
    st.lists(
        st.tuples(st.sampled_from(["ex01_sums.py", "own.py", "../out.py", "/a.py", "a/", "n.ipynb", "é\x1b.py"]), bits),
        max_size=4,
    ),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=3),
)
entries = st.one_of(
    bits.map(lambda content: ("file", content)),
    archives.map(lambda made: ("archive", made)),
    st.sampled_from(["self", "up", "out", "out.py", "canary.py", "nowhere", "inside"]).map(lambda to: ("link", to)),
    st.sampled_from(["pipe", "socket", "unreadable", "closed", "huge"]).map(lambda kind: (kind, None)),
)
trees = st.recursive(
    st.dictionaries(names, entries, max_size=4),
    lambda inner: st.dictionaries(names, st.one_of(entries, inner.map(lambda tree: ("folder", tree))), max_size=4),
    max_leaves=8,
)


def packed(kind, members, damage):
    """An archive, with bytes changed where `damage` says."""
    content = io.BytesIO()
    if kind == "zip":
        with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in members:
                archive.writestr(name, text)
    else:
        modes = {"tgz": "w:gz", "bz2": "w:bz2"}
        with tarfile.open(fileobj=content, mode=modes.get(kind, "w"), format=tarfile.PAX_FORMAT) as archive:
            for name, text in members:
                info = tarfile.TarInfo(name)
                info.size = len(text)
                if kind == "pax":
                    info.pax_headers = {"mtime": random.Random(text).choice(["1e300", "nan", "-1e9", "inf", "x"])}
                archive.addfile(info, io.BytesIO(text))
    made = bytearray(content.getvalue())
    for place, byte in damage:
        if made:
            made[int(place * (len(made) - 1))] = byte
    return bytes(made)


def plant(folder: bytes, tree, outside: bytes):
    """Make what a tree describes; a name that the system refuses is left out."""
    for name, (kind, more) in tree.items():
        path = folder + b"/" + name
        with suppress(OSError):
            if kind == "folder":
                os.mkdir(path)
                plant(path, more, outside)
            elif kind == "link":
                ends = {"self": name, "up": b"..", "nowhere": b"no/where", "inside": b"ex01_sums.py"}
                os.symlink(ends.get(more, outside + b"/" + more.encode()), path)
            elif kind == "pipe":
                os.mkfifo(path)
            elif kind == "socket":
                os.mknod(path, stat.S_IFSOCK | 0o600)
            elif kind == "closed":
                os.mkdir(path, 0)
            else:
                content = packed(*more) if kind == "archive" else more or REFERENCE.encode()
                with open(path, "xb") as file:
                    file.write(content)
                    if kind == "huge":
                        file.truncate(1 << 40)
                if kind == "unreadable":
                    os.chmod(path, 0)


def seen_only(text):
    return not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in text)


def read_all(box, course, book):
    """Read a class as a batch does; give what was read."""
    try:
        found = find_hand_ins(box).hand_ins
    except InputError as error:
        found, told = [], str(error)
    else:
        told = ""
    assert seen_only(told)
    pages: dict[str, str] = {}
    for one in found:
        try:
            submission = read_hand_in(one, course)
            content = [*submission.files.values(), *map(str.encode, submission.problems.values())]
            assert CANARY not in b"".join(content)
            assert submission.name == one.student
            assert all(map(seen_only, [*submission.files, *submission.problems, *submission.notes]))
            problem = ""
        except InputError as error:
            problem = str(error)
        assert seen_only(one.student + problem)
        assert one.student not in pages
        pages[one.student] = page_name(one.student, {page.casefold() for page in pages.values()})
        row = book.row_of(one.student, pages[one.student], result(one.student, a=1.0), one.handed_in, problem)
        book.put(row, "k")
        assert book.row(one.student) == row
    assert len(set(pages.values())) == len(pages)


@pytest.mark.slow
def test_random_hand_ins_are_read_or_told(request, tmp_path):
    course = read_course(write(tmp_path / "course"))
    outside = tmp_path / "outside"
    (outside / "out").mkdir(parents=True)
    for name in ("out/ex01_sums.py", "out.py", "canary.py"):
        (outside / name).write_bytes(b"def total(x):\n    '''" + CANARY + b"'''\n")

    @settings(
        max_examples=EXAMPLES_LONG if request.config.getoption("--long") else EXAMPLES,
        deadline=None,
        database=None,
        derandomize=not request.config.getoption("--long"),
        suppress_health_check=list(HealthCheck),
    )
    @example(tree={b"ada": ("folder", {b"ex01_sums.py": ("link", "self"), b"b.py": ("link", "canary.py")})})
    @example(tree={b"ada": ("link", "out"), b"ben": ("pipe", None), b"cleo.zip": ("unreadable", None)})
    @given(trees)
    def read(tree):
        place = Path(tempfile.mkdtemp(dir=tmp_path))
        try:
            (place / "box").mkdir()
            plant(os.fsencode(place / "box"), tree, os.fsencode(outside))
            read_all(place / "box", course, book)
        finally:
            shutil.rmtree(os.fsencode(place), ignore_errors=True)

    with closing(Gradebook(tmp_path)) as book:
        read()
