"""One file of a stranger: read where it is plain, told where it is not."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tensorgrade.submission.plain_file import ReadingError, fault_at, read_plain, read_plain_within

OUT = "it is a link that leads out of the submission"
LOOP = "it is a link that leads to itself"
NOTHING = "it is a link to something that is not there"


@pytest.fixture
def box(tmp_path):
    """A folder with each kind of thing, beside a file that lies outside."""
    (tmp_path / "secret").write_text("secret")
    made = tmp_path / "box"
    (made / "folder").mkdir(parents=True)
    (made / "plain").write_text("x = 1")
    os.mkfifo(made / "pipe")
    os.mknod(made / "socket", stat.S_IFSOCK | 0o600)
    for name, target in {
        "loop": "loop", "ring": "gnir", "gnir": "ring", "gone": "nowhere", "through": "plain/x",
        "inside": "folder/../plain",
        "out": "../secret", "absolute": str(tmp_path / "secret"), "null": "/dev/null", "up": "..",
    }.items():  # fmt: skip
        (made / name).symlink_to(target)
    return made


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("folder", "it is a folder and not a file"),
        ("pipe", "it is a named pipe and not a file"),
        ("socket", "it is a socket and not a file"),
        ("nothing", "it cannot be read (No such file or directory)"),
        ("plain/x", "it cannot be read (Not a directory)"),
        ("a\0b", "it cannot be read (ValueError)"),
        ("loop", LOOP), ("ring", LOOP), ("gone", NOTHING), ("through", NOTHING),
        ("out", OUT), ("absolute", OUT), ("null", OUT), ("up", OUT),
    ],
)  # fmt: skip
def test_each_kind_is_told_as_what_it_is(box, name, told):
    with pytest.raises(ReadingError) as error:
        read_plain_within(box, box / name, 10)
    assert str(error.value) == told
    assert fault_at(box / name) == ("" if name == "folder" else told)


def test_a_device_is_told_and_not_opened():
    with pytest.raises(ReadingError, match=r"^it is a device and not a file$"):
        read_plain_within(Path("/dev"), Path("/dev/null"), 10)


def test_a_plain_file_and_a_link_to_one_inside_are_read(box):
    assert read_plain_within(box, box / "plain", 10) == b"x = 1"
    assert read_plain_within(box, box / "inside", 10) == b"x = 1"
    assert fault_at(box / "plain") == ""
    with pytest.raises(ReadingError, match=f"^{OUT}$"):
        read_plain(box / "inside", 10)


def test_a_file_larger_than_the_limit_is_not_read(box):
    (box / "large").write_bytes(b"1" * ((1 << 20) + 1))
    with open(box / "sparse", "wb") as file:
        file.truncate(1 << 40)
    for name in ("large", "sparse"):
        with pytest.raises(ReadingError, match=r"^it is larger than 1 MiB$"):
            read_plain(box / name, 1 << 20)


def test_a_file_that_may_not_be_read(box):
    os.chmod(box / "plain", 0)
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom tensorgrade.submission.plain_file import *\n"
        "if os.geteuid() == 0:\n    os.seteuid(65534)\n"
        "try:\n    read_plain(Path('plain'), 10)\nexcept ReadingError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=box, check=False)
    assert done.stdout == "it cannot be read (Permission denied)\n", done.stderr
