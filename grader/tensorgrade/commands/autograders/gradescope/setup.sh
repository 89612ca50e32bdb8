#!/usr/bin/env bash
# Prepares Gradescope's image, once: a Python of its own, for the image's may be older than the grader needs, then the
# grader, which brings its sandbox, and torch without CUDA. All is compiled and the known mistakes are recorded here, so
# that no submission waits for it.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes python3-venv
python3 -m venv /opt/uv
/opt/uv/bin/pip install uv
export UV_PYTHON_INSTALL_DIR=/opt/python
/opt/uv/bin/uv venv --clear --python 3.12 --managed-python /opt/grade
cd "$(dirname "$0")/kit"
/opt/uv/bin/uv pip install --compile-bytecode --python /opt/grade/bin/python --torch-backend cpu --constraint requirements.lock {installed}
TENSORGRADE_CACHE=/opt/recordings /opt/grade/bin/grade record --course ../course{asked}
