# Every step checks first what is there: any target may be asked for at any time.
SHELL := bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# One by one, the long ones first (conftest.py): no worker idles beside the other's last.
PYTEST := $(BIN)/pytest -n 2 --maxschedchunk=1 --durations=10
COVERED := --cov --cov-report=
# Counting branches makes a test half as slow again: what is counted is tried apart.
RULES := --cov-config=tests/rules.coveragerc
# Tests start many programs; each would otherwise compile the whole house for itself.
export PYTHONDONTWRITEBYTECODE :=
SETUP := $(PYTHON) src/thidua/config/environment.py

.DEFAULT_GOAL := help
.PHONY: help run test coverage mutants check fix demo bench docs papers pictures pages messages rollup spark ready ready-to-test

help: ## list these targets
	@sed -nE 's/^([a-z]+): .*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

ready:
	@$(SETUP) run

ready-to-test:
	@$(SETUP) test

run: ready ## set up what is missing, load the demo, serve on 127.0.0.1:8000 (PORT=8001 for another)
	@exec $(BIN)/thidua serve --demo --port $(PORT)

test: ready-to-test ## every test, browser journeys included; prints the ten slowest
	@$(BIN)/coverage erase
	@$(PYTEST) -m rules $(COVERED) $(RULES)
	@echo "Branch coverage of law, rules and states, wanted 100 %:"
	@$(BIN)/coverage report --rcfile=tests/rules.coveragerc --show-missing --fail-under=100
	@$(PYTEST) -m "not rules"

coverage: ready-to-test ## every test again with each branch of the whole house counted; wanted 95 %
	@$(BIN)/coverage erase
	@$(PYTEST) $(COVERED)
	@$(BIN)/coverage report --show-missing --sort=cover --fail-under=95

mutants: ready-to-test ## change law and rules in many small ways; at least 90 % must fail a test (minutes)
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/mutants.txt
	@$(BIN)/python -m tests.support.mutants

check: ready-to-test ## the static checks: style, types, import contracts, migrations, templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/thidua manage makemigrations --check --dry-run
	$(BIN)/djlint --lint --quiet src

fix: ready-to-test ## what the checks can mend by themselves
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

demo: ready ## load the demo data, once
	@$(BIN)/thidua demo

bench: ready-to-test ## the repeatable measurements, each beside its reference
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/bench.txt
	@for file in $$(grep -l __main__ bench/*.py); do \
		module=$${file%.py}; echo "== $$module"; $(BIN)/python -m "$${module/\//.}" || exit 1; \
	done

docs: ready-to-test ## write docs/reference anew
	@$(BIN)/python -m thidua.config.reference
	@$(BIN)/python -m thidua.legal.describe > docs/reference/awards.md

papers: ready-to-test ## draw docs/papers anew: a picture of every paper, from invented data
	@$(BIN)/python -m tests.support.gallery

pictures: ready-to-test ## take the pictures of the officer's guide anew, while its test walks the pages
	@THIDUA_PICTURES=1 $(BIN)/pytest -q tests/browser/test_december.py

pages: ready-to-test ## take a picture of every page at both widths: make pages TO=folder
	@mkdir -p $(TO) && THIDUA_PAGES=$(TO) $(BIN)/pytest -q tests/browser/test_accessibility.py

rollup: ready ## install what checks all sums by DuckDB: thidua rollup --check
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/rollup.txt

spark: ready ## the same for Spark, which needs Java 17: thidua rollup --engine spark
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/spark.txt

messages: ready-to-test ## gather the messages of code and pages, compile the catalogues
	@command -v xgettext >/dev/null || { echo 'Install gettext: apt-get install gettext'; exit 1; }
	cd src/thidua && ../../$(BIN)/python -m django makemessages --locale en --no-obsolete --no-location --settings thidua.config.settings
	$(BIN)/python -m thidua.config.catalogues
