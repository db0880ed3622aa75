"""How figures are said in English, on the terminal and by the training."""

from core.language.catalog import english


def counted(number: int, noun: str) -> str:
    """Write a count with what is counted: 1 photo, 2,014 photos."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def entries(products: int, alone: int) -> str:
    """Say what a list holds: 19 products, 19 products and 2 photos, 21 photos.

    Parameters
    ----------
    products : int
    alone : int
        Photos of no product.
    """
    if not products:
        return counted(alone, "photo")
    said = counted(products, "product")
    return f"{said} and {counted(alone, 'photo')}" if alone else said


def percent(share: float, decimals: int = 1) -> str:
    """Say a share, without rounding up to certainty or down to none.

    Parameters
    ----------
    share : float
        In [0, 1].
    decimals : int
        After the point; reports give one, the window none.

    Returns
    -------
    str
        "95.3 %"; "> 99.9 %" for what is merely close to all, "< 0.1 %" for what is close to none.
    """
    return english().percent(share, decimals)


def whole_percent(share: float) -> str:
    """Say a share in whole per cent, where it is read in passing: in sentences, in the window."""
    return percent(share, decimals=0)


def photos_gone(present: int, known: int) -> str:
    """Say of a folder that it holds far fewer photos than its review knows, and what to do."""
    return (
        f"holds {counted(present, 'photo')} where the review knows {known:,}. Nothing was written. "
        "Look whether the disk is there; if the photos are gone for good, add --accept-missing"
    )
