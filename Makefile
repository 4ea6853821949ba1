# Two commands for a fresh checkout; both make the virtual environment that they need.
#   make demo    cleans a noisy text and shows what went
#   make test    passes the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test engines check docs figures accuracy thorough phrasebook bench clean

demo: $(VENV)/.installed
	@echo "--- the article -------------------------------------------------------------"
	@$(BIN)/newsclean fixtures/demo/harbour.txt
	@echo "--- what went, and why ------------------------------------------------------"
	@$(BIN)/newsclean explain fixtures/demo/harbour.txt

test: $(VENV)/.developing
	$(BIN)/python -m pytest -n auto --dist loadgroup

# The packages of all engines too, 1 GB; the tests of an engine whose package is missing are skipped.
engines: $(VENV)/.engines

# The site, strictly: a broken link, an unknown anchor or a page that no menu names ends it. (`--quiet` would hide
# warnings from `--strict`, too.)
docs: $(VENV)/.developing
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

check: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Accuracy on pages of publishers never trained on, against the floors; skipped where the labelled lines are absent.
accuracy: $(VENV)/.developing
	$(BIN)/python benchmarks/accuracy.py

# The figures that the benchmarks keep, into the documents.
figures: $(VENV)/.developing
	$(BIN)/python tools/figures.py

# The property tests with 2,000 examples each instead of a few hundred.
thorough: $(VENV)/.developing
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n auto tests/test_injection.py tests/test_properties.py

phrasebook: $(VENV)/.installed
	$(BIN)/python tools/compile_phrasebook.py

bench: $(VENV)/.developing
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[corpus,fast,ray,testing]' --group dev
	@touch $@

$(VENV)/.engines: pyproject.toml $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --editable '.[all]'
	@touch $@
