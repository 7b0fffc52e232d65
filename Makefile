# Every target prepares what it needs by itself; see .ci/setup.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench screenshots clean

BIN := .venv/bin

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## install system libraries, uv and .venv; nothing where they are there
	@bash .ci/setup

demo: setup ## open the console on the demo cameras; without a display, paint it into build/demo.png
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/usher demo; \
	else \
		mkdir -p build && $(BIN)/usher demo --seconds 12 --screenshot build/demo.png && \
		echo "There is no display here; what the console shows after 12 seconds is in build/demo.png."; \
	fi

# The broker that MQTT doors are tested against.
test: export USHER_TEST_PACKAGES := mosquitto
test: export PYTHONDONTWRITEBYTECODE :=
# coverage's own report stays silent when it is content, so that pytest's last line is the last line.
# What every worker and every program they start would else compile for itself is compiled once, and kept.
# One worker more than there are cores: live tests, of which one runs at a time, mostly wait.
test: setup ## run the tests; core/domain and core/policy must be covered completely
	@mkdir -p build/coverage
	@$(BIN)/python -m compileall -q core gui
	@$(BIN)/pytest --collect-only --quiet > build/collected.txt || { cat build/collected.txt; exit 1; }
	@$(BIN)/pytest --numprocesses=$$($(BIN)/python -c 'import os; print(min(4, 1 + (os.cpu_count() or 1)))') --dist=loadgroup --no-loadscope-reorder --cov --cov-report=
	@$(BIN)/coverage report --include='core/domain/*,core/policy/*' --fail-under=100 > build/coverage/strict.txt || \
		{ cat build/coverage/strict.txt; exit 1; }

check: setup ## lint, formatting, types, layers, dead code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

# The libraries compared with live in an environment of their own, so that tests and product never see them.
bench: BIN := .venv-bench/bin
bench: ## measure networks, pipeline, search, store, crowds, trackers, a year of attendance and doors on this machine
	@bash .ci/setup .venv-bench --no-dev --extra bench
	$(BIN)/usher bench vision
	$(BIN)/usher bench pipeline
	$(BIN)/usher bench compare
	$(BIN)/usher bench search
	$(BIN)/python -m tests.benchmarks.gallery
	$(BIN)/python -m tests.benchmarks.store
	$(BIN)/python -m tests.benchmarks.crowd
	$(BIN)/python -m tests.benchmarks.tracking
	$(BIN)/python -m tests.benchmarks.year
	$(BIN)/python -m tests.benchmarks.doors

screenshots: setup ## paint the console, light and dark, with faces blurred, into build/screenshots
	@mkdir -p build/screenshots
	$(BIN)/usher demo --blur-faces --theme light --screenshot build/screenshots/console-light.png
	$(BIN)/usher demo --blur-faces --theme dark --screenshot build/screenshots/console-dark.png

clean: ## remove what was built or cached here, except the environments
	rm -rf build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find core gui tests -name __pycache__ -type d -prune -exec rm -rf {} +
