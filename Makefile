# Two commands are all that is needed: `make run` and `make test`.
# Both need Rust (with cargo) and Node (with npm); the tests need Python 3 as well.

CARGO ?= cargo
NPM ?= npm
# Where `make run` listens.
LISTEN ?= 127.0.0.1:8080
# How many times as fast as the day the demo's last hours are replayed.
SPEED ?= 60
# How many Rust tests run at a time: one more than there are cores, since many wait for another process.
TEST_THREADS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# How often `make audit` opens each page; the median counts.
RUNS ?= 5
# How long each parser is tried, in seconds, and by which toolchain.
SECONDS ?= 60
TOOLCHAIN ?= nightly
# How long the soak takes, and with how many readers.
MINUTES ?= 20
READERS ?= 2000

# Where cargo puts what it builds.
TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
NODE_MODULES := web/node_modules/.package-lock.json
SCRIPT := web/dist/.built

.PHONY: run web test test-rust test-web test-browser check format bench audit fuzz soak screenshot clean

## Show the demo in a browser
run: $(SCRIPT)
	$(CARGO) run --quiet --package stet -- demo --listen $(LISTEN) --speed $(SPEED)

## Build the reader's script and the desk, which `cargo build` then embeds
web: $(SCRIPT)

## Run every test, the browser's too
test: test-web test-rust test-browser

test-web: $(SCRIPT)
	cd web && $(NPM) run --silent check
	cd web && $(NPM) test --silent

test-rust: $(SCRIPT)
	RUST_TEST_THREADS=$(TEST_THREADS) $(CARGO) test --workspace

# The binary that the other tests built: by itself it would be built of other features, all anew.
test-browser: $(SCRIPT)
	$(CARGO) test --workspace --no-run --quiet
	cd web && $(NPM) run --silent e2e

## What a change must pass besides the tests
check:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- $(CLIPPY_FLAGS)
	RUSTDOCFLAGS="$(RUSTDOC_FLAGS)" $(CARGO) doc --workspace --no-deps --document-private-items --quiet
	$(CARGO) deny --locked check bans licenses sources

format:
	$(CARGO) fmt --all

## Measure; the figures in docs/performance.md come from here
bench: $(SCRIPT)
	$(CARGO) bench --workspace
	$(CARGO) run --quiet --profile bench --package stet -- bench report --write docs/performance.md
	$(CARGO) build --package stet
	cd web && $(NPM) run --silent bench

## See what pictures of 24 megapixels take; how pages are in every combination of conditions; what three engines say of readers' pages and what programs make of their formats; and how heavy the desk is on a phone, and how soon it can be used: Lighthouse, against a release build
audit: $(SCRIPT)
	STET_WHOLE_PICTURES=1 $(CARGO) test --workspace --test it -- four_pictures
	$(CARGO) build --release --package stet
	cd web/audit && $(NPM) ci --ignore-scripts --silent
	cd web && STET_EVERY=1 STET_BIN=$(TARGET)/release/stet $(NPM) run --silent e2e
	cd web/audit && STET_BIN=$(TARGET)/release/stet AUDIT_RUNS=$(RUNS) $(NPM) run --silent audit
	@library=$$(ls /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | head -n 1); if [ -n "$$library" ]; then \
		STET_FAKETIME=$$library $(CARGO) test --workspace --test it -- a_clock_that_jumps; \
	else echo "There is no libfaketime on this machine: no clock jumped."; fi
	@if command -v varnishd >/dev/null; then cd web/audit && STET_BIN=$(TARGET)/release/stet $(NPM) run --silent audit:varnish; \
	else echo "There is no Varnish on this machine: what it does before Stet was not looked at."; fi

## Try to break every parser of what comes from outside; needs a nightly toolchain and cargo-fuzz
fuzz: $(SCRIPT)
	cp Cargo.lock fuzz/Cargo.lock
	cd fuzz && for target in $$($(CARGO) +$(TOOLCHAIN) fuzz list --fuzz-dir .); do \
		mkdir -p corpus/$$target seeds/$$target; \
		$(CARGO) +$(TOOLCHAIN) fuzz run --fuzz-dir . $$target corpus/$$target seeds/$$target -- \
			-max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 || exit 1; \
	done

## A server under load for long: whether it grows
soak: $(SCRIPT)
	$(CARGO) build --release --package stet --bins --example soak
	target/release/examples/soak --minutes $(MINUTES) --readers $(READERS)

## Draw the README's picture anew
screenshot: $(SCRIPT)
	$(CARGO) build --package stet
	cd web && $(NPM) run --silent screenshot

clean:
	$(CARGO) clean
	rm -rf web/dist web/node_modules web/e2e/artifacts

$(NODE_MODULES): web/package.json web/package-lock.json
	cd web && $(NPM) ci --ignore-scripts
	@touch $@

# Every file of the two, however deep.
SOURCES := $(shell find web/reader web/desk web/desk.html web/*.config.* -type f)

$(SCRIPT): $(NODE_MODULES) web/tsconfig.json $(SOURCES)
	cd web && $(NPM) run --silent build
	@touch $@
