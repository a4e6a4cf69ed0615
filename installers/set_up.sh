#!/bin/bash
# Make this checkout ready: system packages, virtual environment, locked dependencies, compiled files.
# Usage: set_up.sh run|test. Idempotent: a second call takes well under a second.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

# Each entry is needed by the Qt plug-ins (xcb, offscreen) or by what the tests drive for real.
packages="libegl1 libgl1 libopengl0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
  libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1 libgssapi-krb5-2 poppler-utils dbus"
# dbus itself: a container without a machine id makes libdbus end the whole process; its set-up writes one.
lock=requirements.lock
if [ "$purpose" = test ]; then
  packages="$packages xvfb xauth cups cups-client cups-ipp-utils cups-filters ghostscript"
  lock=requirements-dev.lock
fi

say() { printf '[set-up] %s\n' "$*"; }

# A step that may take over two seconds tells its name first and its seconds afterwards, with a dot each two seconds.
step() {
  local name=$1 log started=$SECONDS
  shift
  log=$(mktemp)
  printf '[set-up] %s ' "$name"
  "$@" >"$log" 2>&1 &
  local job=$!
  while kill -0 "$job" 2>/dev/null; do
    for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$job" 2>/dev/null && sleep 0.2; done
    printf '.'
  done
  if wait "$job"; then
    printf ' done in %d s\n' $((SECONDS - started))
    rm -f "$log"
  else
    printf ' failed. What it said:\n'
    tail -n 40 "$log"
    rm -f "$log"
    return 1
  fi
}

missing_packages() {
  command -v dpkg-query >/dev/null || return 0
  local name
  for name in $packages; do
    # t64 names: Ubuntu 24.04 and later rename some of these libraries
    case $(dpkg-query -W -f='${Status}\n' "$name" "${name}t64" 2>/dev/null || true) in
      *'ok installed'*) ;;
      *) printf '%s ' "$name" ;;
    esac
  done
}

install_packages() {
  local round
  export DEBIAN_FRONTEND=noninteractive
  for round in 1 2 3; do apt-get update -qq && break || { [ "$round" = 3 ] && return 1; sleep 5; }; done
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $1
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  say "Python 3.11, 3.12 or 3.13 with venv is needed. On Debian 12 or Ubuntu: apt-get install python3 python3-venv" >&2
  return 1
}

missing=$(missing_packages)
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ]; then
    step "installing system packages" install_packages "$missing"
  else
    if command -v sudo >/dev/null; then
      say "these system packages are missing; run this once, then try again:"
      echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
    else
      say "these system packages are missing; run this once as root, then try again:"
      echo "  apt-get update && apt-get install -y --no-install-recommends $missing"
    fi
    [ "${ONEWINDOW_SKIP_PACKAGES:-}" = 1 ] || exit 1
  fi
fi

[ -x .venv/bin/python ] || step "making the virtual environment" "$(find_python)" -m venv .venv
if ! cmp -s "$lock" .venv/installed.lock && ! { [ "$purpose" = run ] && cmp -s requirements-dev.lock .venv/installed.lock; }; then
  step "installing the locked dependencies" .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock"
  step "compiling them" .venv/bin/python -m compileall -q -j 2 -x deploy_lib .venv/lib
  cp "$lock" .venv/installed.lock
fi
ln -sf ../../installers/onewindow.sh .venv/bin/onewindow
