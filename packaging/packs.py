"""Copies the model packs without what only TensorFlow can read."""

import json
import shutil
from pathlib import Path
from typing import Final

KERAS_NETWORK: Final = "network.keras"
CARD: Final = "card.json"


def copy_packs(source: Path, target: Path, *, with_keras: bool) -> None:
    """Copy every pack; a pack that LiteRT runs leaves its Keras file behind, unless asked.

    The card lists the files and their hashes, so its entry goes as well. A pack is known by the
    hash of the network that answers, which stays the same.

    Parameters
    ----------
    source, target : Path
        Folders of packs; `target` is made anew.
    with_keras : bool
        Whether this program can open a `.keras` file.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for card_file in target.glob(f"*/{CARD}"):
        card = json.loads(card_file.read_text("utf-8"))
        if card["engine"] == "litert" and not with_keras:
            card["files"].pop(KERAS_NETWORK, None)
            card_file.with_name(KERAS_NETWORK).unlink(missing_ok=True)
            card_file.write_text(json.dumps(card, indent=2, ensure_ascii=False), "utf-8")
