# Two commands are enough: make run, make test. The rest is for those who work on the program.
PYTHON := .venv/bin/python
export PYTHONUTF8 := 1

.PHONY: run test setup check catalogue gallery bench soak lock

run: ## set everything up and open the desk (plays visit V1 offscreen where there is no screen)
	@bash installers/set_up.sh run
	@[ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || export QT_LOGGING_RULES='default.warning=false'; $(PYTHON) -m app demo

test: setup ## set everything up and run every check and test
	@bash tests/run.sh

setup:
	@bash installers/set_up.sh test

check: setup ## only the static checks
	@bash tests/run.sh static

catalogue: ## compile the Chinese catalogue after changing a .po file
	@$(PYTHON) -m app.words.compile

gallery: setup ## take the pictures of the README again
	@$(PYTHON) -m tests.gallery

bench: setup ## one table of ratios to limits measured in the same run
	@$(PYTHON) -m tests.bench

soak: setup ## the long runs
	@$(PYTHON) -m pytest -m soak tests

lock: ## renew the hashed locks (needs uv)
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements-dev.lock
