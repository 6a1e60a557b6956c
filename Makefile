# Two commands are enough: `make run` and `make test`. Each sets up what it needs (python3 and pip are all it asks for).
.PHONY: run test test-system check format serve bench evaluate docs clean
.DEFAULT_GOAL := run

MOU := .venv/bin/mou
PYTHON := .venv/bin/python
# Modules are compiled once and kept, whatever the shell says: nights and tests start python many times.
unexport PYTHONDONTWRITEBYTECODE

# uv comes into the project's own environment; everything else is exactly what uv.lock says.
.venv/ready: pyproject.toml uv.lock
	@test -x .venv/bin/uv || { python3 -m venv .venv && .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"; }
	@UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --quiet --frozen --inexact
	@touch $@

run: .venv/ready  ## one night on the bundled announcements; tables in data/published/current
	@$(MOU) run

test: .venv/ready  ## all tests that need nothing but python
	@$(PYTHON) -m pytest -n 2 --dist worksteal

test-system: .venv/ready  ## tests that need components from Debian's packages (.ci/run installs them)
	@UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --quiet --frozen --inexact --group system
	@$(PYTHON) -m pytest -m system --timeout 600

check: .venv/ready  ## format, lint, types
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy

format: .venv/ready  ## write the format and the mends that ruff knows
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

serve: .venv/ready  ## the schedule: every night at 03:00 Asia/Seoul
	@$(MOU) serve

bench: .venv/ready  ## one table of where the time goes, beside dlt + dbt-duckdb (docs/benchmarks.md), then reading beside Kiwi; BENCH="--large --write"
	@UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --quiet --frozen --inexact --group bench
	@$(PYTHON) -m tests.bench $(BENCH)
	@$(PYTHON) -m tests.bench_reading
	@$(PYTHON) -m tests.bench_page

evaluate: .venv/ready  ## the reader against the labelled announcements, with every error
	@$(PYTHON) -m tests.corpus.evaluate

docs: .venv/ready  ## write the generated pages: data dictionary, rules
	@$(PYTHON) -m tests.generated
	@$(PYTHON) -m tests.corpus.rulebook
	@$(PYTHON) -m tests.notebook

clean:  ## remove the environment and the data of `make run`
	rm -rf .venv data
