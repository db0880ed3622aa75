#!/usr/bin/env bash
# Trains catalog-cnn 2.0 from nothing, in eight runs: model/reproduce.sh DATA OUT
# The first six give catalog-cnn 1.2, the sixth of them on a GPU; it teaches the one that ships.
# DATA holds the photos and tables, or the archives that they come in: those are unpacked to OUT/data.
# Given again, it goes on after the last finished epoch. Needs `pip install -e ".[train,imagenet,gpu]"`.
# Seeds are fixed, but threads add floats in another order each time: weights differ in the end.
set -euo pipefail
data=$(realpath "$1") out=$(realpath -m "$2")
cd "$(dirname "$0")/.."

# shellcheck source=model/unpack.sh
source model/unpack.sh
data=$(unpacked "$data" "$out/data")

train() {
    python -m model.train --data "$data" --split "$data/split.csv" \
        --partial "$data/sellers-train.csv" "$@"
}

# The pupil by itself: small pictures first, then tuned at the size that ships.
train --out "$out/first" --plan 64x6,96x14,128x14,160x6
train --out "$out/second" --init "$out/first" --plan 224x4 --rate 6e-4
train --out "$out/alone" --init "$out/second" --plan 224x2 --rate 3e-4 --strength 0.4 \
    --partial-repeats 2

train --out "$out/teacher" --architecture efficientnet-lite0 --init imagenet \
    --precision float32 --plan 128x5 --rate 1e-3 --strength 0.7 --partial-repeats 2

train --out "$out/taught" --init "$out/alone" --teacher "$out/teacher" --taught 0.8 \
    --plan 160x4,192x4,224x5 --rate 2e-3 --strength 0.7 --partial-repeats 2

python -m model.gpu --data "$data" --split "$data/split.csv" --partial "$data/sellers-train.csv" \
    --init "$out/taught" --out "$out/run"
python -m model.export --run "$out/run" --out "$out/catalog-cnn-1.2" --version 1.2

# Whole shops judge: temperature and thresholds are fitted where nothing was learnt.
held=()
for source in smartstore tbshoes simplcommerce solidus gemvogue eshop spreeapp; do
    held+=(--hold-out "$source")
done
general() {
    python -m model.general --data "$data" --split "$data/split.csv" \
        --partial "$data/sellers-train.csv" --shops "$data/shops.csv" "${held[@]}" \
        --teacher "$out/catalog-cnn-1.2" "$@"
}
general --out "$out/general"
general --after "$out/general" --course "600s: 100% at 112 px" --rate 2.5e-4 --out "$out/last"
python -m model.export --run "$out/last" --out "$out/catalog-cnn" --name catalog-cnn --version 2.0
model/measure.sh "$out/catalog-cnn" "$data" "$out/measured"
