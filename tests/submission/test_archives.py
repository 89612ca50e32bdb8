"""Archives made by strangers."""

import contextlib
import io
import lzma
import os
import stat
import tarfile
import zipfile
from datetime import datetime
from functools import partial

import py7zr
import pytest
from py7zr import archiveinfo

from tensorgrade.isolation.bubblewrap import program
from tensorgrade.submission import unpacking
from tensorgrade.submission.archives import rar, seven_zip, tar
from tensorgrade.submission.archives.zip import ENTRY_SIGNATURE
from tensorgrade.submission.container import ArchiveError, Limits
from tensorgrade.submission.unpacking import FILE_LIMIT, is_archive, stem, unpack


def everything(path):
    return True


def zip_of(path, members):
    """Write a zip; `members` are names with contents, or ZipInfos with contents."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def tar_of(path, members, mode="w"):
    """Write a tar; `members` are names or TarInfos with contents."""
    with tarfile.open(path, mode) as archive:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


FILES = [("work/ex01_sums.py", b"x = 1\n"), ("work/notes.txt", b"hello")]


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.zip", ""),
        ("a.tar", "w"),
        ("a.tar.gz", "w:gz"),
        ("A.TGZ", "w:gz"),
        ("a.tar.bz2", "w:bz2"),
        ("a.tar.xz", "w:xz"),
        ("a.txz", "w:xz"),
        ("a.tbz2", "w:bz2"),
    ],
)
def test_the_wanted_files_of_every_kind(tmp_path, name, mode):
    path = zip_of(tmp_path / name, FILES) if not mode else tar_of(tmp_path / name, FILES, mode)
    found = unpack(path, lambda path: path.suffix == ".py")
    assert (found.files, found.left_out) == ({"work/ex01_sums.py": b"x = 1\n"}, [])
    assert (is_archive(name), stem(name)) == (True, name[0])


def test_other_names_are_no_archives():
    assert not is_archive("a.tar.zst")
    assert stem("a.gz") == "a.gz"


@pytest.mark.parametrize("name", ["a.zip", "a.7z", "a.tar", "a.tgz", "a.tar.xz"])
def test_what_a_file_holds_counts_and_not_what_it_is_called(tmp_path, name):
    makers = [
        lambda path: zip_of(path, FILES),
        lambda path: seven_zip_of(path, [("work/ex01_sums.py", "x = 1\n")]),
        *(partial(tar_of, members=FILES, mode=f"w:{mode}") for mode in ("gz", "bz2", "xz")),
    ]
    for make in makers:
        found = unpack(make(tmp_path / name), lambda path: path.suffix == ".py")
        assert found.files == {"work/ex01_sums.py": b"x = 1\n"}
        (tmp_path / name).unlink()


def test_the_newest_time(tmp_path):
    infos = [zipfile.ZipInfo(f"{year}.py", (year, 5, 4, 3, 2, 0)) for year in (2020, 2024, 2022)]
    found = unpack(zip_of(tmp_path / "a.zip", [(info, b"") for info in infos]), everything)
    assert found.newest == datetime(2024, 5, 4, 3, 2).astimezone()


@pytest.mark.parametrize("name", ["../a.py", "/etc/a.py", "work/../../a.py", "C:/a.py", "..\\a.py"])
def test_names_that_lead_outside(tmp_path, name):
    for path in (zip_of(tmp_path / "a.zip", [(name, b"1")]), tar_of(tmp_path / "a.tar", [(name, b"1")])):
        found = unpack(path, everything)
        assert found.files == {}

        assert found.left_out == [f"{name!r} leads outside the archive: left out"]


def test_links_and_devices(tmp_path):
    link = zipfile.ZipInfo("link.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = unpack(zip_of(tmp_path / "a.zip", [(link, "/etc/passwd")]), everything)
    assert (found.files, found.left_out) == ({}, ["'link.py' is a link: left out"])
    soft, hard, pipe = tarfile.TarInfo("soft.py"), tarfile.TarInfo("hard.py"), tarfile.TarInfo("pipe.py")
    soft.type, hard.type, pipe.type = tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE
    soft.linkname = hard.linkname = "/etc/passwd"
    found = unpack(tar_of(tmp_path / "a.tar", [(soft, b""), (hard, b""), (pipe, b"")]), everything)
    assert found.files == {}
    assert found.left_out == [
        "'soft.py' is a link: left out",
        "'hard.py' is a link: left out",
        "'pipe.py' is no plain file: left out",
    ]


def test_names_that_cannot_be_worked_with(tmp_path):
    latin = tarfile.TarInfo(os.fsdecode(b"\xfcbung.py"))
    hidden = tarfile.TarInfo("a\u202e.py")
    path = tar_of(tmp_path / "a.tar", [(latin, b""), (hidden, b""), ("b.py", b"1")])
    found = unpack(path, everything)
    assert found.files == {"b.py": b"1"}
    assert found.left_out == [
        r"'\udcfcbung.py' has a name that is not UTF-8: left out",
        r"'a\u202e.py' has a name with characters that cannot be seen: left out",
    ]


def test_an_entry_without_a_name(tmp_path):
    content = zip_of(tmp_path / "a.zip", [("aa.py", b"1"), ("b.py", b"2")]).read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"aa.py", b"\0a.py"))
    found = unpack(tmp_path / "a.zip", everything)
    assert (found.files, found.left_out) == ({"b.py": b"2"}, ["'' has no name: left out"])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_entries_of_one_name_the_last_counts(tmp_path):
    members = [("a.py", b"1"), ("b/../b/c.py", b""), ("./a.py", b"2")]
    for path in (zip_of(tmp_path / "a.zip", members), tar_of(tmp_path / "a.tar", members)):
        found = unpack(path, everything)
        assert found.files == {"a.py": b"2"}
        assert found.left_out == [
            "'b/../b/c.py' leads outside the archive: left out",
            "'./a.py' is there more than once: the last one counts",
        ]


@pytest.mark.parametrize("time", ["1e300", "nan", "inf", "-1e300", "1e10"])
def test_a_time_that_there_cannot_be(tmp_path, time):
    info = tarfile.TarInfo("a.py")
    info.pax_headers = {"mtime": time}
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    found = unpack(tmp_path / "a.tar", everything)
    assert found.files == {"a.py": b""}
    assert found.newest is None or found.newest.year in (1970, 2286)


def test_encrypted_and_oddly_packed_entries(tmp_path):
    path = zip_of(tmp_path / "a.zip", [("a.py", b"1"), ("b.py", b"2")])
    content = bytearray(path.read_bytes())
    first = content.index(ENTRY_SIGNATURE)
    content[first + 8] |= 1  # the flag of an encrypted entry
    second = content.index(ENTRY_SIGNATURE, first + 1)
    content[second + 10] = zipfile.ZIP_LZMA
    path.write_bytes(content)
    assert unpack(path, everything).left_out == [
        "'a.py' is encrypted: left out",
        "'b.py' is packed in a way that is not read; pack it again as an ordinary zip: left out",
    ]


def test_a_large_file_is_left_out(tmp_path):
    path = zip_of(tmp_path / "a.zip", [("a.py", b" " * (FILE_LIMIT + 1)), ("b.py", b"1")])
    found = unpack(path, everything)
    assert (found.files, found.left_out) == ({"b.py": b"1"}, ["'a.py' is larger than 1 MiB: left out"])


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_bombs(tmp_path, suffix):
    files = [(f"{number}.py", b" " * (1 << 20)) for number in range(4)]
    path = tmp_path / f"bomb{suffix}"
    zip_of(path, files) if suffix == ".zip" else tar_of(path, files, "w:gz")
    assert path.stat().st_size < 20_000
    with pytest.raises(ArchiveError, match=r"^it unpacks to more than 3 MiB$"):
        unpack(path, everything, Limits(total=3 << 20))


def test_a_stream_that_unpacks_to_too_much_though_nothing_of_it_is_wanted(tmp_path):
    path = tar_of(tmp_path / "a.tar.gz", [("a.bin", b" " * (3 << 20)), ("b.py", b"1")], "w:gz")
    with pytest.raises(ArchiveError, match=r"^it unpacks to more than 2 MiB$"):
        unpack(path, lambda path: path.suffix == ".py", Limits(stream=2 << 20))


def test_a_header_that_holds_too_much(tmp_path):
    header = tarfile.TarInfo("pax")
    header.type = tarfile.XHDTYPE
    path = tar_of(tmp_path / "a.tar.gz", [(header, b" " * 5_000)], "w:gz")
    with pytest.raises(ArchiveError, match=r"^the headers of its entries are too long$"):
        unpack(path, everything)


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_too_many_entries(tmp_path, suffix):
    files = [(f"{number}.txt", b"") for number in range(4)]
    path = tmp_path / f"a{suffix}"
    zip_of(path, files) if suffix == ".zip" else tar_of(path, files)
    with pytest.raises(ArchiveError, match=r"^it has more than 3 entries$"):
        unpack(path, everything, Limits(entries=3))


def test_a_large_archive(tmp_path):
    with pytest.raises(ArchiveError, match=r"^it is larger than 0 MiB$"):
        unpack(zip_of(tmp_path / "a.zip", FILES), everything, Limits(archive=0))


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x1f\x8b no gzip", b"\x00" * 700])
def test_broken_archives(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with contextlib.suppress(ArchiveError):
        assert unpack(tmp_path / name, everything).files == {}


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("a.zip", "it cannot be read (File is not a zip file)"),
        ("a.tar", "it cannot be read (truncated header)"),
        ("a.tgz", "it cannot be read (Not a gzipped file (b'no'))"),
        ("a.tar.bz2", "it cannot be read (Invalid data stream)"),
    ],
)
def test_what_is_said_of_broken_archives(tmp_path, name, fragment):
    (tmp_path / name).write_bytes(b"no archive")
    with pytest.raises(ArchiveError) as told:
        unpack(tmp_path / name, everything)
    assert str(told.value) == fragment


def test_a_zip_that_was_cut_off(tmp_path):
    whole = zip_of(tmp_path / "a.zip", FILES).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:-30])
    with pytest.raises(ArchiveError) as told:
        unpack(tmp_path / "a.zip", everything)
    assert str(told.value) == "its end is missing: it was cut off when it was copied or uploaded"


def test_a_damaged_member(tmp_path):
    path = zip_of(tmp_path / "a.zip", [("a.py", os.urandom(2000))])
    content = bytearray(path.read_bytes())
    content[500] ^= 255
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"^it cannot be read \(Bad CRC-32 for file 'a.py'\)$"):
        unpack(path, everything)


def test_a_method_that_unpacks_without_a_bound_is_not_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.py", b" " * 100)
    found = unpack(tmp_path / "a.zip", everything)
    told = "'a.py' is packed in a way that is not read; pack it again as an ordinary zip: left out"
    assert (found.files, found.left_out) == ({}, [told])


def test_many_short_headers_are_too_long_together(tmp_path):
    infos = [tarfile.TarInfo(f"a{number}.py") for number in range(10)]
    for info in infos:
        info.pax_headers = {"comment": "x" * 1_000}
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        for info in infos:
            archive.addfile(info)
    with pytest.raises(ArchiveError, match=r"^the headers of its entries are too long$"):
        unpack(tmp_path / "a.tar", everything, Limits(headers=5_000))


@pytest.mark.parametrize("kind", ["old", "1.0"])
def test_sparse_files_are_refused(tmp_path, kind):
    info = tarfile.TarInfo("a.py")
    if kind == "old":
        info.type = tarfile.GNUTYPE_SPARSE
    else:
        info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "1"}
    info.size = 512
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info, io.BytesIO(b"99999999\n" * 100))
    with pytest.raises(ArchiveError, match=r"^it holds a sparse file, which is not read$"):
        unpack(tmp_path / "a.tar", everything)


def test_a_tar_of_too_many_folders(tmp_path):
    folders = [tarfile.TarInfo(f"a{number}") for number in range(4)]
    for folder in folders:
        folder.type = tarfile.DIRTYPE
    with pytest.raises(ArchiveError, match=r"^it has more than 3 entries$"):
        unpack(tar_of(tmp_path / "a.tar", [(folder, b"") for folder in folders]), everything, Limits(entries=3))


def test_a_list_of_entries_that_is_too_long(tmp_path):
    path = zip_of(tmp_path / "a.zip", [(f"{number:0>60000}", b"") for number in range(2)])
    with pytest.raises(ArchiveError, match=r"^its list of entries is larger than 0 MiB$"):
        unpack(path, everything, Limits(listing=70_000))


def test_a_pipe_in_the_place_of_an_archive(tmp_path):
    os.mkfifo(tmp_path / "a.zip")
    with pytest.raises(ArchiveError, match=r"^it is a named pipe and not a file$"):
        unpack(tmp_path / "a.zip", everything)


@pytest.mark.parametrize(
    "error", [KeyError("x"), OverflowError(), IndexError(), MemoryError(), UnicodeError(), RecursionError()]
)
def test_whatever_a_reader_stumbles_over_is_one_fragment(tmp_path, monkeypatch, error):
    def stumble(*_):
        raise error

    monkeypatch.setattr(unpacking, "gather", stumble)
    with pytest.raises(ArchiveError, match=rf"^it cannot be read \({str(error) or type(error).__name__}\)$"):
        unpack(zip_of(tmp_path / "a.zip", []), everything)


def seven_zip_of(path, members, **options):
    """Write a 7z; `members` are names with contents."""
    with py7zr.SevenZipFile(path, "w", **options) as archive:
        for name, content in members:
            archive.writestr(content, name)
    return path


def python(path):
    return path.suffix == ".py" or is_archive(path.name)


def test_xz_in_several_streams_and_cut_short(tmp_path):
    whole = tar_of(tmp_path / "whole.tar", FILES).read_bytes()
    path = tmp_path / "a.tar.xz"
    path.write_bytes(lzma.compress(whole[:700]) + lzma.compress(whole[700:]))
    assert unpack(path, everything).files == dict(FILES)
    path.write_bytes(lzma.compress(os.urandom(9_000) + whole)[:-40])
    with pytest.raises(ArchiveError, match=r"^it cannot be read"):
        unpack(path, everything)


def test_xz_that_asks_for_more_memory_than_there_is(tmp_path, monkeypatch):
    path = tar_of(tmp_path / "a.tar.xz", FILES, "w:xz")
    assert unpack(path, everything).files == dict(FILES)
    monkeypatch.setattr(tar, "XZ_MEMORY", 1 << 20)
    with pytest.raises(ArchiveError, match=r"^it cannot be read \(Memory usage limit exceeded\)$"):
        unpack(path, everything)


def test_a_7z(tmp_path):
    found = unpack(seven_zip_of(tmp_path / "a.7z", FILES), python)
    assert (found.files, found.left_out) == ({"work/ex01_sums.py": b"x = 1\n"}, [])
    assert found.newest is not None
    assert (is_archive("A.7Z"), stem("a.7z")) == (True, "a")


def test_a_7z_in_which_all_is_encrypted(tmp_path):
    sentence = "it is encrypted; pack it again without a password"
    for hidden in (False, True):
        path = seven_zip_of(tmp_path / "a.7z", FILES, password="secret", header_encryption=hidden)
        with pytest.raises(ArchiveError) as told:
            unpack(path, python)
        assert str(told.value) == sentence


@pytest.mark.parametrize("method", [py7zr.FILTER_LZMA, py7zr.FILTER_LZMA2, py7zr.FILTER_DEFLATE, py7zr.FILTER_COPY])
def test_how_a_7z_may_be_packed(tmp_path, method):
    filters = [{"id": method}] if method in (py7zr.FILTER_DEFLATE, py7zr.FILTER_COPY) else [{"id": method, "preset": 7}]
    assert unpack(seven_zip_of(tmp_path / "a.7z", FILES, filters=filters), everything).files == dict(FILES)


def test_a_7z_that_is_packed_with_what_takes_memory_as_the_archive_says(tmp_path):
    filters = [{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24}]
    with pytest.raises(ArchiveError, match=r"^it is packed in a way that is not read$"):
        unpack(seven_zip_of(tmp_path / "a.7z", FILES, filters=filters), everything)


def test_a_7z_with_a_link_and_names_that_lead_outside(tmp_path):
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w") as archive:
        archive.write(tmp_path / "link.py", "link.py")
        archive.writestr(b"x = 1", "b.py")
    found = unpack(tmp_path / "a.7z", python)
    assert (found.files, found.left_out) == ({"b.py": b"x = 1"}, ["'link.py' is a link: left out"])


def test_a_7z_that_unpacks_to_too_much_or_of_too_many_entries(tmp_path):
    path = seven_zip_of(tmp_path / "a.7z", [("a.bin", b" " * (3 << 20)), ("b.py", b"1")])
    assert path.stat().st_size < 20_000
    with pytest.raises(ArchiveError, match=r"^it unpacks to more than 2 MiB$"):
        unpack(path, python, Limits(stream=2 << 20))
    with pytest.raises(ArchiveError, match=r"^it has more than 1 entries$"):
        unpack(path, python, Limits(entries=1))


def test_a_7z_that_says_it_holds_less_than_it_does(tmp_path):
    contents = seven_zip.Contents(10)
    file = contents.create("a.py")
    file.write(b"12345678")
    with pytest.raises(ArchiveError, match=r"^it unpacks to more than 0 MiB$"):
        contents.create("b.py").write(b"123")


def test_a_7z_whose_list_of_entries_is_too_long(tmp_path, monkeypatch):
    path = seven_zip_of(tmp_path / "a.7z", [(f"{number}.py", b"1") for number in range(4)])
    assert (archiveinfo.MAX_HEADER_SIZE, archiveinfo.MAX_NUMFILES) == (32 << 20, 40_000)
    for bound in ("MAX_HEADER_SIZE", "MAX_NUMFILES"):
        with monkeypatch.context() as smaller:
            smaller.setattr(archiveinfo, bound, 3)
            with pytest.raises(ArchiveError, match=r"^it cannot be read \(.*exceeds limit 3\)$"):
                unpack(path, python)


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_not(tmp_path):
    zip_of(tmp_path / "deep.zip", [("ex03_c.py", b"3")])
    zip_of(tmp_path / "in.zip", [("ex02_b.py", b"2"), ("deep.zip", (tmp_path / "deep.zip").read_bytes())])
    broken = ("broken.tar", b"no tar")
    members = [("ex01_a.py", b"1"), ("work/in.zip", (tmp_path / "in.zip").read_bytes()), broken]
    for path in (zip_of(tmp_path / "a.zip", members), tar_of(tmp_path / "a.tar", members)):
        found = unpack(path, python)
        assert found.files == {"ex01_a.py": b"1", "work/in.zip/ex02_b.py": b"2"}
        assert found.left_out == [
            "in.zip: 'deep.zip' is an archive in an archive in an archive: left out",
            "'broken.tar' cannot be read (truncated header): left out",
        ]


def test_bombs_in_archives_of_archives(tmp_path):
    zip_of(tmp_path / "in.zip", [(f"{number}.py", b" " * (1 << 20)) for number in range(4)])
    path = zip_of(tmp_path / "a.zip", [("in.zip", (tmp_path / "in.zip").read_bytes())])
    with pytest.raises(ArchiveError, match=r"^it unpacks to more than 3 MiB$"):
        unpack(path, python, Limits(total=3 << 20))


def test_archives_of_many_archives(tmp_path):
    inner = zip_of(tmp_path / "in.zip", [("a.py", b"1"), ("b.py", b"2")]).read_bytes()
    path = zip_of(tmp_path / "a.zip", [("1.zip", inner), ("2.zip", inner)])
    assert len(unpack(path, python, Limits(entries=6)).files) == 4
    with pytest.raises(ArchiveError, match=r"^it has more than 5 entries$"):
        unpack(path, python, Limits(entries=5))


def test_a_zip_in_which_all_is_encrypted(tmp_path):
    path = zip_of(tmp_path / "a.zip", [("a.py", b"1")])
    content = bytearray(path.read_bytes())
    content[content.index(ENTRY_SIGNATURE) + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"^it is encrypted; pack it again without a password$"):
        unpack(path, python)


def test_a_rar_where_nothing_reads_one(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    with pytest.raises(ArchiveError) as told:
        unpack(tmp_path / "a.rar", python)
    assert str(told.value) == rar.UNREADABLE


def test_a_rar_is_turned_into_a_tar(tmp_path, monkeypatch):
    """With a program in the place of bsdtar that answers with what it is given."""
    packed = tar_of(tmp_path / "a.tar", FILES).read_bytes()
    (tmp_path / "a.rar").write_bytes(packed)
    monkeypatch.setattr(rar, "converter", lambda: ["cat"])
    assert unpack(tmp_path / "a.rar", python).files == {"work/ex01_sums.py": b"x = 1\n"}
    for command in (["sh", "-c", "cat; exit 1"], ["sh", "-c", "head -c 700"], ["true"]):
        monkeypatch.setattr(rar, "converter", lambda command=command: command)
        with pytest.raises(ArchiveError) as told:
            unpack(tmp_path / "a.rar", python)
        assert str(told.value) == "it is a RAR archive that cannot be read: it is broken or encrypted"


@pytest.mark.skipif(program() is None, reason="no bubblewrap here")
def test_what_turns_a_rar_runs_in_the_sandbox(tmp_path, monkeypatch):
    (tmp_path / "bsdtar").write_text("#!/bin/sh\n")
    (tmp_path / "bsdtar").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    command = rar.converter()
    assert command[0] == str(program())
    assert {"--unshare-net", "--unshare-pid", "--die-with-parent"} <= set(command)
    assert command[-6:] == [str(tmp_path / "bsdtar"), "-cf", "-", "--format", "pax", "@-"]
