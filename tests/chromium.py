"""The Chromium of the browser tests: the machine's own, else one that Playwright keeps, else apt's.

`python tests/chromium.py` brings one where there is none. Where nothing works it says why, and the tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "Google Chrome")
PLACES = ("/usr/local/bin", "/usr/bin", "/snap/bin", "/Applications/Google Chrome.app/Contents/MacOS")
WAYS = (
    [sys.executable, "-m", "playwright", "install", "chromium"],
    ["apt-get", "update"],
    ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"],
)
SENTENCE = "there is no Chromium here; python tests/chromium.py brings one"


@cache
def found() -> str | None:
    """Return the Chromium to use: the first that runs."""
    return next((path for list_paths in (own, kept_by_playwright) for path in list_paths() if runs(path)), None)


def own() -> list[str]:
    """List what is on PATH, then what is in the usual places."""
    everywhere = (os.environ.get("PATH", os.defpath), os.pathsep.join(PLACES))
    known = (shutil.which(name, path=path) for path in everywhere for name in NAMES)
    return list(dict.fromkeys(path for path in known if path))


def kept_by_playwright() -> list[str]:
    """Return where Playwright keeps its own, if it is installed."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return []
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return [path] if os.path.exists(path) else []


def runs(path: str) -> bool:
    """Say whether a program tells its version; some of these names only tell to install something else."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def bring() -> str:
    """Install a Chromium where there is none; return a sentence that says which one there is, or why there is none."""
    for command in WAYS:
        if path := found():
            return f"Chromium: {path}"
        if command[0] == "apt-get" and (not shutil.which("apt-get") or os.geteuid() != 0):
            continue
        print(f"No Chromium yet: {' '.join(command)}", flush=True)
        subprocess.run(command, capture_output=True, check=False)
        found.cache_clear()
    path = found()
    return f"Chromium: {path}" if path else "No Chromium could be installed: the browser tests will be skipped."


if __name__ == "__main__":
    print(bring())
