"""The docs site is built without a link that leads nowhere, with a page for each diagnosis and for what is public."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tensorgrade
from tensorgrade.protocol.ladder import LADDER

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(place)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return place


@pytest.mark.slow
def test_every_diagnosis_has_a_page_that_the_gallery_links(site):
    gallery = (site / "diagnoses" / "index.html").read_text(encoding="utf-8")
    for name in LADDER:
        assert f'href="{name}/"' in gallery, name
        assert re.search(rf'href="{name}/">{name}</a></td>\s*<td>[^\n]*[.?]</td>', gallery), name
        assert "Why PyTorch behaves so" in (site / "diagnoses" / name / "index.html").read_text(encoding="utf-8"), name


@pytest.mark.slow
def test_everything_public_is_in_the_reference(site):
    reference = (site / "reference" / "index.html").read_text(encoding="utf-8")
    from tensorgrade.probes import __all__ as probes

    named = [*(place[1] for place in tensorgrade.PLACES.values()), "check", *probes]
    assert [name for name in named if f'.{name}"' not in reference] == []


@pytest.mark.slow
def test_what_is_not_on_the_site_is_linked_in_the_repository(site):
    architecture = (site / "architecture" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://github.com/OWNER/tensorgrade/blob/main/CONTRIBUTING.md"' in architecture
    assert 'href="students/"' in (site / "index.html").read_text(encoding="utf-8")
