"""Where products lie in decoded photos, so that they can be cut out."""

from multiprocessing import Pool
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.entities import Pixels
from core.explain.foreground import foreground
from model.data.pictures import Pictures

SIDE: Final = 112
"""Of a mask, px: its edges are blurred anyway."""


def mask_of(pixels: Pixels) -> NDArray[np.uint8]:
    """Give 255 on the product and 0 elsewhere, (SIDE, SIDE); 0 all over where none stands out."""
    small = Image.fromarray(pixels).resize((SIDE, SIDE), Image.Resampling.BOX)
    product = foreground(np.asarray(small))
    return np.uint8(255) * (product & ~product.all())


def cut_outs(pictures: Pictures, path: Path, workers: int = 2) -> NDArray[np.uint8]:
    """Give the masks of all photos, (N, SIDE, SIDE), from `path` where they are kept already."""
    count = len(pictures.examples)
    if path.exists() and len(kept := np.load(path, mmap_mode="r")) == count:
        return kept
    made = np.empty((count, SIDE, SIDE), np.uint8)
    with Pool(workers) as pool:
        for row, mask in enumerate(pool.imap(mask_of, pictures.pixels, 64)):
            made[row] = mask
    np.save(path, made)
    return np.load(path, mmap_mode="r")
