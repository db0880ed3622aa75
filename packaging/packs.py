"""Copies the model packs without the forms of a network that this program cannot run."""

import json
import shutil
from pathlib import Path
from typing import Final

KERAS_NETWORK: Final = "network.keras"
ONNX_FORM: Final = "network.onnx"
"""Answers where there is no LiteRT, of which the program brings its own."""
CARD: Final = "card.json"


def copy_packs(source: Path, target: Path, *, with_keras: bool) -> None:
    """Copy every pack; one that LiteRT runs leaves its other forms behind.

    Its ONNX form always goes, its Keras file unless it is asked for. The card lists the files and
    their hashes, so their entries go as well. A pack is known by the hash of the network that
    answers, which stays the same.

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
        if card["engine"] != "litert":
            continue
        for name in (ONNX_FORM,) if with_keras else (ONNX_FORM, KERAS_NETWORK):
            card["files"].pop(name, None)
            card_file.with_name(name).unlink(missing_ok=True)
        card_file.write_text(json.dumps(card, indent=2, ensure_ascii=False), "utf-8")
