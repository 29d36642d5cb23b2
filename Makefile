# Everything runs in .venv, which is made on first use: python3 and make are all it takes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
# What starts the program many hundred times takes too long when coverage is measured.
UNMEASURED := tests/benchmarks tests/hostile tests/torture

.PHONY: demo test torture check format lint types layers bench relevance pictures clean

demo: $(READY)  ## take in the sample articles and search them
	$(BIN)/tca --archive .demo ingest sample_articles
	$(BIN)/tca --archive .demo search "BelAZ"

test: $(READY)  ## what the README calls the tests
	$(BIN)/pytest -n auto --cov $(foreach folder,$(UNMEASURED),--ignore $(folder))
	$(BIN)/pytest -n auto $(UNMEASURED)

# Processes killed, disks that are full or lose their power: about ten minutes.
torture: $(READY)  ## that nothing is lost; make torture TORTURE="--seed 7 --only kill"
	$(BIN)/python -m tests.torture $(TORTURE)

check: $(READY) lint types layers test  ## everything that must hold before a change lands

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

format: $(READY)  ## rewrite the code in the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What cannot be installed here, or is not, the benchmarks leave out.
bench: $(READY)  ## tca beside its peers, measured here; make bench BENCH="--articles 20000"
	-$(BIN)/pip install --quiet --only-binary tantivy --group bench
	$(BIN)/python -m benchmarks $(BENCH)

relevance: $(READY)  ## ranking on the judged collection in COLLECTION, in BEIR's form
	$(BIN)/pip install --quiet --constraint constraints.txt --group relevance
	$(BIN)/python -m benchmarks.relevance $(COLLECTION)

pictures: $(READY)  ## those of the README, made anew
	$(BIN)/python -m pictures

clean:  ## remove the environment and the demonstration's archive
	rm -rf .venv .demo

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[all]' --group dev
	touch $@
