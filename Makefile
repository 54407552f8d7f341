# Each target says after "##" what it does; `make` prints them.

GOLANGCI_LINT_VERSION := v2.15.0

# What the targets build for themselves. Names carry versions, so a changed pin
# builds anew and no stale tool is used.
BIN  := $(CURDIR)/.bin
LINT := $(BIN)/golangci-lint-$(GOLANGCI_LINT_VERSION)
# Starts a throw-away PostgreSQL around a command; see internal/pgtest.
WITH_POSTGRES := $(BIN)/with-postgres
# The clients of others, which need Node.js. npm writes this file last.
CLIENTS := .ci/clients
INSTALLED_CLIENTS := $(CLIENTS)/node_modules/.package-lock.json

.DEFAULT_GOAL := help

.PHONY: help
help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## compile the program to ./fundus, without cgo
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o fundus ./cmd/fundus

.PHONY: run
run: ## serve the sample on an embedded database file
	go run ./cmd/fundus serve --sample

.PHONY: generate
generate: ## write all generated code anew
	go generate ./...

.PHONY: test
test: needs $(WITH_POSTGRES) ## run every test with the race detector under a throw-away PostgreSQL
	$(WITH_POSTGRES) go test -race -timeout 20m ./...

.PHONY: bench
bench: needs $(WITH_POSTGRES) ## run every benchmark, without the tests
	$(WITH_POSTGRES) go test -run '^$$' -bench . -benchmem -timeout 60m ./...

# The long form of what the tests do in short. SEED repeats what a run has drawn, and
# it prints. Without the race detector: what is killed is as fast as what is shipped.
SEED := 0

.PHONY: crash
crash: needs ## kill server and database 240 times under writers, race replicas, and look whether anything is lost
	go test -count=1 -v -timeout 60m -run '^(TestWhatWasAcknowledged|TestReplicasAre)' ./cmd/fundus -kills 120 -writes 200 -seed $(SEED)

# How long each target is fuzzed, which, by a regular expression of its name, and whether
# it is guided, for which all that it leans on is compiled anew.
FUZZTIME := 10s
FUZZ := .*
GUIDED := yes

.PHONY: fuzz
fuzz: ## fuzz every parser and the HTTP surface, FUZZTIME each; FUZZ names fewer
	FUZZTIME=$(FUZZTIME) GUIDED=$(GUIDED) .ci/fuzz '$(FUZZ)'

# Each file of tests starts a server of its own.
.PHONY: clients
clients: build $(INSTALLED_CLIENTS) ## try the clients of others against a server: graphql-http, graphql-ws, graphql-sse, urql, Apollo, Relay, codegen, eslint
	cd $(CLIENTS) && FUNDUS=$(CURDIR)/fundus node --test *.test.js

.PHONY: schema-diff
schema-diff: $(INSTALLED_CLIENTS) ## say what in the schema breaks clients since the last release, or since BASE=COMMIT
	@.ci/schema-diff $(BASE)

$(INSTALLED_CLIENTS): $(CLIENTS)/package-lock.json
	.ci/needs-node
	cd $(CLIENTS) && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# SOAK is how long; less than ten minutes shows little.
SOAK := 10m

.PHONY: soak
soak: ## put a server under mixed load for ten minutes and look whether it grows
	go test -count=1 -v -timeout 4h -run '^TestAServerUnderLoadStaysFlat' ./cmd/fundus -soak $(SOAK)

.PHONY: needs
needs: $(WITH_POSTGRES) ## install or find what the tests need: PostgreSQL 15 or newer, a C compiler
	@WITH_POSTGRES=$(WITH_POSTGRES) .ci/needs

.PHONY: check
check: check-format check-lint check-modules check-generated check-bare ## format, vet, linters, module checksums, generated code, the program in an empty root

.PHONY: fix
fix: $(LINT) ## let gofmt and the linters mend what they can mend by themselves
	gofmt -w .
	$(LINT) run --fix

.PHONY: check-format
check-format:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt -w is due on:"; echo "$$unformatted"; exit 1; fi

.PHONY: check-lint
check-lint: $(LINT)
	go vet ./...
	$(LINT) run

.PHONY: check-modules
check-modules:
	go mod verify
	go mod tidy -diff

# Compares the tree before and after instead of asking for a clean one, so it can
# be run in the middle of work; in a clean clone the two are the same.
.PHONY: check-generated
check-generated:
	@state() { git status --porcelain --untracked-files=all; git diff; }; \
	before=$$(state | git hash-object --stdin); go generate ./...; \
	if [ "$$before" != "$$(state | git hash-object --stdin)" ]; then \
		echo "generated code is not fresh: run make generate and commit"; git status --short; git diff --stat; exit 1; fi

.PHONY: check-bare
check-bare: build
	.ci/bare ./fundus

$(LINT):
	GOBIN=$(BIN) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)
	mv $(BIN)/golangci-lint $@

# Always handed to go build, which knows better than make whether it is up to date.
.PHONY: $(WITH_POSTGRES)
$(WITH_POSTGRES):
	@go build -o $@ ./internal/pgtest/run
