# `make run` and `make test` are all that most people need. Each sets up what it needs, once.

PYTHON ?= python3

# With an NVIDIA driver (or Windows' one seen from WSL) the GPU set, otherwise the small one.
ifneq ($(wildcard /proc/driver/nvidia/version /dev/dxg),)
REQUIREMENTS ?= requirements.txt
else
REQUIREMENTS ?= requirements-cpu.txt
endif

RUN := .venv
TEST := .venv-test
LINT := .venv-lint
DOCS := .venv-docs
PINNED := requirements.txt requirements-cpu.txt requirements-ray.txt

.PHONY: run test test-fast lint types numbers package release audit soak simulate cluster-demo \
	bench bench-cluster bench-gpu bench-quality docs demo fuzz browser clean

run: $(RUN)/ready  ## start the bot, or without TELEGRAM_BOT_TOKEN the sandbox
	$(RUN)/bin/python bot.py

test: $(TEST)/ready browser  ## run all tests, on all cores
	$(TEST)/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not alone"
	$(TEST)/bin/python -m pytest -m alone

test-fast: $(TEST)/ready  ## run the quick tests, on all cores
	$(TEST)/bin/python -m pytest -m "not slow" -n auto --dist loadfile --no-loadscope-reorder

numbers:  ## measure the structure of the code against its limits
	$(PYTHON) -m tests.structure

soak: $(TEST)/ready  ## stress, faults and kill -9, what was lost; what others wait beside a hostile person
	$(TEST)/bin/python -m tests.soak
	$(TEST)/bin/python -m tests.hostility

simulate: $(TEST)/ready  ## 100,000 days with faults at every point of the journal, on all cores
	$(TEST)/bin/python -m tests.simulation

cluster-demo: $(TEST)/ready  ## two bots, PostgreSQL and a Ray cluster on this machine
	$(TEST)/bin/python -m tests.cluster_demo

bench-cluster: $(TEST)/ready  ## measure the engine on a Ray cluster against the one without
	$(TEST)/bin/python benchmarks/cluster.py --json benchmarks/cluster.json

lint: $(LINT)/ready  ## check style, types and import rules; installs neither torch nor Ray
	$(LINT)/bin/ruff check
	$(LINT)/bin/ruff format --check
	$(LINT)/bin/mypy
	$(LINT)/bin/lint-imports

types: $(TEST)/ready  ## check the types once more, with torch's own
	$(TEST)/bin/mypy

audit: $(LINT)/ready  ## look for known vulnerabilities in what the requirements pin
	.ci/audit

package: $(LINT)/ready  ## build the wheel and the sdist into dist/
	rm -rf dist
	$(LINT)/bin/python -m build

release: $(LINT)/ready  ## build all that a release consists of into dist/, and try it; TAG=v1.2.3, or a dry run
	$(PYTHON) .ci/release $(if $(TAG),--tag "$(TAG)")

bench: $(TEST)/ready  ## measure latency, throughput, memory and the PNG writers on this CPU, beside others
	for name in latency chat groups throughput memory png tap beside; do \
		$(TEST)/bin/python benchmarks/$$name.py --json benchmarks/$$name.json || exit 1; \
	done

PROTOCOL ?= chat
bench-quality: $(TEST)/ready  ## judge cutouts; FOLDER=… holds photos with masks; PROTOCOL=noc counts clicks
	$(TEST)/bin/python benchmarks/quality.py $(FOLDER) --protocol $(PROTOCOL) --json benchmarks/quality.json

docs: $(DOCS)/ready  ## build the site into build/site, strictly
	$(DOCS)/bin/python -m docs.build
	$(DOCS)/bin/zensical build --clean --strict

demo: $(TEST)/ready browser  ## record a walk through the sandbox in build/demo, and draw the README's pictures
	$(TEST)/bin/python -m docs.demo
	$(TEST)/bin/python -m docs.strip

bench-gpu: $(TEST)/ready  ## measure the large models on this machine's GPU
	$(TEST)/bin/python benchmarks/gpu.py --json benchmarks/gpu.json

MINUTES ?= 10
fuzz: $(TEST)/ready  ## throw damaged files of every format at the decoders
	$(TEST)/bin/python -m tests.fuzz $(MINUTES)

$(RUN)/ready: requirements.txt requirements-cpu.txt
	$(PYTHON) -m venv $(RUN)
	$(RUN)/bin/pip install --quiet -r $(REQUIREMENTS)
	touch $@

$(LINT)/ready: requirements-cpu.txt requirements-lint.txt
	$(PYTHON) -m venv $(LINT)
	$(LINT)/bin/pip install --quiet -r requirements-lint.txt
	touch $@

$(DOCS)/ready: requirements-docs.txt
	$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/pip install --quiet -r requirements-docs.txt
	touch $@

$(TEST)/ready: $(PINNED) requirements-lint.txt requirements-dev.txt
	$(PYTHON) -m venv $(TEST)
	$(TEST)/bin/pip install --quiet -r requirements-dev.txt
	touch $@

# The page is tested in Chromium; where it is not installed and cannot be, those tests are skipped.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium; } \
	|| echo "There is no Chromium: the tests of the page are skipped."

clean:  ## remove what the commands above installed
	rm -rf $(RUN) $(TEST) $(LINT) $(DOCS) build dist
