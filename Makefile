# Kaya
#
#   make help         prints this list
#   make run          builds what is missing (first time: about 5 minutes) and serves an invented county on port 8080
#   make test         everything that needs no release build (about 25 minutes on 2 cores the first time)
#   make check        the fast checks alone: format, names, sizes, arrows, docs (seconds)
#   make format       formats the Swift sources
#
#   make build        debug build of everything, tests included
#   make release      release build: .build/release/kaya (about 8 minutes the first time)
#   make unit         the Swift tests, and the examples of CommonMark and GFM
#   make embedded     EventStream and Markdown compile as Embedded Swift
#   make evaluate     how well questions find their document, with a floor
#   make fuzz         fuzzes the event-stream decoder and the Markdown parser; FUZZ_SECONDS=20 each
#   make openapi      Kaya answers as docs/openapi.yaml says, whatever it is asked: schemathesis
#   make web          the page's modules: types, the build to WebAssembly, tests under node
#   make browsers     the page's promises in Chromium, Firefox and WebKit
#   make page         everything the page promises, in three engines, and random network scripts (about 10 minutes)
#   make soak         answers stream into one tab for a long time, and its memory is flat; MINUTES=120
#   make screenshots  pictures of the page's main states in .build/screenshots; README's two in docs/images
#   make consistency  everything around Kaya breaks for a while, and no word is lost; SECONDS=75 SEED=1
#   make real-model   answers of a real small model, served by llama.cpp
#   make tsan         ThreadSanitizer over the concurrent targets, in .build-tsan
#   make conformance  the cases in DIR=… run against a server
#   make benchmark    Kaya measured beside nginx, Go, Node and FastAPI
#
#   make bootstrap    installs the Debian packages and Python wheels that the tests need
#   make clean        removes what was built and the example data

SHELL := /bin/bash
export PATH := $(CURDIR)/.venv/bin:$(PATH)
KAYA := .build/debug/kaya
FUZZ_SECONDS ?= 20
SECONDS ?= 75
SEED ?= 1
MINUTES ?= 120
CONCURRENT := LiveStreamsTests|TurnsTests|LanguageModelsTests|ChatServerTests
.DEFAULT_GOAL := help
.PHONY: help run test check format build release unit embedded evaluate fuzz openapi web browsers page soak screenshots consistency real-model tsan conformance benchmark bootstrap clean

help:
	@sed -n '/^#   make/s/^#   //p' Makefile

# A debug build: it is there three minutes sooner than a release build, `make test` reuses it, and one reader does not
# feel the difference. Serve people with `make release`.
run: export KAYA_DATA ?= data
run:
	@Scripts/bootstrap build
	@echo "Building kaya (debug). The first time this takes about 5 minutes, later seconds."
	swift build --product kaya
	@if ! compgen -G '$(KAYA_DATA)/*.sqlite' >/dev/null; then \
		echo "No index in $(KAYA_DATA)/ yet: reading the invented county in Examples/county."; \
		$(KAYA) ingest Examples/county; \
	fi
	@[ -e Web/markdown/kaya-core.wasm.gz ] || Scripts/build-wasm || \
		echo "The page does without WebAssembly: it shows answers as plain text."
	@echo "Open  http://localhost:8080"
	@echo "Or:   curl -N 'http://localhost:8080/chat/stream?q=Ich+möchte+mein+KFZ+zulassen'"
	$(KAYA) serve

# Cheap first; each step's limit is in minutes. A missing script is a failure.
test:
	@Scripts/run-steps \
		'set-up                             | 15 | Scripts/bootstrap build test' \
		'format, names, sizes, arrows, docs |  5 | $(MAKE) --no-print-directory check' \
		'Embedded Swift                     |  6 | $(MAKE) --no-print-directory embedded' \
		'build                              | 20 | $(MAKE) --no-print-directory build' \
		'Swift tests                        | 20 | $(MAKE) --no-print-directory unit' \
		'retrieval above its floor          |  8 | $(MAKE) --no-print-directory evaluate' \
		'fuzzing                            |  8 | $(MAKE) --no-print-directory fuzz' \
		'answers as described               | 15 | $(MAKE) --no-print-directory openapi' \
		'the modules of the page            | 12 | $(MAKE) --no-print-directory web' \
		'browsers                           | 50 | $(MAKE) --no-print-directory browsers' \
		'no word lost, whatever breaks      | 10 | $(MAKE) --no-print-directory consistency' \
		'a real model                       | 15 | $(MAKE) --no-print-directory real-model' \
		'ThreadSanitizer                    | 35 | $(MAKE) --no-print-directory tsan'

# Runs all of them, so that one run shows all findings.
check:
	@failed=""; for command in \
		'Scripts/tests/run' \
		'swift format lint --strict --recursive Sources Tests Package.swift' \
		Scripts/check-names Scripts/check-sizes Scripts/check-arrows Scripts/check-docs Scripts/check-openapi Scripts/check-modules; do \
		echo "$$command"; $$command || failed="$$failed [$$command]"; \
	done; \
	if [ -n "$$failed" ]; then echo "check failed:$$failed"; exit 1; fi

format:
	swift format --in-place --recursive Sources Tests Package.swift

build:
	swift build --build-tests

# The page's files are read from Web/ beside the program, or from share/kaya/web; see docs/operations.md.
release:
	@Scripts/bootstrap build
	swift build -c release --static-swift-stdlib --product kaya
	Scripts/build-wasm

# Two runs, so that what watches a real server's clocks does not share two cores with everything else.
unit: export MARKDOWN_SPECIFICATIONS := $(CURDIR)/.venv/specifications
unit:
	Scripts/fetch-specifications $(MARKDOWN_SPECIFICATIONS)
	swift test --skip-build --disable-xctest --skip EndToEndTests
	swift test --skip-build --disable-xctest --filter EndToEndTests

embedded:
	Scripts/check-embedded

# An index of its own, made anew, so that the figures do not depend on what lies in the data folder.
evaluate:
	swift build --product kaya
	rm -rf .build/evaluation
	KAYA_DATA=.build/evaluation $(KAYA) ingest Examples/county
	KAYA_DATA=.build/evaluation $(KAYA) evaluate Examples/county/questions.jsonl --floor-recall 0.95 --floor-mrr 0.85

fuzz:
	Scripts/fuzz-event-stream $(FUZZ_SECONDS)
	Scripts/fuzz-markdown $(FUZZ_SECONDS)

openapi:
	Tests/OpenAPITests/run

# Deno checks types by the JSDoc; its cache stays in the build folder.
web: export DENO_DIR = $(CURDIR)/.build/deno
web: export DENO_NO_UPDATE_CHECK = 1
web:
	@Scripts/bootstrap test
	cd Web && deno check --quiet $$(git ls-files --cached --others --exclude-standard "*.js") && deno lint --quiet && deno fmt --quiet --check . ../Tests/WebTests ../Tests/BrowserTests/markdown
	Scripts/build-wasm
	swift build --product PatchPrinter
	Scripts/record-markdown --check
	node --test Tests/WebTests/*.test.mjs

browsers:
	@Scripts/bootstrap test
	Scripts/fetch-hostile-strings .venv/specifications
	Tests/BrowserTests/run

page:
	Tests/BrowserTests/run page
	Tests/BrowserTests/run panel
	Tests/BrowserTests/run plain
	Tests/BrowserTests/run networks

soak:
	@Scripts/bootstrap test
	Scripts/build-wasm
	PYTHONPATH=Tests .venv/bin/python -B Tests/BrowserTests/soak_tests.py --minutes $(MINUTES)

screenshots:
	Scripts/make-screenshots

# The same seed breaks the same things; when exactly, and so what they hit, differs a little each time.
consistency:
	Tests/ConsistencyTests/run --self-test
	Tests/ConsistencyTests/run --seed $(SEED) --seconds $(SECONDS)

real-model:
	Tests/RealModelTests/run

# Races fail it. A test that fails without one is the slowness under ThreadSanitizer, and `make unit` judges it.
tsan:
	swift build --build-tests --sanitize=thread --scratch-path .build-tsan
	TSAN_OPTIONS="suppressions=$(CURDIR)/Scripts/tsan-suppressions" \
		swift test --skip-build --disable-xctest --sanitize=thread --scratch-path .build-tsan --filter '$(CONCURRENT)' \
		2>&1 | tee .build-tsan/tests.log | grep --line-buffered -E 'ThreadSanitizer|✘|Test run with' || true
	@grep -q 'Test run with' .build-tsan/tests.log || { echo "tsan: the tests did not come to their end" >&2; exit 1; }
	@if grep -q 'WARNING: ThreadSanitizer' .build-tsan/tests.log; then cat .build-tsan/tests.log; exit 1; fi

conformance:
	@test -n "$(DIR)" || { echo "usage: make conformance DIR=folder-of-cases" >&2; exit 2; }
	Scripts/conformance "$(DIR)"

# Builds the release binary and installs the other relays itself.
benchmark:
	@Scripts/bootstrap build
	Benchmarks/run

bootstrap:
	@Scripts/bootstrap build test

clean:
	rm -rf .build .build-tsan data
