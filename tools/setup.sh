#!/bin/sh
# Make .venv and install the locked dependencies: `tools/setup.sh run` for the program alone,
# `tools/setup.sh dev` with training, tests and linters; `tools/setup.sh qt` only for what the
# window needs of the system. Called by make; safe to repeat.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
python=${PYTHON:-python3}
pip=".venv/bin/python -m pip --disable-pip-version-check"

# What Qt loads from the system; the last line is for a real X11 screen.
qt_packages="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libfreetype6 libdbus-1-3
    fontconfig-config fonts-dejavu-core
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

say() { printf 'tagproof set-up: %s\n' "$*" >&2; }

apt_install() {
    command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
    say "installing with apt: $*"
    apt_says=$(apt-get update -qq 2>&1 && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" 2>&1) && return
    printf '%s\n' "$apt_says" >&2
    return 1
}

check_python() {
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11"
        exit 1
    fi
}

# Debian parts `ensurepip` from python3: then pip comes from python3-venv when we may install it,
# and otherwise from Debian's own pip wheel, which any user may download and unpack.
make_venv() {
    if "$python" -c 'import ensurepip' 2>/dev/null || apt_install python3-venv; then
        "$python" -m venv .venv
        $pip install --quiet --upgrade pip # Debian's own builds some packages the old way
        return
    fi
    unpacked=$(mktemp -d)
    trap 'rm -rf "$unpacked"' EXIT
    if (cd "$unpacked" && apt-get download -qq python3-pip-whl && dpkg -x ./*.deb .) 2>/dev/null; then
        "$python" -m venv --without-pip .venv
        wheel=$(echo "$unpacked"/usr/share/python-wheels/pip-*.whl)
        .venv/bin/python "$wheel/pip" install --quiet pip
    else
        say "this Python has no venv support; on Debian or Ubuntu: sudo apt install python3-venv"
        exit 1
    fi
}

install_locked() {
    case $kind in
        run) lock=requirements.lock extras="" ;;
        dev) lock=requirements-dev.lock extras="[train,dev]" ;;
        *) say "say run or dev, not $kind"; exit 2 ;;
    esac
    say "installing $lock into .venv (the first time takes a few minutes)"
    if [ "$(uname -sm)" = "Linux x86_64" ]; then
        $pip install --quiet -r "$lock"
        $pip install --quiet --no-deps --editable .
    else # the lock is made on Linux; its pins guide other systems without binding them
        $pip install --quiet --editable ".$extras"
    fi
    if [ "$(uname -sm)" = "Linux aarch64" ] && ! $pip install --quiet --editable ".[window]"; then
        say "there is no Qt for this system: commands work, the window does not (docs/platforms.md)"
    fi
}

has_qt() { .venv/bin/python -c 'import PySide6' 2>/dev/null; }

has_screen() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

qt_loads() {
    .venv/bin/python -c 'import PySide6.QtWidgets' || return 1
    if [ "$(uname)" != Linux ] || ! has_screen; then return 0; fi
    .venv/bin/python - <<'EOF'
import ctypes, pathlib, PySide6.QtGui
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins"
ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
EOF
}

# Without a screen the program needs no Qt; the tests draw windows off screen and do.
check_qt() {
    if [ "$kind" = run ] && { ! has_screen || ! has_qt; }; then return; fi
    if [ "$kind" = qt ] && ! has_qt; then exit 1; fi
    if qt_loads 2>/dev/null; then return; fi
    # shellcheck disable=SC2086 # a list of words
    if apt_install $qt_packages && qt_loads; then return; fi
    say "the window needs libraries of the system; on Debian or Ubuntu:"
    # shellcheck disable=SC2086
    say "sudo apt install" $qt_packages
    exit 1
}

if [ "$kind" = qt ]; then
    check_qt
    exit
fi
check_python
[ -x .venv/bin/pip ] || make_venv
install_locked
check_qt
touch .venv/run.stamp
if [ "$kind" = dev ]; then touch .venv/dev.stamp; fi
