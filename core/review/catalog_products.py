"""The catalog file's products, from what the review keeps of the file: for photos that came later.

The file itself is not needed any more. Matching is the import's own, with all photos that are
there now; what has a product or a tag already keeps it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

from core.catalog.inspection import Inspection
from core.catalog.reading import read
from core.catalog.term_map import classes_of
from core.errors import ReviewError
from core.review import catalog_source
from core.review.catalog_tags import named, photo_index, put_tags, terms_of
from core.review.connection import storable
from core.review.grouping import MOST_EXAMPLES, Form, Proposal
from core.review.regrouping import Grouped
from core.review.steps import OnProgress
from core.review.store import Review
from core.vocabulary import Grouping, tr_noop

NOT_KEPT: Final = (
    "keeps no catalog file that tells which photos are one product; import the file again"
)
NAMED_BY_FILE: Final = tr_noop("products that the catalog file names")
_MATCHED: Final = "catalog_photos"
"""Key of the mark of all photos that were matched last, in the review's `meta`."""
_UNTAGGED: Final = "SELECT id FROM photos WHERE catalog_tag IS NULL"


@dataclass(frozen=True, slots=True)
class Matched:
    """What the kept file says of the photos that are there now.

    Attributes
    ----------
    found : Inspection
    photos : list of int
        The review's id of each photo of the index.
    """

    found: Inspection
    photos: list[int]


def matched(review: Review) -> Matched | None:
    """Match all photos with what is kept; None where no file is, or no network tagged yet.

    Nothing is changed, so that others may use the review meanwhile; a million rows take a quarter
    of a minute.
    """
    source, pack = catalog_source.kept_of(review), review.predictions.last_pack()
    readings = source.kept_readings(review) if source else []
    if source is None or pack is None or not readings:
        return None
    index, photos = photo_index(review)
    classes = classes_of(pack.labels, terms_of(review))
    return Matched(read(Path(source.name), readings, index, classes), photos)


def is_due(review: Review) -> bool:
    """Whether other photos are there than were matched last, and a file is kept."""
    if not review.products.catalog_kept:
        return False
    paths = review.database.rows("SELECT path FROM photos WHERE missing = 0 ORDER BY path_key")
    last = review.database.rows("SELECT value FROM meta WHERE key = ?", (_MATCHED,))
    return [(_mark(path for (path,) in paths),)] != last


def take_in(review: Review, now: Matched, *, on_progress: OnProgress | None = None) -> bool:
    """Give photos that came since the import their tags and, where it groups, their products.

    Parameters
    ----------
    review : Review
    now : Matched
    on_progress : callable, optional
        Is told how far their products are; where it raises Cancelled, they stay due.

    Returns
    -------
    bool
        Whether anything has changed.

    Raises
    ------
    ReviewError
        The file cannot be written; what is lacking stays due.
    """
    assert now.found.photos is not None
    bare = {photo for (photo,) in review.database.rows(_UNTAGGED)}
    tagged = [one for one in now.found.entries if one.term and now.photos[one.photo] in bare]
    with review.database.transaction() as connection:
        put_tags(connection, now.found, tagged, now.photos)
    grouped = Grouped(0, 0, (), ())
    if review.products.grouping is Grouping.CATALOG:
        grouped = review.products.extend(named(now.found), on_progress=on_progress)
    mark = (_MATCHED, _mark(now.found.photos.paths))
    with review.database.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", mark)
    return bool(tagged or grouped.photos)


def group(review: Review, now: Matched | None) -> Grouped:
    """Make the kept file's products those of the review.

    Raises
    ------
    ReviewError
        No file is kept, or the review cannot be written; nothing is changed.
    """
    if now is None:
        raise ReviewError(review.path, NOT_KEPT)
    return review.products.group(named(now.found), Grouping.CATALOG)


def proposal(now: Matched) -> Proposal:
    """Say which products there would be, as names propose theirs."""
    assert now.found.photos is not None
    photos: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    for path, key, title in named(now.found):
        photos[key].append(path)
        titles[key] = titles.get(key) or title
    products = {key: tuple(paths) for key, paths in photos.items()}
    grouped = sum(map(len, products.values()))
    forms = (_form(products),) if products else ()
    return Proposal(products, forms, len(now.found.photos) - grouped, titles)


def _form(products: dict[str, tuple[str, ...]]) -> Form:
    several = sorted(products.items(), key=lambda one: len(one[1]) < 2)  # those say more
    photos = sum(map(len, products.values()))
    return Form(NAMED_BY_FILE, len(products), photos, tuple(several[:MOST_EXAMPLES]))


def _mark(paths: Iterable[str]) -> str:
    """Mark which photos are there: another one, or one gone, gives another mark."""
    mark = 0
    for path in paths:
        mark = crc32(storable(f"{path}\n"), mark)
    return str(mark)
