#!/bin/sh
# Open the window on the sample photos; without a screen, do the same job headless.
set -eu
cd "$(dirname "$0")/.."
tagproof=.venv/bin/tagproof
samples=resources/samples

screen() { .venv/bin/python -m desktop.system.display_check; }

# Set up without a screen, a bare system lacks what the window needs until there is one.
if screen || { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && tools/setup.sh qt && screen; }; then
    exec "$tagproof" "$samples"
fi

out=tagproof-demo
mkdir -p "$out"
echo "So the samples are tagged and explained without the window."
"$tagproof" classify "$samples" --csv "$out/tags.csv" --json "$out/tags.json"
"$tagproof" report "$samples" --limit 6 --out "$out/report.pdf"
echo "Tags:   $out/tags.csv"
echo "Report: $out/report.pdf"
