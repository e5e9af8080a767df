# Every command of this repository; `make` alone lists them. scripts/setup.py keeps .venv as the lock files say.
PYTHON ?= $(or $(shell command -v python3.11),$(shell command -v python3),python3.11)
VENV := .venv/bin
SOURCES := app tasks ml_models scripts tests wsgi.py gunicorn.conf.py
LOCK := $(VENV)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header \
	--no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup run worker test lint check fix lock bench

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

setup: ## make .venv as the lock files say (done by the others when needed)
	@$(PYTHON) scripts/setup.py

run: ## start everything in the foreground: PostgreSQL, Redis, web, worker, beat; Ctrl-C ends it
	@$(PYTHON) scripts/setup.py --ocr
	@exec $(VENV)/python scripts/run.py

worker: ## one more Celery worker beside a running `make run`
	@$(PYTHON) scripts/setup.py --ocr
	@exec $(VENV)/celery -A tasks.worker:app worker --concurrency 2 --hostname extra@%h

test: ## run all tests on a PostgreSQL and a Redis of their own
	@$(PYTHON) scripts/setup.py --ocr --dev
	@$(VENV)/python -m pytest

lint: ## format, lint, types, import rules
	@$(PYTHON) scripts/setup.py --ocr --dev
	@$(VENV)/ruff format --check $(SOURCES)
	@$(VENV)/ruff check $(SOURCES)
	@$(VENV)/mypy
	@$(VENV)/lint-imports

check: lint ## what has to pass before a commit: lint, then the tests with coverage
	@$(VENV)/python -m pytest --cov --cov-report=term:skip-covered

fix: ## let ruff format and mend what it can
	@$(PYTHON) scripts/setup.py --ocr --dev
	@$(VENV)/ruff check --fix $(SOURCES)
	@$(VENV)/ruff format $(SOURCES)

lock: ## choose versions anew from requirements*.in
	@$(PYTHON) scripts/setup.py --ocr --dev
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-ocr.in -o requirements-ocr.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt

bench: ## measure speed and size against the bars of the README
	@$(PYTHON) scripts/setup.py --ocr --dev
	@$(VENV)/python scripts/bench.py
