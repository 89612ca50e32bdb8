"""What tests of reports share."""

from __future__ import annotations

from collections.abc import Iterator

import chromium
import pytest


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A Chromium, driven by Playwright; without either the test is skipped."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if chromium.found() is None:
        pytest.skip(chromium.SENTENCE)
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.found())
        yield running
        running.close()
