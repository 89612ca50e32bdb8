PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint verify mutants devices long clean

demo: .venv/ready
	@for name in ada ben cleo; do \
		echo; echo "=== $$name"; mkdir -p demo; \
		$(BIN)/grade run tests/samples/$$name --html demo/$$name.html || [ $$? -eq 1 ] || exit 1; \
	done
	@echo; echo "=== the class"
	@$(BIN)/grade batch tests/samples --out demo/samples --isolation best
	@echo; echo "Reports: $$(pwd)/demo/ada.html, ben.html and cleo.html"
	@echo "Dashboard of the class: $$(pwd)/demo/samples/dashboard.html"

test: .venv/ready
	$(BIN)/python -m pytest

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

verify: .venv/ready
	$(BIN)/grade verify

mutants: .venv/ready
	@$(BIN)/python benchmarks/mutants.py; references=$$?; \
	$(BIN)/python benchmarks/mutants.py --judge && exit $$references

devices: .venv/ready
	cd tests && ../$(BIN)/python -m sim_conformance

long: .venv/ready
	$(BIN)/python -m pytest --long

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("tensorgrade needs Python 3.11 or newer; run make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up .venv (PyTorch is large: some minutes the first time)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv demo
