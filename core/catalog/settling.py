"""What becomes of the claims on each photo: one product and one class, or the reason why not."""

from collections.abc import Iterator, Sequence

from core.catalog.inspection import Entry, Inspection
from core.catalog.keys import common_key, product_in
from core.catalog.matching import UNNAMED, Claim, Reason, elsewhere
from core.catalog.photo_index import PhotoIndex


def settle(found: Inspection, photos: PhotoIndex) -> None:
    """Say of each claimed photo which product and which class it is, or why not.

    Parameters
    ----------
    found : Inspection
        With its tally; gets `entries` and `refused`.
    photos : PhotoIndex
    """
    tally = found.tally
    found.refused = dict.fromkeys(elsewhere(tally), Reason.ELSEWHERE)
    terms = tally.terms_of({name for claim in tally.claims.values() for name in claim.products})
    for photo in sorted(tally.claims):
        if photo in found.refused:
            continue
        entry = _entry(found, photo, tally.claims[photo], terms)
        if isinstance(entry, Reason):
            found.refused[photo] = entry
        else:
            found.entries.append(entry)
    found.entries = list(_named(found.entries, photos))


def _entry(
    found: Inspection, photo: int, claim: Claim, terms: dict[str, list[str]]
) -> Entry | Reason:
    names = list(claim.products)
    if len(names) == 1 and len(only := terms.get(names[0], [])) < 2:
        return _plain_entry(found, photo, claim, only[0] if only else "")
    said = list(dict.fromkeys(term for name in names for term in terms.get(name, ())))
    meant = {label: term for term in reversed(said) if (label := found.classes.find(term))}
    named = [name for name in names if not name.startswith(UNNAMED)]
    product = named[0] if named else ""
    if len(names) > 1 and named:
        shared = _one_product(found, named, said) if len(named) == len(names) else None
        if shared is None:
            return Reason.TWO_PRODUCTS
        product = shared
    if len(meant) > 1 or (not meant and len(said) > 1 and not named):
        return Reason.TWO_CLASSES
    label, term = next(iter(meant.items())) if meant else (None, said[0] if said else "")
    title = next((text for name in names if (text := found.tally.titles.get(name))), "")
    return Entry(photo, product, term, label, title, tuple(names), claim.products[names[0]])


def _one_product(found: Inspection, named: Sequence[str], said: Sequence[str]) -> str | None:
    """Name what several keys mean: what all begin with, or variants of one title and category."""
    titles = {found.tally.titles.get(name, "") for name in named}
    alike = len(titles) == 1 and titles != {""} and len(said) == 1
    return common_key(list(named)) or (named[0] if alike else None)


def _plain_entry(found: Inspection, photo: int, claim: Claim, term: str) -> Entry:
    """Give what is said of most photos: one product, one term."""
    ((name, place),) = claim.products.items()
    product = "" if name.startswith(UNNAMED) else name
    label = found.classes.find(term) if term else None
    title = found.tally.titles.get(name, "")
    return Entry(photo, product, term, label, title, (name,), place)


def _named(entries: Sequence[Entry], photos: PhotoIndex) -> Iterator[Entry]:
    """Name products that the file does not, by what photos' names share, where terms agree."""
    keys = {e.photo: product_in(photos.paths[e.photo].rpartition("/")[2]) or ""
            for e in entries if not e.product}  # fmt: skip
    terms: dict[str, set[str]] = {}
    for entry in entries:
        if not entry.product:
            terms.setdefault(keys[entry.photo], set()).add(entry.term)
    for entry in entries:
        key = "" if entry.product else keys[entry.photo]
        if key and len(terms[key]) == 1:
            yield entry._replace(product=key)
        else:
            yield entry
