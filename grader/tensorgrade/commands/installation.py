"""What a repository and an image install the kit from: its own wheel, which comes along, or the package index.

In: what is installed here, from a wheel or from a checkout. Out: the files of the folder kit/, the wheel and the
versions of all libraries that the course was verified with, and the word by which the kit is installed. Equal
installations give equal bytes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import click
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tensorgrade.answers.fingerprint import PACKAGES, package, source_files
from tensorgrade.course.settings import CourseSettings

KIT = "tensorgrade"
FOLDER = "kit"
PINS = "requirements.lock"
EPOCH = (1980, 1, 1, 0, 0, 0)
DESCRIBED_BY = ("METADATA", "entry_points.txt")

from_index_option = click.option(
    "--from-index",
    is_flag=True,
    help="Have it install the kit from the package index, and not from a wheel that comes along.",
)


@dataclass(frozen=True)
class Installation:
    """How the kit is installed elsewhere. `files`: what comes along in kit/. `wheel`: the file there, if it is one."""

    version: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    wheel: str = ""

    @property
    def dependency(self) -> str:
        """The kit as a dependency in a pyproject.toml that lies beside kit/; hatchling fills in where that is."""
        return f"{KIT} @ {{root:uri}}/{FOLDER}/{self.wheel}" if self.wheel else f"{KIT}>={self.version}"

    @property
    def argument(self) -> str:
        """The kit as an argument of pip in the folder kit/."""
        return f"./{self.wheel}" if self.wheel else f"{KIT}=={self.version}"


def installation_of(settings: CourseSettings, from_index: bool) -> Installation:
    """Return how the kit that runs here is installed elsewhere, with the packages of a course."""
    kit = distribution(KIT)
    files = {PINS: pinned(verified_versions([KIT, *settings.packages]))}
    if from_index:
        return Installation(kit.version, files)
    wheel = f"{KIT}-{kit.version}-py3-none-any.whl"
    return Installation(kit.version, {**files, wheel: wheel_of(kit)}, wheel)


def wheel_of(kit: Distribution) -> bytes:
    """Build the wheel of the kit from the packages that Python finds, and from what is known of its installation."""
    home = f"{KIT}-{kit.version}.dist-info"
    contents = {f"{home}/{name}": content.encode() for name, content in described(kit)}
    contents[f"{home}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: {KIT} {kit.version}\nRoot-Is-Purelib: true\nTag: py3-none-any\n".encode()
    )
    for name in PACKAGES:
        folder = package(name, None)
        contents |= {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in source_files(folder)}
    contents[f"{home}/RECORD"] = record(contents, f"{home}/RECORD")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zip_entry(name), content)
    return whole.getvalue()


def described(kit: Distribution) -> Iterator[tuple[str, str]]:
    """Give what an installation says of itself: its metadata, its commands and plugins, its licences."""
    for name in DESCRIBED_BY:
        if (content := kit.read_text(name)) is not None:
            yield name, content
    for path in kit.files or ():
        if path.match("*.dist-info/licenses/*"):
            yield f"licenses/{path.name}", path.read_text()


def record(contents: Mapping[str, bytes], place: str) -> bytes:
    """List the files of a wheel with their hashes, as installers ask for it."""
    lines = [f"{name},sha256={hash_of(content)},{len(content)}" for name, content in contents.items()]
    return "".join(f"{line}\n" for line in [*lines, f"{place},,"]).encode()


def hash_of(content: bytes) -> str:
    """Return a hash as a wheel writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def zip_entry(name: str, mode: int = 0o644) -> zipfile.ZipInfo:
    """Describe a file of a zip, always at the same time."""
    made = zipfile.ZipInfo(name, EPOCH)
    made.external_attr = mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def pinned(versions: Mapping[str, str]) -> bytes:
    """Write versions as constraints that pip and uv take."""
    lines = [f"{name}=={version}" for name, version in sorted(versions.items())]
    return "\n".join(["# The versions that the course was verified with.", *lines, ""]).encode()


def verified_versions(packages: Sequence[str]) -> dict[str, str]:
    """Return the version here of each library that some packages need, by name; of the kit itself none.

    A version is without what names the machine that it was built for, such as +cpu.
    """
    versions: dict[str, str] = {}
    waiting = [Requirement(package) for package in packages]
    seen: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if str(requirement) in seen or not applies(requirement, [""]):
            continue
        seen.add(str(requirement))
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        if name != KIT:
            versions[name] = Version(installed.version).public
        needed = [Requirement(text) for text in installed.requires or ()]
        waiting += [bare(one) for one in needed if applies(one, ["", *requirement.extras])]
    return versions


def applies(requirement: Requirement, extras: Iterable[str]) -> bool:
    """Say whether a requirement is one of this machine, with one of some extras."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def bare(requirement: Requirement) -> Requirement:
    """Return a requirement that applies, without what it depended on."""
    requirement.marker = None
    return requirement
