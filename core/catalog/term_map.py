"""The map of a shop's terms to the network's classes: learnt once, kept beside the settings.

Many terms may mean one class; one of them is the preferred way back. As CSV it is the same table:
`term,class,preferred`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core import paths, places
from core.catalog.class_map import ClassMap, plain
from core.catalog.delimited import open_delimited
from core.catalog.table import with_head
from core.catalog.taxonomy import known_terms, wearers
from core.errors import CatalogError, os_cause
from core.spreadsheets import unneutral, writing_csv

NAME: Final = "class_map.csv"
_COLUMNS: Final = ("term", "class", "preferred")
_YES: Final = frozenset({"yes", "true", "1", "x"})


@dataclass(frozen=True, slots=True)
class TermMap:
    """What terms mean.

    Attributes
    ----------
    classes : mapping of str to str
        Class by term, as written.
    preferred : mapping of str to str
        Term by class, where one was chosen for the way back.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    preferred: Mapping[str, str] = field(default_factory=dict)

    def with_others(self, others: "TermMap") -> "TermMap":
        """Add what another map knows; it counts where both say something."""
        replaced = {plain(term) for term in others.classes}
        kept = {term: name for term, name in self.classes.items() if plain(term) not in replaced}
        return TermMap(
            {**kept, **others.classes}, {**dict(self.preferred), **dict(others.preferred)}
        )

    def way_back(self, label: str) -> str | None:
        """Give the term that is written for a class: the preferred, or the only one."""
        if label in self.preferred:
            return self.preferred[label]
        terms = [term for term, name in self.classes.items() if name == label]
        return terms[0] if len(terms) == 1 else None


def stored() -> Path:
    """Give the file beside the settings; it need not be there."""
    return paths.config_dir() / NAME


def read_map(file: Path) -> TermMap:
    """Read a map.

    Raises
    ------
    CatalogError
        Not readable, or without the columns term and class.
    """
    try:
        table = with_head(open_delimited(file), _COLUMNS)
    except OSError as error:
        raise CatalogError(file, os_cause(error)) from error
    names = [name.casefold() for name in table.columns]
    if missing := [name for name in _COLUMNS[:2] if name not in names]:
        raise CatalogError(file, f"a map of terms needs a column {' and '.join(missing)}")
    term, label = names.index("term"), names.index("class")
    chosen = names.index("preferred") if "preferred" in names else None
    classes: dict[str, str] = {}
    preferred: dict[str, str] = {}
    for cells in filter(None, table.rows()):
        said, meant = (unneutral(cells[at].strip()).strip() for at in (term, label))
        if said and meant:
            classes[said] = meant
            if chosen is not None and cells[chosen].strip().casefold() in _YES:
                preferred[meant] = said
    return TermMap(classes, preferred)


def learnt() -> TermMap:
    """Give what earlier catalogs taught; nothing where there was none.

    Raises
    ------
    CatalogError
        The file beside the settings is damaged.
    """
    file = stored()
    return read_map(file) if places.is_there(file) else TermMap()


def learn(news: TermMap) -> None:
    """Keep what terms mean for all catalogs to come.

    Raises
    ------
    CatalogError, ExportFailed
    """
    write_map(learnt().with_others(news), stored())


def write_map(terms: TermMap, file: Path) -> None:
    """Write a map as CSV.

    Raises
    ------
    ExportFailed
    """
    with writing_csv(file) as table:
        table.row(_COLUMNS)
        for row in _rows(terms):
            table.row(row)


def _rows(terms: TermMap) -> Iterator[tuple[str, str, str]]:
    for term, label in sorted(terms.classes.items()):
        yield term, label, "yes" if terms.preferred.get(label) == term else ""


def classes_of(labels: Sequence[str], by_hand: TermMap | None = None) -> ClassMap:
    """Give the way from terms to a network's classes: by hand, learnt, published, by form.

    Raises
    ------
    CatalogError
        The file beside the settings is damaged.
    """
    terms = learnt().with_others(by_hand or TermMap())
    return ClassMap(labels, terms.classes, known_terms(), wearers())
