"""Files of a pack, read within their limits; what is checked by its hash is what is used."""

import hashlib
from pathlib import Path

from core.errors import PackError, os_cause
from core.given_files import read_file
from core.inference.engine import LARGEST_NETWORK_BYTES


def read_of_pack(path: Path, most: int = LARGEST_NETWORK_BYTES) -> bytes:
    """Read one file of a pack.

    Parameters
    ----------
    path : Path
    most : int
        Bytes that it may have.

    Raises
    ------
    PackError
        It is missing, too long, or cannot be read.
    """
    try:
        return read_file(path, most)
    except FileNotFoundError as error:
        raise PackError(path, "missing from the model pack") from error
    except OSError as error:
        raise PackError(path, os_cause(error)) from error


def read_checked(path: Path, digest: str) -> bytes:
    """Read the very bytes that a card names: a file may have changed since it was looked at.

    Parameters
    ----------
    path : Path
    digest : str
        SHA-256 by the card.

    Raises
    ------
    PackError
        As `read_of_pack`; or it holds something else.
    """
    content = read_of_pack(path)
    if hashlib.sha256(content).hexdigest() != digest:
        raise PackError(path, "changed since the pack was written")
    return content
