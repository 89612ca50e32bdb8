PYTHON ?= python3
BIN := .venv/bin
GROUPS := --dist loadfile --no-loadscope-reorder
PARALLEL := -n 4 $(GROUPS)
# What is compiled is kept: each of the processes of a run would compile the kit and its tests again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test quick lint coverage docs dist news verify mutants fairness devices long clean

# Grade three submissions and a class of 14, and print where the reports are.
demo: .venv/ready
	@for name in ada ben cleo; do \
		echo; echo "=== $$name"; mkdir -p demo; \
		$(BIN)/grade run tests/samples/$$name --html demo/$$name.html || [ $$? -eq 1 ] || exit 1; \
	done
	@echo; echo "=== the class"
	@$(BIN)/grade batch tests/samples --out demo/samples --isolation best
	@echo; echo "Reports: $$(pwd)/demo/ada.html, ben.html and cleo.html"
	@echo "Dashboard of the class: $$(pwd)/demo/samples/dashboard.html"

# Run the kit's own tests, in four processes: many of them wait.
test: .venv/chromium
	$(BIN)/python -m pytest $(PARALLEL) -rs

# Run the tests that start no worker and are not slow: under a minute. They hardly wait, and each process reads all tests.
quick: .venv/ready
	$(BIN)/python -m pytest -n 2 $(GROUPS) -q -m "not worker and not slow"

# Check style, format, types, and who imports whom.
lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Run the kit's own tests and say which lines they miss; what runs in workers and other processes is not counted.
coverage: .venv/chromium
	$(BIN)/python -m pytest $(PARALLEL) -q --cov --cov-report=term --cov-report=html

# Build the docs site in build/site: docs/, the pages of the diagnoses, and the reference.
docs: .venv/ready
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

# Build the source archive and the wheel in dist/, and check both.
dist: .venv/ready
	rm -rf dist
	$(BIN)/python -m hatchling build
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python -m check_wheel_contents dist/*.whl

# Show what the changelog will say of the next version.
news: .venv/ready
	@$(BIN)/towncrier build --draft --version "$$($(BIN)/hatchling version)"

# Prove the course: references, stubs, alternatives, known mistakes.
verify: .venv/ready
	$(BIN)/grade verify

# Change one place at a time, and count the changes that are noticed.
mutants: .venv/ready
	@$(BIN)/python benchmarks/mutants.py; references=$$?; \
	$(BIN)/python benchmarks/mutants.py --judge && exit $$references

# Grade honest answers where the machine is too small, and count the points that they lose.
fairness: .venv/ready
	$(BIN)/python benchmarks/fairness.py

# Run torch's own tests of operators on the simulated accelerator.
devices: .venv/ready
	cd tests && ../$(BIN)/python -m sim_conformance

# Run all tests in their long form: kill loops, soaks, fuzzing.
long: .venv/chromium
	$(BIN)/python -m pytest --long

# Make the environment, with all that the tests need.
.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("tensorgrade needs Python 3.11 or newer; run make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up .venv (PyTorch is large: some minutes the first time)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# Bring a Chromium for the tests of the pages, once, where the machine has none.
.venv/chromium: .venv/ready
	@$(BIN)/python tests/chromium.py
	@touch $@

# Remove what was made.
clean:
	rm -rf .venv demo
