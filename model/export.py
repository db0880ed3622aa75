"""Writes a trained run as a pack: `python -m model.export --run RUN --out PACK`."""

import logging
from pathlib import Path

import click

from core.errors import AppError
from model.training.packing import pack_run
from model.training.run import Run


@click.command()
@click.option("--run", "folder", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--name", help="of the pack [default: the architecture's]")
@click.option("--version", default="1.0", show_default=True)
@click.option("--size", type=int, help="side of the input, px [default: the last epoch's]")
def main(folder: Path, out: Path, name: str | None, version: str, size: int | None) -> None:
    """Write a trained run as a pack."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        pack = pack_run(Run(folder), out, name, version, size)
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{pack.name} {pack.version} written to {out}")


if __name__ == "__main__":
    main()
