# `make` checks the founding expression and writes the report, `make test` passes the tests,
# `make verify` is everything that must hold before a change lands. Each builds .venv first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
EXPRESSION := -0.5 * torch.sum(1 + sigma - mu.pow(2) - sigma.exp())

.PHONY: run install test lint verify format benchmark mutants clean

run: $(INSTALLED)
	$(BIN)/kl-check check "$(EXPRESSION)"
	$(BIN)/kl-check report

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

test: $(INSTALLED)
	$(BIN)/python -m pytest -n auto

lint: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

verify: lint test

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmark: $(INSTALLED)
	$(BIN)/python benchmarks/speed.py

mutants: $(INSTALLED)
	$(BIN)/python -m benchmarks.mutants

clean:
	rm -rf $(VENV) build dist *.egg-info
