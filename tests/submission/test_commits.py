"""The time of the last commit, read from a repository's files and from nothing else."""

import os
import random
import shutil
import subprocess
import zlib
from datetime import UTC, datetime

import pytest

from tensorgrade.submission.commits import last_commits
from tensorgrade.submission.git_objects import OBJECT_LIMIT, GitObjects, RepositoryError, inflated


def time_of_last_commit(repository):
    return next((commit.committed for commit in last_commits(repository)), None)


TIME = datetime(2026, 1, 2, 3, 4, 9, tzinfo=UTC)


def git(folder, *command, **environment):
    names = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    whole = [
        "git",
        "-C",
        str(folder),
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@x",
        "-c",
        "commit.gpgsign=false",
        *command,
    ]
    return subprocess.run(whole, check=True, capture_output=True, env={**names, **environment}).stdout


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """Ten commits whose messages are long and alike, so that git packs them as differences."""
    folder = tmp_path_factory.mktemp("original")
    git(folder, "init", "-q", "-b", "main")
    story = " ".join(map(str, range(2_000)))
    for second in range(10):
        when = f"2026-01-02T03:04:0{second}+00:00"
        git(folder, "commit", "-q", "--allow-empty", "-m", f"{second} {story}", GIT_COMMITTER_DATE=when)
    return folder


@pytest.fixture
def repository(original, tmp_path):
    return shutil.copytree(original, tmp_path / "ada")


def packed(folder):
    git(folder, "repack", "-adfq", "--depth=50")
    git(folder, "pack-refs", "--all")
    (pack,) = (folder / ".git" / "objects" / "pack").glob("*.pack")
    return pack


def test_loose_packed_cloned_and_detached(repository, tmp_path):
    assert time_of_last_commit(repository) == TIME
    git(tmp_path, "clone", "-q", "--no-local", str(repository), "clone")
    assert time_of_last_commit(tmp_path / "clone") == TIME
    packed(repository)
    assert time_of_last_commit(repository) == TIME
    git(repository, "checkout", "-q", "HEAD~3")
    assert time_of_last_commit(repository) == TIME.replace(second=6)


def test_every_object_is_read_as_git_reads_it(repository):
    index = packed(repository).with_suffix(".idx")
    assert b"chain length" in git(repository, "verify-pack", "-v", str(index))
    for name in git(repository, "rev-list", "HEAD").split():
        expected = git(repository, "cat-file", "commit", name.decode())
        assert GitObjects(repository / ".git").content(name) == expected


def test_no_setting_of_the_repository_runs_anything(repository, tmp_path):
    ran = tmp_path / "ran"
    settings = (
        "[core]\n\trepositoryformatversion = 1\n\tfsmonitor = touch {0}\n\tpager = touch {0}\n"
        "\tsshCommand = touch {0}\n"
        "[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\turl = .\n\tpromisor = true\n"
        "\tuploadpack = \"touch {0}; false\"\n[include]\n\tpath = {0}\n"
    )  # fmt: skip
    (repository / ".git" / "config").write_text(settings.format(ran))
    assert time_of_last_commit(repository) == TIME
    (repository / ".git" / "refs" / "heads" / "main").write_text("1" * 40 + "\n")
    assert time_of_last_commit(repository) is None
    assert not ran.exists()


@pytest.mark.parametrize("place", [".git", ".git/HEAD", ".git/objects", ".git/refs", ".git/refs/heads/main"])
def test_no_link_is_followed(repository, tmp_path, place):
    shutil.move(repository / place, tmp_path / "elsewhere")
    (repository / place).symlink_to(tmp_path / "elsewhere")
    assert time_of_last_commit(repository) is None


def test_no_link_to_a_pack_is_followed(repository, tmp_path):
    pack = packed(repository)
    shutil.move(pack, tmp_path / "elsewhere")
    pack.symlink_to(tmp_path / "elsewhere")
    assert time_of_last_commit(repository) is None


def test_no_other_place_is_looked_into(repository, tmp_path):
    shutil.move(repository / ".git" / "objects", tmp_path / "objects")
    (repository / ".git" / "objects" / "info").mkdir(parents=True)
    (repository / ".git" / "objects" / "info" / "alternates").write_text(f"{tmp_path / 'objects'}\n")
    assert time_of_last_commit(repository) is None
    shutil.move(repository / ".git", tmp_path / "real")
    (repository / ".git").write_text(f"gitdir: {tmp_path / 'real'}\n")
    assert time_of_last_commit(repository) is None


@pytest.mark.parametrize(
    "head",
    [
        b"", b"ref: refs/heads/../../../outside", b"ref: /etc/passwd", b"ref: refs//heads", b"ref: refs/heads/\xff",
        b"ref: refs/heads/no", b"ref: refs/heads/loop", b"1" * 40, b"x" * 40, b"ref: refs/heads/" + b"a/" * 5_000,
    ],
)  # fmt: skip
def test_a_head_that_leads_nowhere(repository, tmp_path, head):
    (tmp_path / "outside").write_bytes(git(repository, "rev-parse", "HEAD"))
    (repository / ".git" / "refs" / "heads" / "loop").write_text("ref: refs/heads/loop\n")
    (repository / ".git" / "HEAD").write_bytes(head + b"\n")
    assert time_of_last_commit(repository) is None


def test_an_object_never_unpacks_to_more_than_the_limit(repository, tmp_path):
    name = git(repository, "rev-parse", "HEAD").decode().strip()
    file = repository / ".git" / "objects" / name[:2] / name[2:]
    file.chmod(0o600)
    file.write_bytes(zlib.compress(b"commit 1\0" + b"x" * (100 << 20)))
    assert len(GitObjects(repository / ".git").content(name.encode())) == OBJECT_LIMIT
    (tmp_path / "bomb").write_bytes(zlib.compress(b"x" * (10 << 20)))
    with open(tmp_path / "bomb", "rb") as pack:
        assert inflated(pack, 10) == b"x" * 10
        with pytest.raises(RepositoryError):
            inflated(pack, OBJECT_LIMIT + 1)


@pytest.mark.parametrize(
    "header", [b"committer x <x> 9999999999999999 +0000", b"committer x <x> nan +0000", b"committer", b""]
)
def test_a_commit_without_a_time(repository, header):
    name = git(repository, "rev-parse", "HEAD").decode().strip()
    file = repository / ".git" / "objects" / name[:2] / name[2:]
    file.chmod(0o600)
    file.write_bytes(zlib.compress(b"commit 9\0tree x\n" + header + b"\n\nmessage"))
    assert time_of_last_commit(repository) is None


def test_damaged_packs_have_a_time_or_none(repository):
    pack = packed(repository)
    index = pack.with_suffix(".idx")
    chance = random.Random(7)
    for path in (pack, index):
        path.chmod(0o600)
        whole = path.read_bytes()
        for _ in range(300):
            content = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            path.write_bytes(content)
            found = time_of_last_commit(repository)
            assert found is None or isinstance(found, datetime)
        path.write_bytes(whole)
    assert time_of_last_commit(repository) == TIME
