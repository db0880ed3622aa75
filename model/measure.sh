#!/usr/bin/env bash
# Measures a pack once, and writes what was measured into its card: model/measure.sh PACK DATA OUT
set -euo pipefail
pack=$1 data=$2 out=$3
cd "$(dirname "$0")/.."
mkdir -p "$out"
shown=(--pack "$pack" --data "$data" --split "$data/split.csv")

python -m model.evaluate "${shown[@]}" --subset test --unknown rare --nonproducts \
    --partial "$data/sellers.csv" --shops "$data/shops.csv" --json "$out/evaluation.json"
python -m model.robustness "${shown[@]}" --json "$out/robustness.json"
python -m model.quantisation "${shown[@]}" --json "$out/quantisation.json"
python -m model.publish --pack "$pack" --figures "$out/evaluation.json" \
    --robustness "$out/robustness.json" --quantisation "$out/quantisation.json"
