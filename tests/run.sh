#!/bin/bash
# Every check and test, in the order in which they fail fastest. Called by `make test` and `.ci/run`.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
export QT_QPA_PLATFORM=offscreen PYTHONUTF8=1 LANG=C.UTF-8

static() {
  .venv/bin/ruff check .
  .venv/bin/ruff format --check .
  .venv/bin/lint-imports
  .venv/bin/mypy
  .venv/bin/codespell app localdb tests installers resources ./*.md
  $python -m app.words.compile --check || { echo "the Chinese catalogue is stale: make catalogue"; exit 1; }
}

static
[ "${1:-}" = static ] && exit 0
# The exit code counts, not the last line: a crash after the last test must fail the run.
$python -m pytest -m "not soak" -n 2 --dist worksteal tests
