# The portal's commands. `make run` and `make test` each work as the first thing typed in a fresh clone.

PYTHON ?= python3
PORT ?= 8000
export PORT

.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: bench-reminders bench-pages
.PHONY: help run demo-reset manage test test-faults format lock clean screenshots
.PHONY: check check-format check-lint check-types check-templates check-floors check-migrations check-deployment

VENV := .venv/bin
EMBEDDED := -m deploy.embedded
STEP = $(PYTHON) -m deploy.embedded.progress --log var/log/install.log
# pip leaves compiling to the first import: it takes longer than all the rest of the installation.
PIP := $(VENV)/python -m pip --disable-pip-version-check install --no-compile --require-hashes
# npm and its scripts find node, and themselves, on the path.
NPM := env PATH="$(CURDIR)/$(VENV):$$PATH" npm
# What the portal's settings ask for, where a command only reads code.
READING := SECRET_KEY=only-to-read-the-code-and-long-enough-for-every-check-of-django ALLOWED_HOSTS=portal.example.org \
	DEMO=false DEBUG=false PORTAL_BASE_URL=https://portal.example.org DATABASE_URL=sqlite://:memory:
FRONT_END := $(shell find static/src -type f 2>/dev/null)

help:
	@echo "make run         set up and start the portal on http://127.0.0.1:8000/ (PORT=8123 for another port)"
	@echo "make demo-reset  forget the demonstration's data; the next run begins afresh"
	@echo "make manage ARGS='send_reminders'  a command beside the running portal"
	@echo "make test        set up and run the tests (ARGS='tests/partners -x' for some of them)"
	@echo "make test-faults the tests alone that stop, kill and race real processes (FAULTS_PEOPLE=2000 for a long run)"
	@echo "make check       formatting, lint, types, templates, floors, migrations, deployment (-k for all that fails)"
	@echo "make bench-reminders  how fast reminders go out, beside a loop that does nothing but send"
	@echo "make bench-pages how quick the pages are, beside Django alone (SCALE=10 for ten times as many rows)"
	@echo "make screenshots take the pictures of the README and the guides again, from the demonstration"
	@echo "make format      put code and templates into shape"
	@echo "make lock        renew the locks after a change of dependencies"
	@echo "make clean       remove what was installed and built, but no data"

# Running ------------------------------------------------------------------------------------------

run: python-is-new-enough
	@$(PYTHON) $(EMBEDDED) check
	@$(MAKE) --no-print-directory ready-to-run
	@exec $(VENV)/python $(EMBEDDED) run --tied

.PHONY: ready-to-run
ready-to-run: .venv/.portal var/static/.collected
	@:

demo-reset: python-is-new-enough
	@$(PYTHON) $(EMBEDDED) reset

manage:
	@test -f var/run/environment || { echo "Start the portal first: make run"; exit 1; }
	@. var/run/environment && exec $(VENV)/python manage.py $(ARGS)

# Checking -----------------------------------------------------------------------------------------

test: python-is-new-enough .venv/.dev var/static/.collected
	@$(VENV)/python -m pytest -n 2 $(ARGS)

# One after the other: each has both cores to itself, and the moments of its kills do not move.
test-faults: python-is-new-enough .venv/.dev
	@$(VENV)/python -m pytest tests/faults -m faults --durations=0 --durations-min=1 $(ARGS)

check: check-format check-lint check-types check-templates check-floors check-migrations check-deployment

check-format: python-is-new-enough .venv/.dev
	$(VENV)/ruff format --check .

check-lint: .venv/.dev
	$(VENV)/ruff check .

check-types: .venv/.dev
	$(READING) $(VENV)/mypy

check-templates: .venv/.dev
	git ls-files -z '*.html' | xargs -0 -r $(VENV)/djade --check --target-version 5.2

check-floors: .venv/.dev
	$(READING) $(VENV)/lint-imports

check-migrations: .venv/.dev
	$(READING) $(VENV)/python manage.py makemigrations --check --dry-run

check-deployment: .venv/.dev static/dist/.built
	$(READING) $(VENV)/python manage.py check --deploy --fail-level WARNING

format: .venv/.dev
	$(VENV)/ruff check --fix-only .
	$(VENV)/ruff format .
	git ls-files -z '*.html' | xargs -0 -r $(VENV)/djade --target-version 5.2

# Speed --------------------------------------------------------------------------------------------

bench-reminders: python-is-new-enough .venv/.dev
	@$(VENV)/python -m bench.reminders

bench-pages: python-is-new-enough .venv/.dev var/static/.collected
	@$(VENV)/python -m bench.pages

# Pictures -----------------------------------------------------------------------------------------

screenshots: python-is-new-enough .venv/.dev var/static/.collected
	@$(VENV)/python -m pytest -q tests/journeys/pictures.py

# Setting up ---------------------------------------------------------------------------------------

.PHONY: python-is-new-enough
python-is-new-enough:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "The portal needs Python 3.11 or later as $(PYTHON): PYTHON=python3.11 names another one."; exit 1; }

.venv/.made:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python's venv is missing: apt-get install python3-venv, then run this again."; exit 1; }
	@$(STEP) "Making a place for packages" -- $(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.portal: requirements/portal.txt .venv/.made
	@$(STEP) "Installing the portal's packages" --packages $< -- $(PIP) -r $<
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.made
	@$(STEP) "Installing the portal's and the tests' packages" --packages $< -- $(PIP) -r $<
	@touch $@ .venv/.portal

node_modules/.installed: package-lock.json .npmrc | .venv/.portal
	@$(STEP) "Installing the front end's packages" -- $(NPM) ci
	@touch $@

static/dist/.built: node_modules/.installed package.json $(FRONT_END)
	@$(STEP) "Building the style sheets" -- $(NPM) run build
	@touch $@

var/static/.collected: static/dist/.built | .venv/.portal
	@$(STEP) "Collecting what browsers fetch" -- env $(READING) $(VENV)/python manage.py collectstatic --noinput --clear
	@touch $@

# Locks: names, versions and hashes, and no registry's address -------------------------------------

LOCKING := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= var/uv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml

lock: .venv/.dev
	@test -x var/uv/bin/uv || { $(PYTHON) -m venv var/uv && var/uv/bin/pip install --quiet uv; }
	$(LOCKING) --output-file requirements/portal.txt
	$(LOCKING) --extra dev --output-file requirements/dev.txt
	$(NPM) install --package-lock-only

clean:
	rm -rf .venv node_modules static/dist var/static var/uv .mypy_cache .ruff_cache .pytest_cache
