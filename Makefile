# The house in commands: `make` lists them.

PORT ?= 8000
DATA ?= $(CURDIR)/data
SOURCES ?= ../shared/data
ROLE ?= leitung
OUT ?=
export DATA

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
READY := $(VENV)/ready-run
READY_DEV := $(VENV)/ready-dev
RUN := $(BIN)/teilhabe

.DEFAULT_GOAL := help
.PHONY: help run code test check fix bench docs messages clean

help: ## list what make can do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(READY): uv.lock requirements.txt pyproject.toml
	@sh tools/install.sh $(PYTHON) run
	@touch $@

$(READY_DEV): uv.lock requirements-dev.txt pyproject.toml
	@sh tools/install.sh $(PYTHON) dev
	@touch $@ $(READY)

run: $(READY) ## install what is needed, make the demo office, serve it (PORT=, DATA=)
	@exec $(RUN) serve --demo --port $(PORT)

code: $(READY) ## the current second factor of a demo login (ROLE=)
	@$(RUN) demo-code $(ROLE)

test: $(READY_DEV) ## install and pass the tests, on SQLite
	@sh tools/test.sh

check: $(READY_DEV) ## everything CI does, in the same order
	@sh tools/check.sh

fix: $(READY_DEV) ## format code and templates, repair what linters can repair
	$(BIN)/ruff format -q .
	$(BIN)/ruff check -q --fix .
	git ls-files 'src/*.html' | xargs $(BIN)/djade --target-version 5.2

bench: $(READY_DEV) ## print our promised figures beside what a user would pick instead (OUT=)
	@$(BIN)/python -m bench $(if $(OUT),--out $(OUT))

docs: $(READY_DEV) ## build handbook, architecture and operators' guide into site/
	@$(BIN)/python tools/reference.py
	@$(BIN)/mkdocs build --strict --quiet && echo "site/index.html"

messages: $(READY_DEV) ## collect the words people see, and compile the catalogues
	@sh tools/messages.sh

clean: ## remove what was installed and built, keep the data
	rm -rf $(VENV) site .pytest_cache .mypy_cache .ruff_cache .hypothesis
