#!/usr/bin/env bash
# scikit-image 0.26.0: `slic` with its defaults gives one superpixel for narrow stripes or checks
# that fill the picture, whatever `n_segments` asks for.
#
# Expected: about 100 superpixels, since 100 are asked for and the picture is 240 x 240.
# Seen: 1 for stripes and checks 4 px wide; 171 for stripes of 12 px; 100 for stripes of 24 px.
#
# With colours far apart (compactness 10) clusters follow the colour: each falls into many thin
# pieces, every piece is smaller than half a superpixel (`min_size_factor`), and the step that
# makes superpixels connected hands each to the one before, down to the first. Nothing is said.
# With `enforce_connectivity=False` the same call gives 60 to 90 clusters, so they are found and
# lost again. Smoothing (`sigma=2`) rescues the checks, not the stripes.
#
# Who meets it: whoever explains photos of striped, checked or knitted fabric by superpixels (LIME,
# SHAP) sees a single region carry the whole answer, with a perfect fit.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet scikit-image==0.26.0 numpy==2.3.5

"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from skimage.segmentation import slic

ROWS, COLUMNS = np.mgrid[:240, :240]


def stripes(width: int) -> np.ndarray:
    return picture((COLUMNS // width) % 2)


def checks(width: int) -> np.ndarray:
    return picture((COLUMNS // width + ROWS // width) % 2)


def picture(pattern: np.ndarray) -> np.ndarray:
    grey = np.where(pattern, 230, 30).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def count(image: np.ndarray, **options: object) -> int:
    return len(np.unique(slic(image, n_segments=100, **options)))


seen = {
    "stripes of 4 px": count(stripes(4)),
    "stripes of 4 px, smoothed": count(stripes(4), sigma=2),
    "checks of 4 px": count(checks(4)),
    "checks of 4 px, smoothed": count(checks(4), sigma=2),
    "stripes of 24 px": count(stripes(24)),
}
for name, regions in seen.items():
    print(f"{name}: {regions} superpixels of 100 asked for")
assert seen["stripes of 4 px"] == seen["stripes of 4 px, smoothed"] == seen["checks of 4 px"] == 1
assert seen["checks of 4 px, smoothed"] > 50 and seen["stripes of 24 px"] > 50
assert count(stripes(4), enforce_connectivity=False) > 50
PYTHON
