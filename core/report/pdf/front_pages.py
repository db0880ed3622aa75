"""What comes before the photos in a long report: summary, index, and what failed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.imaging import kinds
from core.inference.card import Card
from core.language.catalog import Language, english
from core.report import content, evidence
from core.report.drawing import style
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.pdf.canvas import TITLE, measure, paragraph, short
from core.report.pdf.flow import HEADING, ROW, Flow
from core.report.pdf.model_page import draw_model
from core.vocabulary import Agreement, Status

SUMMARY_KEY: Final = "summary"
INDEX_KEY: Final = "index"
FAILED_KEY: Final = "failed"
TILE: Final = 56.0
BAR: Final = 6.0
INDEX_HEAD: Final = 3 * ROW + 6
"""Heights in points."""

SPARE: Final = 2
"""Rows that the last heading wants below it, however little follows."""

LONG_WORD: Final = 1.5
"""Room for the longest status word, of the others' room."""

INDEX_EDGES: Final = (0.0, 0.41, 0.63)
"""Where the columns begin, of the inner width."""

COLOURS: Final = {
    Status.KNOWN: style.ACCENT,
    Status.UNCERTAIN: "#5FA8A2",
    Status.UNKNOWN: "#98A2AD",
    Status.ERROR: style.INK,
}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One photo's line; `key` leads to its page, empty where it failed.

    Attributes
    ----------
    page : int
        Its page among those of the photos, from 0.
    verdict : str
        What the reviewer did, as in `DecisionNote.word`; empty outside a review.
    agreement : Agreement or None
        Of catalog and network; None without a catalog tag.
    photos, contradictions : int
        How many a product has, and how many of them look like another class; 0 for a photo by
        itself.
    """

    name: str
    status: Status
    key: str = ""
    page: int = 0
    label: str = ""
    confidence: float = 0.0
    cause: str = ""
    verdict: str = ""
    agreement: Agreement | None = None
    photos: int = 0
    contradictions: int = 0


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the first page tells.

    Attributes
    ----------
    facts : sequence of (str, str)
        When, with what: by name.
    cards : sequence of Card
        Of the networks that answered, as far as they have one.
    reading : bool
        Say how the pages are read, and what they cannot show.
    language : Language
    """

    title: str
    facts: Sequence[tuple[str, str]]
    entries: Sequence[IndexEntry]
    cards: Sequence[Card] = ()
    reading: bool = True
    language: Language = field(default_factory=english)

    @property
    def reported(self) -> list[IndexEntry]:
        """Those with a page."""
        return [entry for entry in self.entries if entry.key]

    @property
    def products(self) -> list[IndexEntry]:
        """Those of several photos."""
        return [entry for entry in self.entries if entry.photos]

    @property
    def alone(self) -> int:
        """Photos by themselves."""
        return len(self.entries) - len(self.products)

    @property
    def photos(self) -> int:
        """All photos, of products and by themselves."""
        return self.alone + sum(entry.photos for entry in self.products)

    @property
    def failed(self) -> list[IndexEntry]:
        """Those without."""
        return [entry for entry in self.entries if not entry.key]


def draw_front(page: Page, matter: FrontMatter) -> int:
    """Draw all pages before the photos; gives their number."""
    before = page.pages
    indexed = draw_cover(page, matter)
    for place, card in enumerate(matter.cards):
        draw_model(page, card, matter.language, mark=place == 0)
    if not indexed:
        _index(Flow(page), matter, page.pages - before)
    return page.pages - before


def draw_cover(page: Page, matter: FrontMatter) -> bool:
    """Draw and end the summary; tells whether the index has found room on it.

    It has where the summary with the index in place of the table of tags is one page, and the
    photos follow at once.
    """
    flow = Flow(page)
    page.mark(SUMMARY_KEY)
    _title(flow, matter)
    _tiles(flow, matter)
    _decisions(flow, matter)
    indexed = not matter.cards and flow.y + _rest_height(page, matter) <= page.bottom
    if indexed:
        _index_part(flow, matter.reported, matter.language, front=1)
    else:
        _tags(flow, matter)
    if matter.reading:
        _reading(flow, matter)
    if matter.failed:
        _failures(flow, matter)
    flow.end()
    return indexed


def _rest_height(page: Page, matter: FrontMatter) -> float:
    """Give the height of index, reading and failures, one below the other."""
    texts = _readings(matter) if matter.reading else ()
    lines = sum(len(paragraph(text, page.inner)) for _, text in texts)
    headings = len(texts) + bool(matter.reported) + bool(matter.failed)
    rows = len(matter.entries) + bool(matter.reported)
    return headings * HEADING + lines * LEADING + (rows + SPARE) * ROW


def _title(flow: Flow, matter: FrontMatter) -> None:
    page = flow.page
    flow.y += 18
    title = short(matter.title, page.inner, size=TITLE, bold=True)
    page.text(MARGIN, flow.y, title, size=TITLE, bold=True)
    flow.y += 8
    flow.facts(matter.facts)


def _tiles(flow: Flow, matter: FrontMatter) -> None:
    """Draw the counts by status, and one bar that is divided as they are."""
    page, counts = flow.page, Counter(entry.status for entry in matter.entries)
    language = matter.language
    statuses = [s for s in Status if counts[s] or s is not Status.ERROR]
    subjects = _subjects(matter)
    shares = [1.0] * len(subjects)
    shares += [LONG_WORD if status is Status.UNKNOWN else 1.0 for status in statuses]
    unit = page.inner / sum(shares)
    flow.y += TILE
    for place, (count, word) in enumerate(subjects):
        left = MARGIN + unit * place
        page.text(left, flow.y - 14, language.number(count), size=TITLE, bold=True)
        page.text(left, flow.y, word, colour=style.MUTED)
    x = MARGIN
    for place, status in enumerate(statuses, start=len(subjects)):
        left = MARGIN + unit * sum(shares[:place])
        page.text(left, flow.y - 14, language.number(counts[status]), size=TITLE, bold=True)
        shift = page.text(left, flow.y, content.STATUS_MARKS[status], colour=COLOURS[status])
        failed = status is Status.ERROR
        word = language.say("front.not_reported") if failed else language.inline(status)
        page.text(left + shift + 4, flow.y, word, colour=style.MUTED)
        long = page.inner * counts[status] / len(matter.entries)
        page.fill(x, flow.y + 12, long, BAR, COLOURS[status])
        x += long
    flow.y += 12 + BAR


def _subjects(matter: FrontMatter) -> list[tuple[int, str]]:
    """Give what the report is about: photos, or products with all photos of theirs."""
    say, products, alone = matter.language.say, len(matter.products), matter.alone
    if not products:
        return [(len(matter.entries), say("front.photos", n=len(matter.entries)))]
    single = [(alone, say("front.single_photos", n=alone))] if alone else []
    total = say("front.photos_in_all") if alone else say("front.photos", n=matter.photos)
    return [(products, say("front.products", n=products)), *single, (matter.photos, total)]


def left_out_facts(left_out: Mapping[str, int], language: Language) -> list[tuple[str, str]]:
    """Say what in the folder is no photo of the report, by kind; nothing where nothing is."""
    listed = kinds.listed(left_out, language)
    return [(language.say("front.left_out"), listed)] if listed else []


def contradiction_facts(entries: Sequence[IndexEntry], language: Language) -> list[tuple[str, str]]:
    """Say how many photos of products look like another class; nothing where none does."""
    odd = sum(entry.contradictions for entry in entries)
    if not odd:
        return []
    return [(language.say("front.contradictions"), language.say("front.odd_photos", n=odd))]


def subject(reported: Sequence[IndexEntry]) -> str:
    """Give the key of the words for what has a page: photos, products or both."""
    products = sum(1 for entry in reported if entry.photos)
    if products == 0:
        return "photos"
    return "products" if products == len(reported) else "both"


def noun(reported: Sequence[IndexEntry], language: Language) -> str:
    """Name what has a page: photos, products or both."""
    return language.say(f"front.named.{subject(reported)}")


def _decisions(flow: Flow, matter: FrontMatter) -> None:
    """Draw what reviewers did, and where catalog and network agree."""
    say = matter.language.say
    verdicts = (evidence.verdict_word(one.verdict, matter.language) for one in matter.reported)
    _counts(flow, say("front.decisions"), list(verdicts), matter.language)
    agreements = [one.agreement for one in matter.reported]
    said = [say(f"decision.{one.name.lower()}") if one else "" for one in agreements]
    apart = say("decision.no_class")
    _counts(flow, say("front.catalog_and_network"), said, matter.language, apart)


def _counts(
    flow: Flow, heading: str, words: Sequence[str], language: Language, apart: str = ""
) -> None:
    """Draw how often each word occurs, most often first; nothing where none does.

    The word `apart` comes last and has no share, nor a part in the others'.
    """
    page, counts = flow.page, Counter(word for word in words if word)
    if not counts:
        return
    total = counts.total() - counts[apart]
    left, right = MARGIN + page.inner * 0.28, MARGIN + page.inner * 0.76
    flow.heading(heading, len(counts) * ROW)
    for word, count in sorted(
        counts.items(), key=lambda item: (item[0] == apart, -item[1], item[0])
    ):
        with flow.row() as y:
            page.text(MARGIN, y, word)
            if word != apart:
                page.fill(left, y - BAR, (right - left) * count / total, BAR, style.ACCENT)
            page.text(page.right - LEADING * 5, y, language.number(count), right=True)
            share = language.percent(count / total) if word != apart else "–"
            page.text(page.right, y, share, colour=style.MUTED, right=True)


def _tags(flow: Flow, matter: FrontMatter) -> None:
    page, reported, language = flow.page, matter.reported, matter.language
    if not reported:
        return
    edges = [MARGIN + page.inner * share for share in (0.28, 0.64, 0.76, 0.88, 1)]
    several = language.say(f"front.counted.{subject(reported)}")
    statuses = (Status.KNOWN, Status.UNCERTAIN, Status.UNKNOWN)

    def head() -> None:
        with flow.row() as y:
            page.text(MARGIN, y, language.say("front.tag"), colour=style.MUTED)
            names = (several, *map(language.caption, statuses))
            for edge, name in zip(edges[1:], names, strict=True):
                page.text(edge, y, name, colour=style.MUTED, right=True)

    totals = Counter(entry.label for entry in reported)
    pairs = Counter((entry.label, entry.status) for entry in reported)
    ranked = sorted(totals, key=lambda label: (-totals[label], label))
    flow.heading(language.say("front.tags"), 4 * ROW)
    head()
    for label in ranked:
        with flow.row(head) as y:
            page.text(MARGIN, y, short(label, edges[0] - MARGIN - 8))
            room = edges[1] - edges[0] - measure(several) - 8
            long = room * totals[label] / totals[ranked[0]]
            page.fill(edges[0], y - BAR, long, BAR, style.ACCENT)
            by_status = [pairs[label, status] for status in statuses]
            for edge, count in zip(edges[1:], [totals[label], *by_status], strict=True):
                colour = style.INK if count else style.MUTED
                page.text(edge, y, language.number(count), colour=colour, right=True)


def _readings(matter: FrontMatter) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give headings and texts: how the pages are read, and what they cannot show."""
    say = matter.language.say
    told = [say("pages.reading"), *([say("pages.reading_products")] if matter.products else [])]
    reading = say("pages.reading_heading"), " ".join(told)
    return reading, (say("pages.limits_heading"), say("pages.limits"))


def _reading(flow: Flow, matter: FrontMatter) -> None:
    reading, limits = _readings(matter)
    flow.heading(reading[0])
    flow.body(reading[1])
    flow.heading(limits[0])
    flow.body(limits[1], style.MUTED)


def _failures(flow: Flow, matter: FrontMatter) -> None:
    page, failed = flow.page, matter.failed
    flow.heading(matter.language.say("front.failed", count=len(failed)))
    page.mark(FAILED_KEY)
    for entry in failed:
        with flow.row() as y:
            page.text(MARGIN, y, short(entry.name, page.inner * 0.42))
            cause = short(matter.language.trouble(entry.cause), page.inner * 0.55)
            page.text(MARGIN + page.inner * 0.45, y, cause, colour=style.MUTED)


def _index(flow: Flow, matter: FrontMatter, before: int) -> None:
    """Draw the index; `before` pages precede it, and the photos follow it."""
    page, reported = flow.page, matter.reported
    rows = int((page.bottom - MARGIN - INDEX_HEAD) // ROW)
    front = before + -(-len(reported) // rows)
    for start in range(0, len(reported), rows):
        part = reported[start : start + rows]
        _index_part(flow, part, matter.language, front, again=start > 0)
        flow.end()


def _index_part(
    flow: Flow,
    reported: Sequence[IndexEntry],
    language: Language,
    front: int,
    *,
    again: bool = False,
) -> None:
    """Draw a table of these; `front` pages precede the photos."""
    if not reported:
        return
    if not again:
        flow.page.mark(INDEX_KEY)
    flow.heading(language.say("front.index_continued" if again else "front.index"))
    _index_head(flow, subject(reported), language)
    for entry in reported:
        _index_row(flow, entry, front + entry.page + 1, language)


def _index_head(flow: Flow, of: str, language: Language) -> None:
    page, say = flow.page, language.say
    names = (say(f"front.one.{of}"), say("front.tag"), say("front.how_sure"))
    with flow.row() as y:
        for share, name in zip(INDEX_EDGES, names, strict=True):
            page.text(MARGIN + page.inner * share, y, name, colour=style.MUTED)
        page.text(page.right, y, say("front.page"), colour=style.MUTED, right=True)


def _index_row(flow: Flow, entry: IndexEntry, number: int, language: Language) -> None:
    page = flow.page
    name, tag, sure = (MARGIN + page.inner * share for share in INDEX_EDGES)
    with flow.row() as y:
        room = tag - name - 12
        many = language.count(entry.photos, "photo") if entry.photos else ""
        page.text(name, y, short(entry.name, room - measure(f"  {many}")))
        page.text(tag - 12, y, many, colour=style.MUTED, right=True)
        page.text(tag, y, short(entry.label, sure - tag - 12))
        figure = sure + measure("> 99.9 %")
        page.text(figure, y, language.percent(entry.confidence), right=True)
        mark, word = content.STATUS_MARKS[entry.status], language.inline(entry.status)
        shift = page.text(figure + 8, y, mark, colour=COLOURS[entry.status])
        page.text(figure + 12 + shift, y, word, colour=style.MUTED)
        page.text(page.right, y, language.number(number), right=True)
        page.link(MARGIN, y - ROW + 4.5, page.inner, ROW, entry.key)
