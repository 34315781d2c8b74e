# `make demo` is for anyone; the rest is what developers and CI run. On Windows, see the pip lines in the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check

# Each in a process of its own: while Playwright has a browser open, no other test there can run an event loop.
BROWSERS := tests/widgets tests/office tests/jupyter

.PHONY: help demo install test lint types layers unit bench bench-matching catalogs labextension pictures clean

help:
	@sed -n 's/^\([a-z-]*\): .*## /  make \1\t/p' Makefile

demo: $(VENV)/core.stamp ## make a demo workbook, refresh it and say where to look
	@mkdir -p workbooks/made
	@$(BIN)/python workbooks/make.py --only boutique --out workbooks/made
	@$(BIN)/habitue refresh workbooks/made/boutique.xlsm --as-of 2026-11-01 --output workbooks/made/boutique-refreshed.xlsm
	@echo "Open workbooks/made/boutique-refreshed.xlsm beside workbooks/made/boutique.xlsm."

install: $(VENV)/dev.stamp ## set up the developer's environment

test: lint types layers unit ## all that CI checks

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

unit: $(VENV)/dev.stamp
	$(BIN)/pytest -n 2 --dist worksteal $(addprefix --ignore=,$(BROWSERS))
	@for folder in $(BROWSERS); do $(BIN)/pytest -n 2 --dist loadfile $$folder || exit 1; done

bench: $(VENV)/dev.stamp ## measure against what a user would pick instead, side by side
	$(BIN)/python benchmarks/refresh.py
	$(BIN)/python benchmarks/history.py

bench-matching: $(VENV)/dev.stamp ## measure how well duplicates are found, beside other tools that are installed
	$(BIN)/python benchmarks/matching.py

catalogs: $(VENV)/core.stamp ## compile the French catalogue after editing a .po file
	$(BIN)/python tools/build_catalogs.py

labextension: $(VENV)/dev.stamp ## rebuild what JupyterLab loads, after editing labextension_src (needs node and npm)
	$(BIN)/python tools/build_labextension.py
	@$(PIP) install --quiet --no-deps --editable .

formulas: $(VENV)/dev.stamp ## write the manual's pages of formulas
	$(BIN)/python tools/formula_pages.py

pictures: $(VENV)/dev.stamp ## make the README's pictures from the demo workbooks (needs LibreOffice, poppler and Chromium)
	$(BIN)/python tools/pictures.py
	$(BIN)/python tools/app_pictures.py

clean:
	rm -rf $(VENV) workbooks/made benchmarks/made

$(VENV)/core.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Habitué needs Python 3.11 or newer; this is ' + sys.version.split()[0])"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --upgrade pip
	@$(PIP) install --quiet --constraint constraints.txt --group demo --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp
	@$(PIP) install --quiet --constraint constraints.txt --group dev
	@touch $@
