#!/bin/sh
# The program of this checkout from any folder; the set-up links it as .venv/bin/onewindow.
here=$(dirname "$(readlink -f "$0")")/..
PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}" exec "$here/.venv/bin/python" -m app "$@"
