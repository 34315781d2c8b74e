# Everything a developer or CI runs; `make demo` is for anyone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: catalogs
catalogs: ; $(BIN)/python tools/build_catalogs.py
