#!/usr/bin/env bash
# Prepares Gradescope's image, once: Python, the sandbox, the grader.
set -eu
apt-get update
apt-get install --yes python3 python3-venv bubblewrap
python3 -m venv /opt/grade
/opt/grade/bin/pip install "tensorgrade=={version}"
