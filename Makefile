# Two commands set the portal up:  make serve  (build and look at it)  and  make test  (every check).
# Needs make and python3-venv; everything else goes into .venv and .cache.
PYTHON ?= python3
PORT ?= 8000

VENV := .venv
PY := $(VENV)/bin/python
# A stamp is named after the content of its requirement file and written last: an interrupted or outdated install is redone.
key = $(shell sha256sum $(1) | cut -c1-16)
SITE := $(VENV)/.stamp-site-$(call key,requirements.txt)
DEV := $(VENV)/.stamp-dev-$(call key,requirements-dev.txt)
PIP := $(PY) -m pip install --disable-pip-version-check --require-hashes

.PHONY: serve build test venv dev clean

serve: $(SITE)
	@$(PY) -m invoke build serve --port $(PORT)

build: $(SITE)
	@$(PY) -m invoke build

test: $(DEV)
	@$(PY) -m invoke prepare lint test

venv: $(SITE)

dev: $(DEV)

clean:
	rm -rf output .build

$(PY):
	$(PYTHON) -m venv $(VENV)

$(SITE): | $(PY)
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@rm -f $(VENV)/.stamp-*
	$(PIP) -r requirements.txt
	@touch $@

# The development file holds all that the site's file holds, in the same versions.
$(DEV): | $(PY)
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@rm -f $(VENV)/.stamp-*
	$(PIP) -r requirements-dev.txt
	@touch $(SITE) $@
