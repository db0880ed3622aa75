# make run    open the window on the sample photos (without a screen: the same job to a report)
# make test   run the tests            make lint   style, types, directions of imports
# make format rewrite the style        make lock   pin the dependencies anew
# make dist   build the standalone program and its archive in dist/ (docs/freezing.md)
# Each sets up what it needs in .venv first; PYTHON=python3.12 chooses another interpreter.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint format translations lock dist clean

run: .venv/run.stamp
	@tools/run.sh

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile \
	    --max-worker-restart 0

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Gathers the window's texts for Qt Linguist and compiles what is translated; `tr` and `tr_noop` mark them.
translations: .venv/dev.stamp
	$(BIN)/pyside6-lupdate $$(git ls-files 'desktop/*.py' 'core/*.py') -ts resources/translations/*.ts -no-obsolete \
	    -locations none -tr-function-alias tr+=tr_noop
	$(BIN)/pyside6-lrelease resources/translations/*.ts

lock: .venv/dev.stamp
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/python tools/lock.py

# With TensorFlow the training's dependencies are needed, and those come with the development's.
dist: .venv/$(if $(TAGPROOF_WITH_TENSORFLOW),dev,run).stamp
	packaging/dist.sh

clean:
	rm -rf .venv build dist tagproof-demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

.venv/run.stamp: requirements.lock pyproject.toml tools/setup.sh
	@PYTHON="$(PYTHON)" tools/setup.sh run

.venv/dev.stamp: requirements-dev.lock pyproject.toml tools/setup.sh
	@PYTHON="$(PYTHON)" tools/setup.sh dev
