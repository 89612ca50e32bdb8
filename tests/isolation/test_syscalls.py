"""The numbers of system calls, against what this machine's kernel headers and libseccomp say."""

import ctypes
import ctypes.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tensorgrade.isolation.syscalls import NUMBERS, TABLE, generate, number, read

HEADERS = [Path("/usr/include/asm/unistd_64.h"), *Path("/usr/include").glob("*-linux-gnu/asm/unistd_64.h")]
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
UNKNOWN = -1


def libseccomp():
    name = ctypes.util.find_library("seccomp")
    return ctypes.CDLL(name) if name else None


@pytest.mark.skipif(not any(path.is_file() for path in HEADERS), reason="no headers of a kernel for x86-64")
def test_the_numbers_of_x86_64_are_those_of_the_kernel_s_headers():
    text = next(path for path in HEADERS if path.is_file()).read_text()
    there = {name: int(value) for name, value in re.findall(r"#define __NR_(\w+) (\d+)", text)}
    assert len(there) > 300
    assert {name: (NUMBERS["x86_64"][name], there[name]) for name in there if name in NUMBERS["x86_64"]} == {
        name: (there[name], there[name]) for name in there if name in NUMBERS["x86_64"]
    }


@pytest.mark.skipif(libseccomp() is None, reason="no libseccomp")
@pytest.mark.parametrize("machine", NUMBERS)
def test_the_numbers_are_those_of_libseccomp(machine):
    resolve = libseccomp().seccomp_syscall_resolve_name_arch
    there = {name: resolve(ctypes.c_uint32(ARCHITECTURES[machine]), name.encode()) for name in NUMBERS[machine]}
    there = {name: value for name, value in there.items() if value != UNKNOWN}  # an older one lacks the newest calls
    assert len(there) > 280
    assert {name: value for name, value in there.items() if value != NUMBERS[machine][name]} == {}


@pytest.mark.skipif(
    shutil.which("cc") is None or not Path("/usr/include/asm-generic/unistd.h").is_file(),
    reason="no C compiler, or no headers of a kernel",
)
def test_the_table_is_what_its_script_writes_from_this_machine_s_headers():
    made = read(generate.written({machine: generate.numbers(machine) for machine in generate.SOURCES}))
    for machine, numbers in made.items():
        both = set(numbers) & set(NUMBERS[machine])
        assert len(both) > 280
        assert {name for name in both if numbers[name] != NUMBERS[machine][name]} == set()


def test_headers_that_are_not_there_end_the_script(tmp_path, monkeypatch):
    monkeypatch.setitem(generate.SOURCES, "x86_64", "#include <asm/no_such.h>\n")
    with pytest.raises((subprocess.CalledProcessError, FileNotFoundError)):
        generate.numbers("x86_64", str(tmp_path))


def test_the_table_is_read_as_it_was_written():
    assert read(generate.written(NUMBERS)) == NUMBERS
    assert generate.written(NUMBERS) == TABLE.read_text()


def test_numbers_by_name_and_architecture(monkeypatch):
    assert (number("ptrace", "x86_64"), number("ptrace", "aarch64")) == (101, 117)
    monkeypatch.setattr("os.uname", lambda: type("Uname", (), {"machine": "aarch64"}))
    assert number("ptrace") == 117
    for name, machine in (("open", "aarch64"), ("ptrace", "riscv64")):
        with pytest.raises(OSError, match=rf"^the number of the system call {name} on {machine} is not known$"):
            number(name, machine)
