# Every command of this repository; `make` alone lists them. scripts/setup.py keeps .venv as the lock files say.
PYTHON ?= $(or $(shell command -v python3.11),$(shell command -v python3),python3.11)
NO_PYTHON := Python 3.11 was not found. Install it, or say where it is: make run PYTHON=/path/to/python3.11
SETUP = command -v $(PYTHON) > /dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }; $(PYTHON) scripts/setup.py
VENV := .venv/bin
SOURCES := app tasks ml_models scripts tests wsgi.py gunicorn.conf.py
# A process for each core and one more, since some of them wait for the systems they start; four at most. tests/cores.py
# says which tests go together. Each has one thread for sums, and may keep what it compiled, for the many processes that
# the tests start.
CORES := $(or $(shell nproc 2>/dev/null),2)
TESTS := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE= \
	$(VENV)/python -m pytest --numprocesses $(shell expr $(CORES) + 1) --maxprocesses 4
LOCK := $(VENV)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header \
	--no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup run worker test lint check check-ops chaos fix lock train bench eval-gst eval-fraud eval-insights eval-invoices docs

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

setup: ## make .venv as the lock files say; the other commands do this when needed
	@$(SETUP) $(WITH)

run: ## start everything in the foreground: PostgreSQL, Redis, web, worker, beat; Ctrl-C ends it
	@$(SETUP) --worker --ocr
	@exec $(VENV)/python scripts/run.py

worker: ## one more Celery worker beside a running `make run`
	@$(SETUP) --worker --ocr
	@exec $(VENV)/celery -A tasks.worker:app worker --concurrency 2 --hostname extra@%h

test: ## run all tests on all cores, on a PostgreSQL and a Redis of their own
	@$(SETUP) --worker --ocr --dev
	@$(TESTS)

lint: ## format, lint, types, import rules
	@$(SETUP) --worker --ocr --dev
	@$(VENV)/ruff format --check $(SOURCES)
	@$(VENV)/ruff check $(SOURCES)
	@$(VENV)/mypy
	@$(VENV)/lint-imports

check: lint ## what has to pass before a commit: lint, then the tests with coverage
	@$(TESTS) --cov --cov-report=term:skip-covered

check-ops: ## hold images, manifests, configurations and scripts against real tools: all, or KIND=nginx
	@$(SETUP) --worker --ocr --dev --ops
	@$(VENV)/python -m scripts.check_ops $(KIND)

chaos: ## hurt a system of its own and see what holds: all (minutes), SHORT=1, FAULT=redis, or FAULT=growth MINUTES=60
	@$(SETUP) --worker --ocr --dev --ops
	@$(VENV)/python -m scripts.chaos $(FAULT) $(if $(SHORT),--short) $(if $(MINUTES),--minutes $(MINUTES))

fix: ## let ruff format and mend what it can
	@$(SETUP) --worker --ocr --dev
	@$(VENV)/ruff check --fix $(SOURCES)
	@$(VENV)/ruff format $(SOURCES)

lock: ## choose versions anew from requirements*.in
	@$(SETUP) --worker --ocr --dev
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-worker.in -o requirements-worker.txt
	@$(LOCK) requirements-ocr.in -o requirements-ocr.txt
	@$(LOCK) requirements-otel.in -o requirements-otel.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt
	@$(LOCK) requirements-ops.in -o requirements-ops.txt
	@$(LOCK) requirements-scan.in -o requirements-scan.txt

train: ## rebuild the shipped models from their seeds, and say what differs: all, or NAME=late_payment
	@$(SETUP) --worker --ocr
	@$(VENV)/python -m scripts.train $(NAME)

bench: ## measure speed and size against the bars of the README
	@$(SETUP) --worker --ocr --dev
	@$(VENV)/python -m scripts.bench

eval-gst: ## ask the GST calls the questions of a file of cases and count the right answers: FILE=cases.json
	@$(SETUP) --worker --ocr
	@$(VENV)/python -m scripts.eval_gst $(FILE)

eval-fraud: ## scan books whose troubles are known and count right and false alerts: FILE=books.json
	@$(SETUP) --worker --ocr
	@$(VENV)/python -m scripts.eval_fraud $(FILE)

eval-insights: ## hold forecasts, payment dates and customers against what then happened: DATA=folder
	@$(SETUP) --worker --ocr
	@$(VENV)/python -m scripts.eval_insights $(DATA)

eval-invoices: ## read sentences, receipts, PDFs and invoices whose truth is known: DATA=folder
	@$(SETUP) --worker --ocr
	@$(VENV)/python -m scripts.eval_invoices $(DATA)

docs: ## rewrite the parts of docs/*.md that are made from the code
	@$(SETUP) --worker --ocr
	@$(VENV)/python -m scripts.docs
