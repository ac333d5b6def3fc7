# Two commands for a newcomer: `make run` and `make test`. The rest is what they are made of.

DATA ?= ./data
LISTEN ?= 127.0.0.1:8080
TARGET := $(or $(CARGO_TARGET_DIR),target)

.DEFAULT_GOAL := run
.PHONY: run build test lint unit browser check senses general-senses bench assets

## Serves the hub at http://127.0.0.1:8080, with its data in ./data.
run: build
	exec $(TARGET)/release/watchward serve --data $(DATA) --listen $(LISTEN)

## Builds the released program.
build: assets
	cargo build --release --locked -p watchward

## Everything that is tested, in the order in which it fails fastest.
test: assets
	tools/setup
	$(MAKE) lint
	$(MAKE) unit
	$(MAKE) browser

lint: assets
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked

unit: export WATCHWARD_TEST_PYTHON ?= $(CURDIR)/target/venv/bin/python
unit: assets
	@if cargo nextest --version >/dev/null 2>&1; then \
		tools/with-postgres cargo nextest run --workspace --locked --no-fail-fast; \
	else \
		tools/with-postgres cargo test --workspace --locked --no-fail-fast; \
	fi

# The program is the one that the tests before have built.
browser: export WATCHWARD_TEST_PROGRAM ?= $(abspath $(TARGET))/debug/watchward
browser:
	cd tests/browser && npm ci --no-audit --no-fund && npm test

## Checks the content, and tells all that is wrong with it.
check: assets
	cargo run --quiet --locked -p watchward -- check content

## Learns the senses of words anew from the content: for when much has been written.
senses:
	cargo run --release --locked -p search --example learn -- content crates/search/src/words/senses.txt

## Reads anew what pieces of words mean in English, where `make senses` begins: for another model or size.
general-senses:
	python3 -m venv target/senses
	target/senses/bin/pip install --quiet --no-deps -r tools/senses/requirements.txt
	target/senses/bin/python tools/senses/general.py crates/search/examples/learn/general.txt

## Measures the released program and prints each figure beside its target.
bench: build
	cargo build --release --locked -p accounts --example trail
	tools/setup bench
	tools/bench

## Builds the front end when its sources have changed.
assets: frontend/dist/main.css

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

frontend/dist/main.css: frontend/node_modules/.package-lock.json frontend/build.mjs $(wildcard frontend/src/*)
	cd frontend && npm run build
