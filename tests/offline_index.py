"""A folder from which pip and uv install a released repository without a network.

What builds it is there as it is; the kit's libraries are there by name and version only, without a line of code: an
environment takes those of this one by a path.
"""

import sys
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from tensorgrade.commands.installation import verified_versions

BUILDERS = ("hatchling", "editables")
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def make_index(folder: Path, *packages: str) -> Path:
    """Write the wheels of the kit's libraries and of some packages, and of what builds a repository."""
    folder.mkdir()
    builders = {*verified_versions(BUILDERS)}
    for name in {*verified_versions(["tensorgrade", *packages]), *builders}:
        installed = distribution(name)
        whole = name in builders
        files = {str(path): path.read_binary() for path in installed.files or () if whole and path.parts[0] != ".."}
        write_wheel(folder, installed, files)
    return folder


def write_wheel(folder: Path, installed: Distribution, files: dict[str, bytes]) -> None:
    """Write a wheel of some files; without any it has the metadata that each has to have."""
    name = installed.metadata["Name"].replace("-", "_").replace(".", "_")
    about = f"{name}-{installed.version.partition('+')[0]}"
    metadata = f"Metadata-Version: 2.1\nName: {installed.metadata['Name']}\nVersion: {about.partition('-')[2]}\n"
    with zipfile.ZipFile(folder / f"{about}-py3-none-any.whl", "w") as archive:
        made = files or {
            f"{about}.dist-info/{part}": text.encode() for part, text in (("METADATA", metadata), ("WHEEL", WHEEL))
        }
        for path, content in made.items():
            if not path.endswith((".pyc", "RECORD", "INSTALLER", "REQUESTED")):
                archive.writestr(path, content)
        record = next(path for path in made if path.endswith("METADATA")).replace("METADATA", "RECORD")
        archive.writestr(record, "".join(f"{path},,\n" for path in archive.namelist()))


def lend_libraries(environment: Path) -> None:
    """Have an environment find the libraries of this one, but not the kit."""
    (packages,) = environment.glob("lib/python*/site-packages")
    others = [entry for entry in sys.path if entry.endswith("-packages")]
    (packages / "libraries.pth").write_text("\n".join(others), encoding="utf-8")
