# Two commands do it all on a fresh machine: `make brief` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= build/brief

.PHONY: brief test check layers bench bench-law benchmark-claims faults lock clean

brief: .venv/base  ## set up what is missing, then write the brief on July 2017
	$(BIN)/yalu brief CHN PRK 2017-07 --as-known 2017-08-26 --out $(OUT)

test: .venv/dev  ## run the tests
	$(BIN)/python -m pytest -q

check: .venv/dev  ## everything that must hold before a commit, but for the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry src
	$(BIN)/vulture
	$(BIN)/codespell src tests docs README.md CONTRIBUTING.md CHANGELOG.md

layers: .venv/dev  ## who may import whom
	$(BIN)/lint-imports --no-logo

bench: .venv/dev  ## time the commands, as ratios to a bare `import duckdb`
	$(BIN)/python benchmarks/commands.py
	$(BIN)/python benchmarks/loads.py

faults: .venv/dev  ## kill loads, fill disks, load at once: how many stores break
	$(BIN)/python benchmarks/faults.py

bench-law: .venv/dev  ## time the law against generated observations; more with ROWS=100 (millions)
	$(BIN)/python benchmarks/law.py --rows $(or $(ROWS),5)

benchmark-claims: .venv/dev  ## measure the claim checker on labelled texts and on yalu's own briefs
	$(BIN)/python benchmarks/claims/run.py
	$(BIN)/python benchmarks/claims/briefs.py

lock: .venv/dev  ## pin versions and hashes anew; needs uv
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra build --extra dev pyproject.toml -o requirements-dev.lock

clean:  ## forget the environment and everything built
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "yalu needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv (once, about a minute)"
	$(PYTHON) -m venv .venv

.venv/base: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements-dev.lock .venv/base
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
