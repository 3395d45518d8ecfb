# `make run` serves the site, `make test` runs all tests, `make check` runs every other check.
# `make golden` writes the readings of the sample letters anew, `make bench` prints their scores, and speeds: of the desk,
# and of the site with LETTERS invented letters beside Datasette, bare SQL and the bare framework.
# `make drills` kills the server fifty times while clerks are at work (SQLite, and DATABASE_URL), and looks at everything
# of which `make test` looks at a part: pages in every look, random states, large texts, attacks; then twenty minutes of load
# (AGENDAVOLGER_DRILLS_MINUTES). `make vnu` fetches the HTML checker, `make spectral` the linter of the OpenAPI document.
# `make audit` looks the pinned dependencies up in the lists of known vulnerabilities.
PYTHON ?= python3
PORT ?= 8000
LETTERS ?= 10000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
export AGENDAVOLGER_MODE ?= local
# What Python compiled is kept, also on a machine that is set not to: tests start it hundreds of times.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install run test check format golden bench drills vnu spectral audit
help:
	@sed -n 's/^# //p' Makefile

install: .venv/installed

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Agendavolger needs Python 3.11 or newer; choose one with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

# Mails of this site lead to this port.
run: export AGENDAVOLGER_SITE_URL ?= http://127.0.0.1:$(PORT)
run: install
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) load_fixtures
	@$(MANAGE) rebuild_search --if-needed
	@$(MANAGE) ensure_clerk
	@echo "Agendavolger: http://127.0.0.1:$(PORT)/   beheer: http://127.0.0.1:$(PORT)/beheer/   (stop: Ctrl-C)"
	@exec $(BIN)/gunicorn agenda_tracker.wsgi --config python:agenda_tracker.gunicorn --bind 127.0.0.1:$(PORT)

test: install
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MANAGE) makemigrations --check --dry-run
	AGENDAVOLGER_MODE=production AGENDAVOLGER_ALLOWED_HOSTS=agenda.example.nl \
	AGENDAVOLGER_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	$(MANAGE) check --deploy --fail-level WARNING

golden: install
	$(BIN)/python -m tests.letters.golden

bench: install
	$(BIN)/python -m tests.bench.letters
	$(BIN)/python -m tests.bench.desk
	$(BIN)/python -m tests.bench.compare --letters $(LETTERS) $(ARGS)

FULLER := tests/admin/test_axe.py tests/admin/test_access_table.py tests/web/test_reach.py tests/admin/test_account_pages.py tests/web/test_axe.py tests/web/test_random_states.py tests/letters/test_robust.py tests/attack tests/search/test_index_equals_database.py tests/feeds/test_nonsense.py tests/feeds/test_strangers.py tests/api
KEPT := tests/integrity tests/backup tests/admin/test_racing.py tests/commands/test_import_letters.py tests/alerts/test_exactly_once.py

drills: export AGENDAVOLGER_DRILLS = full
drills: install
	env -u DATABASE_URL $(BIN)/python -m pytest tests/drills $(FULLER) $(KEPT)
	if [ -n "$$DATABASE_URL" ]; then $(BIN)/python -m pytest tests/drills $(KEPT); fi

audit: build/audit/installed
	$(BIN)/python -m tests.audit build/audit/bin/pip-audit

# In a folder of its own, so that what only audits is no dependency.
build/audit/installed:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	touch $@

vnu: build/vnu/vnu.jar

build/vnu/vnu.jar:
	mkdir -p $(@D)
	cd $(@D) && npm pack --silent vnu-jar@26.9.27 && tar -xzf vnu-jar-*.tgz --strip-components=3 package/build/dist/vnu.jar
	rm $(@D)/vnu-jar-*.tgz

spectral: build/spectral/node_modules/.bin/spectral

build/spectral/node_modules/.bin/spectral:
	mkdir -p build/spectral
	npm install --silent --no-audit --no-fund --prefix build/spectral @stoplight/spectral-cli@6.16.3
	touch $@

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
