#!/usr/bin/env bash
# Prepares Gradescope's image, once: Python, then the grader, which brings its sandbox.
set -eu
apt-get update
apt-get install --yes python3 python3-venv
python3 -m venv /opt/grade
/opt/grade/bin/pip install "tensorgrade=={version}"{packages}
