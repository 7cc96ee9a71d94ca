# The workflow as executable documentation. On a fresh machine: `make demo`, `make test`.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
export UV_COMPILE_BYTECODE := 1
export UV_SYSTEM_CERTS := 1
unexport PYTHONDONTWRITEBYTECODE
export PORT HOST

.PHONY: help install install-dev demo check format test-fast test bench docs pin clean

help: ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Es fehlt Python: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Es fehlt Python ab 3.11: PYTHON=/pfad/zu/python3.11 make $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Es fehlt python3-venv: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.uv: .venv/bin/python requirements/uv.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/.base: .venv/.uv requirements/base.txt pyproject.toml
	@$(BIN)/uv pip install -q --require-hashes -r requirements/base.txt
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	@$(BIN)/uv pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

install: .venv/.base ## .venv with the command `stuhlkreis`

install-dev: .venv/.dev ## what the checks and tests need, too

demo: install ## the demo region on http://127.0.0.1:8000 (PORT, HOST, RESET=1)
	@$(BIN)/stuhlkreis demo $(if $(RESET),--reset)

check: install-dev ## lint, types, contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --lint src/stuhlkreis/web/templates
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports
	$(BIN)/deptry src

format: install-dev ## writes everything in the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test-fast: install-dev ## the suite on SQLite without the browser
	$(BIN)/pytest -q -n 2 -m "not journey"

test: ## every check, every test, both databases, the browser
	@scripts/system-packages chromium postgresql poppler-utils
	$(MAKE) check
	rm -f .coverage .coverage.*
	$(BIN)/pytest -q -n 2 --dist loadgroup -m "not journey" --cov --cov-report= --cov-fail-under=0
	$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -q -n 2 --dist loadgroup -m "django_db and not journey" --cov --cov-append --cov-report= --cov-fail-under=0
	$(BIN)/coverage report
	$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -q -n 2 --dist loadgroup -m journey -p no:randomly tests/journeys

bench: install-dev ## what is measured, side by side
	$(BIN)/python benchmarks/run.py

docs: install-dev ## what is generated in docs/
	$(BIN)/python scripts/write_docs.py

pin: .venv/.uv ## new versions into requirements/
	scripts/pin

clean: ## away with everything that is made
	rm -rf .venv demo-home build .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
