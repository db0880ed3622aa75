#!/usr/bin/env bash
# Tunes a general network on the whole mixture, for shops that it has never seen:
# model/other_shops.sh DATA OUT. A start that a later network can go on from, none that ships yet.
# Given again, it goes on after the last finished epoch. Needs `pip install -e ".[train,imagenet]"`.
set -euo pipefail
data=$(realpath "$1") out=$(realpath -m "$2")
cd "$(dirname "$0")/.."

# shellcheck source=model/unpack.sh
source model/unpack.sh
data=$(unpacked "$data" "$out/data")

# Whole shops judge: temperature and thresholds are fitted where nothing was learnt.
held=()
for source in smartstore tbshoes simplcommerce solidus gemvogue eshop spreeapp; do
    held+=(--hold-out "$source")
done

composites=$out/grounds/composites.csv
[[ -e $composites ]] || python -m model.composites --data "$data" --split "$data/split.csv" \
    --shops "$data/shops.csv" "${held[@]}" --out "$out/grounds"

# Gently, the first blocks not at all: what ImageNet taught is what unseen shops need.
python -m model.train --data "$data" --split "$data/split.csv" \
    --partial "$data/sellers-train.csv" --partial-repeats 2 \
    --shops "$data/shops.csv" "${held[@]}" --composites "$composites" \
    --architecture efficientnet-lite0 --init imagenet --frozen block2_add --precision float32 \
    --teacher model/packs/catalog-cnn --taught 0.5 --plan 112x4,128x2 --rate 5e-4 \
    --out "$out/general"
model/measure.sh "$out/general" "$data" "$out/measured"
