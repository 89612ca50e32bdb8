"""Text that comes from a submission, before it is stored or printed."""

import sys
import unicodedata

import pytest

from tensorgrade.text import fault_of_name, inert, plain, plain_line


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("::error::forged", ": :error::forged"),
        ("   ::stop-commands::x", "   : :stop-commands::x"),
        ("x ##[add-mask]y", "x # #[add-mask]y"),
        ("##vso[task.complete]", "# #vso[task.complete]"),
        ("  x ##VSO[task.complete]", "  x # #VSO[task.complete]"),
        ("##teamcity[buildStop]", "# #teamcity[buildStop]"),
        ("\t##TeamCity[buildStop]", "\t# #TeamCity[buildStop]"),
        ("###[x] ##teamcity ##vso", "## #[x] ##teamcity ##vso"),
        ("a :: b", "a :: b"),
        ("# plain", "# plain"),
    ],
)
def test_a_line_holds_no_workflow_command(line, printed):
    assert inert(line) == printed


def test_control_and_direction_characters_are_written_as_escapes():
    assert plain("a\x1b[2J\u202eb\ud800") == "a\\x1b[2J\\u202eb\\ud800"
    assert plain("a\tb\nc") == "a\tb\nc"
    assert plain("x" * 10, 4) == "xxxx..."
    assert plain("\x1b" * 10, 8) == "\\x1b\\x1b..."
    assert plain("\x00" * 3, 10) == "\\x00\\x00\\x..."
    assert plain(plain("\x00" * 9, 10), 10) == plain("\x00" * 9, 10)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("M\udcfcller", "M\\xfcller"), ("a\nb\tc\r", "a\\x0ab\\x09c\\x0d"), ("\x9b\x7f\0", "\\x9b\\x7f\\x00"),
        ("\ud800", "\\ud800"),
        ("\u200b\ufeff\u2060", "\\u200b\\ufeff\\u2060"), ("\u2066\u061c\u200f", "\\u2066\\u061c\\u200f"),
        ("\U000e0041", "\\U000e0041"), ("\u2028\ufffe", "\\u2028\\ufffe"),
        ("نور\u200cدین 👩\u200d🎓", "نور\u200cدین 👩\u200d🎓"),
        ("José 王\u3000芳 نور 🎓 O'Neil\xa0\\x", "José 王\u3000芳 نور 🎓 O'Neil\xa0\\x"),
    ],
)  # fmt: skip
def test_a_name_is_one_line_of_what_can_be_seen(name, shown):
    assert plain_line(name) == plain_line(plain_line(name)) == shown
    assert bool(fault_of_name(name)) == (name != shown)


def test_every_character_that_cannot_be_seen_is_written_as_an_escape():
    for code in set(range(sys.maxunicode + 1)) - {0x200C, 0x200D}:  # Persian and emoji need these to be read
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert plain_line(chr(code)).isascii(), hex(code)


@pytest.mark.parametrize("piece", [" ", ":", "#", "##", "##v", " :", "\x1b"])
def test_long_lines_take_time_in_proportion(piece):
    assert inert(piece * 1_000_000)
    assert plain_line(piece * 1_000_000)
    assert plain(piece * 1_000_000, 2_000_000)
