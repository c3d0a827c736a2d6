# One front door: people and CI run the same commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Most of a walk is waiting: more tests at a time than cores.
JOBS ?= 4

.DEFAULT_GOAL := help
.PHONY: help install demo test check torture endurance faults recordings bench fleet lock clean

help:  ## what can be done here
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP)  ## make .venv with the command batchportal in it, and find or install a browser

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "batchportal needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say: make PYTHON=python3.12 install")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the locked packages into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m batchportal.chromium
	@touch $@

demo: install  ## register five companies on a stub portal, in a real browser
	@$(BIN)/batchportal demo

test: install  ## run the whole test suite
	@$(BIN)/python -m pytest --numprocesses $(JOBS) --dist load --maxschedchunk 1

check: install  ## lint, formatting, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

torture: install  ## kill registrations at every point and hundreds of times at random (TORTURE="--kills 500 --companies 8 --seed 1")
	@$(BIN)/python -m tests.torture $(TORTURE)

endurance: install  ## register 300 companies in one run: memory, browsers, processes left behind (ENDURANCE="--companies 1000")
	@$(BIN)/python -m tests.endurance $(ENDURANCE)

recordings: install  ## record walks over the stub portal anew
	@$(BIN)/python -m tests.make_recordings

faults: install  ## play every fault of the stub on every page of every skin (an hour or two)
	@$(BIN)/python -m tests.faults --jobs $(JOBS)

portals: install  ## walk portals that others have written from the manual
	@$(BIN)/python -m tests.portals --jobs $(JOBS)

bench: install  ## measure against a naive script, on the same stub
	@$(BIN)/python -m tests.benchmarks
	@$(BIN)/python -m tests.benchmarks.engine

fleet: install  ## kill two of four workers again and again, 200 companies, on PostgreSQL
	@$(BIN)/python -m tests.fleet

lock:  ## renew requirements.lock (needs uv)
	@uv pip compile --quiet --universal --generate-hashes \
	  --custom-compile-command 'make lock' --group dev --group build --output-file requirements.lock pyproject.toml

clean:  ## remove what the other targets made
	@rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
