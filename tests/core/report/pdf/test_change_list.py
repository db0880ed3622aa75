"""Lists of changes are read back: every product, whole values, heads on every page."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from core import given_files
from core.catalog.edits import Change
from core.entities import Box, Drawn, Progress
from core.errors import Cancelled, ExportFailed
from core.jobs import CancelToken
from core.report.pdf import change_list
from core.report.pdf.change_list import write_change_list
from tests.core.report.pdf.conftest import text_of
from tests.pseudo import pseudo_language, untranslated

MADE = datetime(2026, 5, 3, 10, 0, 0, tzinfo=UTC)
HEAD = "Product and photo Before After By, and why"

PhotoFile = Callable[..., Path]


def changes(count: int) -> list[Change]:
    return [
        Change(f"SKU-{n}", "Clothing > Tshirts", "Clothing > Dresses", "ana", "a.jpg", "corrected")
        for n in range(count)
    ]


@pytest.fixture
def write(photo_file: PhotoFile, tmp_path: Path) -> Callable[..., list[str]]:
    """Write a list about one photo, and give the text of its pages."""
    photo_file("a.jpg")

    def made(listed: list[Change], **others: object) -> list[str]:
        out = tmp_path / "changes.pdf"
        source = tmp_path / "shop.csv"
        write_change_list(listed, out, source=source, folder=tmp_path, created=MADE, **others)
        return text_of(out)

    return made


def test_every_change_stands_under_a_head_with_its_photo(
    write: Callable[..., list[str]], tmp_path: Path
) -> None:
    pages = write(changes(40))
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert HEAD in text and f"Page {number} of {len(pages)}" in text
    said = " ".join(pages)
    assert [said.count(f"SKU-{n} a.jpg") for n in range(40)] == [1] * 40
    assert "Clothing > Tshirts Clothing > Dresses ana corrected" in said
    assert "Changes to shop.csv" in pages[0] and "Products that change 40" in pages[0]
    reader = PdfReader(tmp_path / "changes.pdf")
    assert all(len(page.images) for page in reader.pages)
    assert reader.metadata is not None and reader.metadata.title == "Changes to shop.csv"


def test_no_word_of_a_list_is_left_untranslated(
    write: Callable[..., list[str]], tmp_path: Path
) -> None:
    names = ["SKU Clothing Tshirts Dresses ana a.jpg shop.csv Tagproof UTC", str(tmp_path)]
    for listed in (changes(2), []):
        said = write(listed, disputed=["SKU-7"], language=pseudo_language())
        assert untranslated(said, names) == set()


def test_no_change_is_a_sentence(write: Callable[..., list[str]]) -> None:
    (page,) = write([])
    assert "Nothing changes:" in page and "Products that change 0" in page and HEAD not in page


def test_long_values_are_wrapped_over_pages_and_lose_nothing(
    write: Callable[..., list[str]],
) -> None:
    words = [f"w{n}" for n in range(900)]
    long = Change("نموذج 手袋", "", "x" * 200, "", "a.jpg", " ".join(words))
    pages = write([*changes(1), long, *changes(1)])
    assert len(pages) > 2 and all(HEAD in text for text in pages)
    said = " ".join(pages).split()
    assert [word for word in said if word in set(words)] == words
    assert sum(word.count("x") for word in said if set(word) == {"x"}) == 200
    assert "no category" in " ".join(said) and "no name given" in " ".join(said)
    assert "手袋, continued" in pages[1]


def test_a_photo_that_is_gone_has_its_cause_in_its_place(write: Callable[..., list[str]]) -> None:
    gone = Change("1", "Tshirts", "Dresses", "ana", "gone.jpg", "corrected")
    (page,) = write([gone])
    assert "gone.jpg" in page and "no such file or directory" in page


def test_products_left_as_they_are_stand_at_the_end(write: Callable[..., list[str]]) -> None:
    (page,) = write(changes(1), disputed=["10058", "10319"])
    assert "Left as they are 2, listed at the end" in page
    assert page.index("SKU-0") < page.index("Left as they are (2)") < page.index("10319")


def test_progress_and_cancel(write: Callable[..., list[str]], tmp_path: Path) -> None:
    steps: list[Progress] = []
    write(changes(3), on_progress=steps.append)
    assert [(step.done, step.total, step.note) for step in steps] == [
        (1, 3, "SKU-0"), (2, 3, "SKU-1"), (3, 3, "SKU-2"),
    ]  # fmt: skip
    before, token = (tmp_path / "changes.pdf").read_bytes(), CancelToken()
    with pytest.raises(Cancelled):
        write(changes(4), token=token, on_progress=lambda _: token.cancel())
    assert (tmp_path / "changes.pdf").read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"a.jpg", "changes.pdf"}


def test_equal_lists_give_equal_bytes(write: Callable[..., list[str]], tmp_path: Path) -> None:
    write(changes(2))
    first = (tmp_path / "changes.pdf").read_bytes()
    write(changes(2))
    assert (tmp_path / "changes.pdf").read_bytes() == first


def test_far_too_many_are_refused_with_the_way_out(
    write: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_list, "MOST_CHANGES", 2)
    with pytest.raises(ExportFailed, match=r"too many changes .* name a \.csv file"):
        write(changes(3))


def test_a_box_is_outlined_as_long_as_the_file_holds_the_photo(
    write: Callable[..., list[str]], tmp_path: Path
) -> None:
    photo, out = tmp_path / "a.jpg", tmp_path / "changes.pdf"
    drawn = Drawn(Box(10, 10, 30, 40), given_files.sha256_of(photo))

    def made(boxes: dict[Path, Drawn]) -> bytes:
        write(changes(1), boxes=boxes)
        return out.read_bytes()

    plain = made({})
    assert made({photo: drawn}) != plain
    assert made({photo: Drawn(drawn.box, "another")}) == plain
    assert made({tmp_path / "b.jpg": drawn}) == plain
