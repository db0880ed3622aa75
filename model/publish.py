"""Writes measured figures into a pack's card: `python -m model.publish --pack P --figures F.json`.

The network and every other file stay as they are; the pack is swapped as a whole. What the card
then holds, and who shows it, stands in `core.report.model_card`.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from core.errors import AppError, FileError, os_cause
from core.inference.model_pack import Pack, open_pack
from core.inference.pack_writing import write_pack

OTHER_PHOTOS: Final = ("unknown", "nonproducts", "partial", "shops")
"""Parts of `model.evaluate`'s answer that are not about the test photos."""

NAMES: Final = ("pack", "network_sha256")


class FiguresError(FileError):
    """A file of figures that cannot be read, or that tells of another network."""


def publish(
    pack: Pack,
    figures: Path,
    robustness: Path | None = None,
    quantisation: Path | None = None,
) -> Pack:
    """Merge measured figures into the card of a pack, and swap the pack.

    Parameters
    ----------
    pack : Pack
    figures : Path
        JSON that `model.evaluate --json` wrote for this very network.
    robustness : Path, optional
        JSON that `model.robustness --json` wrote.
    quantisation : Path, optional
        JSON that `model.quantisation --json` wrote.

    Returns
    -------
    Pack
        In its place, its network unchanged.

    Raises
    ------
    FiguresError
        A file is missing, no JSON object, or tells of another network.
    PackError, ExportFailed
        The pack cannot be written; the old one stands.
    """
    metrics = dict(pack.card.metrics) | _measured(figures, pack)
    if robustness:
        metrics["robustness"] = _changes(robustness, pack)
    if quantisation:
        metrics["eight_bit"] = {**metrics.get("eight_bit", {}), **_of_pack(quantisation, pack)}
    files = {name: (pack.folder / name).read_bytes() for name in pack.card.files}
    return write_pack(pack.folder, replace(pack.card, metrics=metrics), files)


def _measured(path: Path, pack: Pack) -> dict[str, Any]:
    """Sort an evaluation into the card's keys."""
    told = _of_pack(path, pack)
    if "top1" not in told:
        raise FiguresError(path, "holds no figures of model.evaluate: 'top1' is missing")
    others: dict[str, Any] = {key: told.pop(key) for key in OTHER_PHOTOS if key in told}
    return {"test": told, **others}


def _changes(path: Path, pack: Pack) -> dict[str, Any]:
    told = _of_pack(path, pack)
    if not isinstance(told.get("robustness"), dict):
        raise FiguresError(path, "holds no figures of model.robustness: 'robustness' is missing")
    return dict(told["robustness"])


def _of_pack(path: Path, pack: Pack) -> dict[str, Any]:
    """Read a JSON object, without the names of pack and network once they were checked."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FiguresError(path, os_cause(error)) from error
    except ValueError as error:
        raise FiguresError(path, "is not JSON") from error
    if not isinstance(told, dict):
        raise FiguresError(path, "is not a JSON object")
    if told.get("network_sha256", pack.sha256) != pack.sha256:
        raise FiguresError(path, f"was measured with another network than {pack.name}'s")
    return {key: value for key, value in told.items() if key not in NAMES}


@click.command()
@click.option("--pack", type=click.Path(path_type=Path), required=True)
@click.option("--figures", type=click.Path(path_type=Path), required=True)
@click.option("--robustness", type=click.Path(path_type=Path))
@click.option("--quantisation", type=click.Path(path_type=Path))
def main(pack: Path, figures: Path, robustness: Path | None, quantisation: Path | None) -> None:
    """Write measured figures into a pack's card."""
    try:
        published = publish(open_pack(pack), figures, robustness, quantisation)
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{published.folder}: {', '.join(sorted(published.card.metrics))}")


if __name__ == "__main__":
    main()
