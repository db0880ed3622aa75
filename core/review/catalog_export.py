"""The way back: what was decided in a review, written into the shop's own file.

In steps, so that a window can show the plan before anything is written, and need not hold the
review meanwhile: `basis_of` the review, `read_source`, `plan`, `write_export`.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core import places
from core.catalog.edits import Change, Wording, plan_edits
from core.catalog.inspection import Entry, Inspection, OnProgress
from core.catalog.matching import Reason
from core.catalog.reading import inspect, read
from core.catalog.source import stamp_of
from core.catalog.term_map import TermMap
from core.catalog.write_back import write_back
from core.entities import Progress
from core.errors import ExportFailed
from core.review.catalog_changes import Export, LeftOut, Omission
from core.review.catalog_decisions import Basis, Decision, basis_of
from core.review.store import Review
from core.vocabulary import Verdict

Said = list[tuple[Entry, Decision]]
"""What was decided of a product: of each photo of it that has a class."""


def plan_export(
    review: Review, source: Path, *, as_class: bool = False, terms: TermMap | None = None
) -> Export:
    """Say what a shop's file would become; nothing is written.

    Parameters
    ----------
    review : Review
    source : Path
        The file that was imported, or another about the same photos where none was.
    as_class : bool
        Write the network's class names instead of the shop's terms.
    terms : TermMap, optional
        What terms mean, beside what is known already.

    Raises
    ------
    ReviewError
        No network has tagged its photos yet.
    CatalogError
        The file cannot be read, or a row is not what it was when it was imported.
    """
    basis = basis_of(review, terms)
    return plan(basis, read_source(basis, source), as_class=as_class)


def read_source(basis: Basis, source: Path, *, on_progress: OnProgress | None = None) -> Inspection:
    """Read a shop's file as it was imported and compare; propose columns where it never was.

    Parameters
    ----------
    basis : Basis
    source : Path
    on_progress : callable, optional
        Told the rows read, and of how many where the file is known; raises to stop.

    Raises
    ------
    CatalogError
        The file cannot be read, or a row is not what it was when it was imported.
    """
    kept = basis.kept
    if kept is None:
        return inspect(source, basis.index, basis.classes, on_progress=on_progress)
    telling = _of(kept.rows, on_progress)
    found = read(
        source, kept.readings(source), basis.index, basis.classes,
        stamp=stamp_of(source), digests=True, on_progress=telling,
    )  # fmt: skip
    kept.check(found)
    return found


def plan(
    basis: Basis,
    found: Inspection,
    *,
    as_class: bool = False,
    on_progress: OnProgress | None = None,
) -> Export:
    """Say what a file that was read would become.

    Parameters
    ----------
    basis : Basis
    found : Inspection
        From `read_source`.
    as_class : bool
        Write the network's class names instead of the shop's terms.
    on_progress : callable, optional
        Told the rows gone through again; raises to stop.

    Raises
    ------
    CatalogError
        The file has no category column, or cannot be read any more.
    """
    products = _products(basis, found)
    said = {key: tagged for key, all_of in products.items() if (tagged := _tagged(all_of))}
    agreed = {key: one for key, one in said.items() if _agree(one)}
    wording = Wording(found, basis.terms, as_class=as_class)
    other = {
        key: one for key, one in agreed.items() if not wording.says(one[0][0].term, one[0][1].label)
    }
    news = {
        key: one for key, one in other.items() if wording.can_say(one[0][0].term, one[0][1].label)
    }
    unsaid = [_left_out(one, Omission.UNSAID) for key, one in other.items() if key not in news]
    # A product's rows stay of one mind, also where each names a photo of its own.
    members = [(entry, news[_key(entry)]) for entry in found.entries if _key(entry) in news]
    labels = {name: one[0][1].label for entry, one in members for name in entry.inner}
    entries = {name: entry for entry, _ in members for name in entry.inner}
    telling = _of(found.tally.rows if len(found.readings) == 1 else 0, on_progress)
    edits = plan_edits(found, labels, entries, wording, on_progress=telling)
    left_out = [*_disputed(said), *unsaid, *_unclear(basis, found), *_undecided(products)]
    changes = [_change(one, wording) for one in news.values()]
    return Export(found, edits, changes, left_out, len(said), basis.folder, basis.boxes)


def _of(total: int, on_progress: OnProgress | None) -> OnProgress | None:
    """Let steps say of how many they are."""
    if on_progress is None or not total:
        return on_progress
    tell = on_progress

    def telling(step: Progress) -> None:
        tell(replace(step, total=total))

    return telling


def _key(entry: Entry) -> str:
    return entry.product or entry.inner[0]


def _products(basis: Basis, found: Inspection) -> dict[str, Said]:
    """Give what stands for the photos of each product, decided or not."""
    products: dict[str, Said] = {}
    for entry in found.entries:
        decision = basis.decisions[basis.index.paths[entry.photo]]
        products.setdefault(_key(entry), []).append((entry, decision))
    return products


def _tagged(said: Said) -> Said:
    return [one for one in said if one[1].tagged]


def _agree(said: Said) -> bool:
    return len({decision.label for _, decision in said}) == 1


def _disputed(said: dict[str, Said]) -> Iterator[LeftOut]:
    for one in said.values():
        if not _agree(one):
            yield _left_out(one, Omission.DISPUTED)


def _undecided(products: dict[str, Said]) -> Iterator[LeftOut]:
    """Give products without a class, the flagged first."""
    waiting = [one for one in products.values() if not _tagged(one)]
    for said in waiting:
        if _flagged(said):
            yield _left_out(said, Omission.FLAGGED)
    for said in waiting:
        if not _flagged(said):
            yield _left_out(said, Omission.UNDECIDED)


def _flagged(said: Said) -> bool:
    return any(decision.verdict is Verdict.FLAGGED for _, decision in said)


def _unclear(basis: Basis, found: Inspection) -> Iterator[LeftOut]:
    """Give photos that the file is not clear about; of those that it does not name, the decided."""
    paths = basis.index.paths
    for photo, reason in sorted(found.refused.items()):
        yield LeftOut("", paths[photo], reason)
    for photo in found.unspoken():
        if basis.decisions[paths[photo]].tagged:
            yield LeftOut("", paths[photo], Reason.UNSPOKEN)


def _left_out(said: Said, why: Omission) -> LeftOut:
    entry, decision = said[0]
    return LeftOut(entry.product or decision.photo, decision.photo, why, entry.title)


def _change(said: Said, wording: Wording) -> Change:
    entry, decision = said[0]
    before = entry.term
    after = wording.cell(before, decision.label) if before else wording.term(decision.label)
    by = next((one.by for _, one in said if one.by), "")
    return Change(entry.product or decision.photo, before, after, by, decision.photo,
                  decision.why, entry.title)  # fmt: skip


def write_export(
    export: Export,
    out: Path,
    *,
    only_changed: bool = False,
    on_progress: OnProgress | None = None,
) -> None:
    """Write the shop's file with what was decided.

    Parameters
    ----------
    export : Export
    out : Path
    only_changed : bool
        Leave out the rows of products that do not change; head rows stay.
    on_progress : callable, optional
        Told the bytes of the file that are done, and all of them; raises to stop.

    Raises
    ------
    CatalogError
        A cell cannot be changed without touching others, or a word is not in the file's encoding.
    ExportFailed
        The output cannot be written, or is the shop's file itself.
    """
    source = export.found.path
    if places.same_file(out, source):
        raise ExportFailed(out, "the shop's own file; give the output another name")
    write_back(export.found, export.edits, out, only_changed=only_changed, on_progress=on_progress)
