"""Which Chromium the browser tests use, and how one is brought where there is none."""

import os
import subprocess

import chromium
import pytest

PLAYWRIGHT, UPDATE, APT = (" ".join(way[-2:]) for way in chromium.WAYS)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs of these tests are shell scripts")


def program(path, line):
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A machine without a Chromium; the folder of what is on its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(chromium, "PLACES", (str(tmp_path / "usual"),))
    monkeypatch.setattr(chromium, "kept_by_playwright", list)
    chromium.found.cache_clear()
    yield tmp_path
    chromium.found.cache_clear()


def test_path_comes_first_then_the_usual_places_then_playwright(bare, monkeypatch):
    kept = program(bare / "kept" / "chrome", "exit 0")
    monkeypatch.setattr(chromium, "kept_by_playwright", lambda: [kept])
    usual = program(bare / "usual" / "chromium", "exit 0")
    on_path = program(bare / "bin" / "google-chrome", "exit 0")
    for expected in (on_path, usual, kept):
        chromium.found.cache_clear()
        assert chromium.found() == expected
        os.unlink(expected)
    chromium.found.cache_clear()
    monkeypatch.setattr(chromium, "kept_by_playwright", list)
    assert chromium.found() is None


def test_a_program_that_only_tells_how_to_install_one_is_passed_over(bare):
    program(bare / "bin" / "chromium-browser", "echo 'snap install chromium'; exit 1")
    assert chromium.found() is None
    real = program(bare / "bin" / "google-chrome", "exit 0")
    chromium.found.cache_clear()
    assert chromium.found() == real


@pytest.mark.parametrize(
    ("user", "works", "tried"),
    [
        (0, PLAYWRIGHT, [PLAYWRIGHT]),
        (0, APT, [PLAYWRIGHT, UPDATE, APT]),
        (0, None, [PLAYWRIGHT, UPDATE, APT]),
        (1000, APT, [PLAYWRIGHT]),
    ],
)
def test_one_is_brought_by_the_first_way_that_works(bare, monkeypatch, user, works, tried):
    asked = []
    installed = bare / "usual" / "chromium"
    program(bare / "bin" / "apt-get", "exit 0")
    run = subprocess.run

    def install(command, **options):
        if command[-1] == "--version":
            return run(command, **options)
        asked.append(" ".join(command[-2:]))
        if asked[-1] == works:
            program(installed, "exit 0")
        return None

    monkeypatch.setattr("subprocess.run", install)
    monkeypatch.setattr("os.geteuid", lambda: user)
    told = chromium.bring()
    assert asked == tried
    if works in tried:
        assert told == f"Chromium: {installed}"
        assert chromium.bring() == told
        assert asked == tried
    else:
        assert told == "No Chromium could be installed: the browser tests will be skipped."
