# Two commands for a newcomer: `make run` and `make test`. Both set up a private virtual environment
# in .venv first, with uv where it is there and with Python's own venv and pip where it is not.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
VENV := .venv
BIN := $(VENV)/bin
FOLDER ?= seeds

ifdef UV
INSTALL := VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet -c requirements.lock
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock
endif

.PHONY: run test check lint audit bench faults pictures tables lock clean

run: $(VENV)/.run
	@test -t 0 -a -t 1 || { echo 'The interface needs a terminal. Without one, type: $(BIN)/xunju search 铅字 $(FOLDER)' >&2; exit 2; }
	@$(BIN)/python -m tui.cli $(FOLDER)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: lint test

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: $(VENV)/.run
	@$(BIN)/python -m tui.cli audit $(FOLDER) $(if $(SAMPLES),--samples $(SAMPLES)) $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench $(ARGS)

faults: $(VENV)/.dev
	$(BIN)/python -m tests.faults $(ARGS)

pictures: $(VENV)/.dev
	$(BIN)/python -m tools.pictures

tables: $(VENV)/.dev
	$(BIN)/python -m tools.tables

lock: $(VENV)/.dev
	$(BIN)/python -m tools.lock

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'Xunju needs Python 3.11 or newer with its venv module (on Debian: apt install python3-venv).' >&2; exit 2; }
ifdef UV
	@uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
else
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Python cannot make a virtual environment (on Debian: apt install python3-venv).' >&2; exit 2; }
endif

$(VENV)/.run: pyproject.toml requirements.lock | $(BIN)/python
	@echo 'Installing Xunju into $(VENV) ...'
	@$(INSTALL) -e .
	@$(BIN)/python -m compileall -q index tui
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.lock | $(BIN)/python
	@echo 'Installing Xunju and its tools into $(VENV) ...'
	@$(INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/.run
