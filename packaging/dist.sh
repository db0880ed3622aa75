#!/bin/sh
# Build dist/tagproof and its archive with the Python of .venv; called by `make dist`.
# TAGPROOF_WITH_TENSORFLOW=1 adds TensorFlow, for those who open bare .keras files.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
[ -x "$python" ] || python=.venv/Scripts/python.exe

# What Qt's X11 plugin links to; PyInstaller bundles what it finds and passes over the rest.
if [ "$(uname)" = Linux ]; then
    for library in libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0 \
        libxkbcommon-x11.so.0; do
        ldconfig -p | grep -q "$library" || missing="${missing:-} $library"
    done
    if [ -n "${missing:-}" ]; then
        echo "dist.sh: missing$missing, without which the program finds no screen; on Debian: sudo apt" \
            "install libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0" >&2
        exit 1
    fi
fi

"$python" -m pip install --quiet --disable-pip-version-check -r packaging/requirements.txt
"$python" -m PyInstaller --noconfirm --log-level ERROR --workpath build --distpath dist build.spec
result=dist/tagproof
[ "$(uname)" = Darwin ] && result=dist/Tagproof.app
du -sk "$result" | awk '{ printf "%s: %d MB on disk\n", $2, $1 * 1.024 / 1000 }'
"$python" packaging/archive.py "$result"
