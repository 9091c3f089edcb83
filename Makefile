# Roundtrip. `make help` lists what can be made.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

HOST ?= 127.0.0.1
PORT ?= 8080
BASE ?= /

# Three wasm programs: the page, the engine, and the engine with TLS for relays. The same commit gives the same bytes wherever it is built.
WASM_BUILD = GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags "-s -w -buildid="

GO_FILES     := $(shell find app components httpwasm -name '*.go' -not -name '*_test.go' 2>/dev/null)
WEB_FILES    := $(wildcard web/*.js httpwasm/*.js web/*.html web/*.webmanifest web/boot/*.js web/css/*.css web/editor/*.js web/icons/*.svg web/icons/*.png web/icons/*.ico)
BUILD_FILES  := $(wildcard web/build/*.go web/policy.go)
SERVER_FILES := server.go $(filter-out %_test.go,$(wildcard web/*.go web/demo/*.go) $(shell find httpwasm/relay -name '*.go' 2>/dev/null))
MODULES      := web/editor/node_modules/.package-lock.json
BUNDLE       := web/app.wasm web/engine.wasm web/tunnel.wasm wasm_exec.js $(MODULES) $(WEB_FILES) $(BUILD_FILES)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14
	@echo
	@echo "PORT=8081 and HOST=0.0.0.0 change where run and dev serve, BASE=/path where a static site will live."

.PHONY: run
run: build ## build what changed, then serve on http://127.0.0.1:8080 with the demo API and a relay
	@exec bin/roundtrip -addr $(HOST):$(PORT) -demo -relay

.PHONY: build
build: bin/roundtrip ## build the server with everything inside: bin/roundtrip

.PHONY: dev
dev: need-build ## serve, rebuild on every change and reload the page
	@exec go run ./web/watch -addr $(HOST):$(PORT)

.PHONY: static
static: $(BUNDLE) ## write dist/ for a static host, for example BASE=/roundtrip
	go run ./web/build -out dist -static -base "$(BASE)"

# --- what is built -----------------------------------------------------------

# Prerequisites are checked before anything that needs them, and do not make it out of date.
.PHONY: need-build
need-build:
	@.ci/need go node git

# Changes when another Go is used, and only then: everything compiled depends on it.
.cache/toolchain: FORCE | need-build
	@mkdir -p .cache; go env GOVERSION | cmp -s - $@ || go env GOVERSION > $@

# Development leaves another bundle in web/site than make run, so the next of either kind must rebuild it.
.cache/flavour: FORCE
	@mkdir -p .cache; echo "$(DEV)" | cmp -s - $@ || echo "$(DEV)" > $@

.PHONY: FORCE
FORCE:

# The page is built without the server's half of go-app, which would make it larger by a quarter.
.cache/page.mod: go.mod go.sum $(wildcard web/goapp/*) | need-build
	@mkdir -p .cache
	go run ./web/goapp

# Nothing is inlined into the page but what the runtime needs: that is a twelfth less to load, and what the page does
# is too little to be felt.
PAGE_FLAGS = -gcflags=all=-l -gcflags=runtime= -gcflags=internal/...=

web/app.wasm: $(GO_FILES) go.mod go.sum .cache/page.mod .cache/toolchain
	$(WASM_BUILD) $(PAGE_FLAGS) -modfile=.cache/page.mod -o $@ ./app

# Nor into the engine, but for what goes through bodies byte by byte, and for the ciphers: they are as quick as if all were inlined.
ENGINE_FLAGS = $(PAGE_FLAGS) $(patsubst %,-gcflags=%=,roundtrip/app/body/... github.com/tidwall/... \
	bytes unicode/utf8 bufio math/bits encoding/binary sync/... syscall/js \
	crypto/internal/... crypto/subtle vendor/golang.org/x/crypto/...)

web/engine.wasm: $(GO_FILES) go.mod go.sum .cache/toolchain
	$(WASM_BUILD) $(ENGINE_FLAGS) -o $@ ./app/engine/worker

# Loaded when a relay is first used.
web/tunnel.wasm: $(GO_FILES) go.mod go.sum .cache/toolchain
	$(WASM_BUILD) $(ENGINE_FLAGS) -tags tunnel -o $@ ./app/engine/worker

# It must match the compiler, so it is copied from there and never committed.
wasm_exec.js: .cache/toolchain
	cp "$$(go env GOROOT)/lib/wasm/wasm_exec.js" $@

$(MODULES): web/editor/package-lock.json web/editor/package.json | need-build
	cd web/editor && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

web/site/index.html: $(BUNDLE) .cache/flavour
	go run ./web/build -out web/site $(if $(DEV),-dev,-compress)
	@touch $@

bin/roundtrip: web/site/index.html $(SERVER_FILES) go.mod go.sum
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o $@ .

web/gallery.wasm: $(GO_FILES) go.mod go.sum .cache/toolchain
	$(WASM_BUILD) -o $@ ./components/gallery

# Every state of the page, for looking at and for the tests; no part of the product.
.PHONY: gallery
gallery: web/gallery.wasm wasm_exec.js $(MODULES) ## write bin/gallery/, which shows every state of the page
	go run ./web/build -out bin/gallery -gallery

# --- checks ------------------------------------------------------------------

.PHONY: test
test: lint test-native test-js test-wasm size test-e2e ## lint and all tests

.PHONY: lint
lint: need-build ## gofmt, vet and staticcheck for both targets
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not formatted, run gofmt -w: $$unformatted" >&2; exit 1; fi
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./...
	go tool staticcheck ./...
	GOOS=js GOARCH=wasm go vet -tags tunnel ./app/engine/worker
	checker=$$(go tool -n staticcheck); GOOS=js GOARCH=wasm "$$checker" ./... && GOOS=js GOARCH=wasm "$$checker" -tags tunnel ./app/engine/worker

.PHONY: test-native
test-native: build ## Go tests on this machine, with the race detector
	@.ci/need cc curl requests chromium
	go test -race $$(go list ./... | grep -v '/e2e')
	@# What the race detector makes too large or too slow: many connections and floods, and the memory and time that they take.
	go test -run 'Thousand|Slowly|Flood' ./httpwasm/relay
	go test -run 'TakesTheDemosMemory|TakeNoMemory' ./web

.PHONY: test-js
test-js: $(MODULES) ## tests of the editor's JavaScript, in Node
	cd web/editor && npm test --silent

# Packages with files for the browser have their tests run there, beside servers to talk to.
WASM_TESTS = $(sort $(dir $(shell find app components httpwasm -name '*_js_test.go' 2>/dev/null)))

.PHONY: test-wasm
test-wasm: need-build ## Go tests compiled to wasm, in headless Chromium
	@.ci/need chromium
	browser=$$(go tool -n wasmbrowsertest); \
	go run ./httpwasm/internal/testserver -- env GOOS=js GOARCH=wasm go test -exec "$$browser" $(addprefix ./,$(WASM_TESTS))

.PHONY: test-e2e
test-e2e: build gallery ## the built product in headless Chromium
	@.ci/need chromium curl requests
	@.ci/e2e

.PHONY: size
size: $(BUNDLE) ## what a start transfers, against its budget
	go run ./web/build -sizes

.PHONY: reproducible
reproducible: need-build ## build the static site twice from the last commit, and compare
	@rm -rf .cache/twice; commit=$$(git rev-parse HEAD); for copy in one another/place; do \
	  mkdir -p .cache/twice/$$copy; git archive $$commit | tar -x -C .cache/twice/$$copy; \
	  $(MAKE) -C .cache/twice/$$copy static BASE=/roundtrip; \
	done; \
	diff -r .cache/twice/one/dist .cache/twice/another/place/dist; \
	rm -rf .cache/twice; echo "identical"

.PHONY: bench
bench: build ## measure against a bare page, and the session's chain against a bare transport
	@.ci/need chromium
	go run ./e2e/bench
	go test -run '^$$' -bench '^BenchmarkChain$$' -benchtime 500ms ./app/session

.PHONY: screenshot
screenshot: build ## take the picture in README anew
	@.ci/need chromium
	ROUNDTRIP_SCREENSHOT=1 go test -count=1 -run '^TestScreenshot$$' ./e2e

.PHONY: icons
icons: ## draw the PNG icons anew from the SVG files
	@.ci/need go chromium
	go run ./web/icons

.PHONY: clean
clean: ## remove all that was built
	rm -rf bin dist .cache wasm_exec.js web/*.wasm web/editor/node_modules
	find web/site -mindepth 1 -not -name .gitkeep -delete
