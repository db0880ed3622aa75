"""A product in the real window: one entry, its photos in the strip, each to be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.review.grouping import propose
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.vocabulary import Action, Grouping, Verdict, ViewKey
from desktop.app import Program
from desktop.dialogs import file_dialogs
from desktop.dialogs.export_dialog import ExportDialog
from desktop.dialogs.picker import Picker
from desktop.services.export.choices import LISTED, ExportChoices
from desktop.ui.photo_state import ProductPhoto
from tests.packs import draw_product
from tests.window import WAIT_MS, Start, pick, press, review_file

SHOP = {
    "a10_1.png": "Blue",
    "a10_2.png": "Blue",
    "a10_3.png": "Blue",
    "a10_4.png": "Red",
    "b20_1.png": "Green",
    "b20_2.png": "Green",
    "1single.png": "Red",
}
"""Names and what they show: product a10 with a photo that contradicts it, b20, and one alone."""


@pytest.fixture
def shop(tmp_path: Path, classifier: Classifier) -> Path:
    """A folder whose review was tagged and grouped by file names."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for number, (name, label) in enumerate(SHOP.items()):
        pixels = draw_product(label, (120, 90), seed=number)
        Image.fromarray(pixels).save(folder / name)
    place = review_file(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    review = Review(place, folder=folder, reviewer="ana")
    review.predictions.use(PackRecord.of(classifier.pack))
    photos = [load_photo(folder / name) for name in SHOP]
    ids = review.photos.add([FoundFile.of(p.path) for p in photos], review.photos.begin_scan())
    review.photos.set_contents([(one, p.sha256) for one, p in zip(ids, photos, strict=True)])
    review.predictions.save((p.sha256, classifier.classify(p)) for p in photos)
    review.products.group(propose(SHOP).named(), Grouping.FOLDER)
    review.close()
    return folder


@pytest.fixture
def program(qtbot: QtBot, start: Start, shop: Path) -> Program:
    """The window with the shop open, all photos listed, the first product chosen."""
    made = start(shop)
    bench, window = made.workbench, made.window
    assert bench is not None

    def ready() -> bool:
        still = bench.tagger.finished_all and not bench.scan.running
        return still and len(bench.scan.index) == len(SHOP)

    qtbot.waitUntil(ready, timeout=WAIT_MS)
    window.views.set_view(ViewKey.ALL)
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        window.list_controls.changed.emit()
    assert window.model.rowCount() == 3
    window.photos.choose(shop / "a10_1.png")
    qtbot.waitUntil(lambda: len(photos(made)) == 4, timeout=WAIT_MS)
    return made


def photos(program: Program) -> tuple[ProductPhoto, ...]:
    return program.window.compare.product._photos.photos


def size(program: Program, lead: Path) -> int:
    """How many photos a product is known to have: read behind the list, which may come first."""
    return program.window.model.products[lead].photos


def looked_at(program: Program) -> str:
    path = program.workbench.current_photo.path
    return path.name if path else ""


def test_a_product_is_one_entry_with_its_own_tag(program: Program, shop: Path) -> None:
    model = program.window.model
    assert [path.name for path in model.paths] == ["1single.png", "a10_1.png", "b20_1.png"]
    assert model.tag(shop / "a10_1.png").label == "Blue"
    assert (model.products[shop / "a10_1.png"].photos, len(model.products)) == (4, 2)
    assert model.products[shop / "a10_1.png"].contradictions == 1


def test_the_photo_that_carries_the_tag_is_explained_first(program: Program, shop: Path) -> None:
    carrier = program.window.model.products[shop / "a10_1.png"].carrier
    assert looked_at(program) == carrier.name
    assert program.window.compare.product.current.path == carrier


def test_another_photo_is_explained_and_the_product_decided(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    bench, window, lead = program.workbench, program.window, shop / "a10_1.png"
    for _ in range(3):
        press(program, Qt.Key.Key_Down)
    assert looked_at(program) == "a10_4.png"
    assert window.photos.current_path() == lead

    def explained() -> bool:
        known = bench.current_photo.explanation
        return known is not None and known.final and known.label == "Red"

    qtbot.waitUntil(explained, timeout=WAIT_MS)
    assert window.model.tag(lead).label == "Blue"  # what was looked at is not the product's tag
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_Return)
    assert (window.model.mark(lead).verdict, window.model.mark(lead).tag) == (
        Verdict.ACCEPTED,
        "Blue",
    )
    assert window.photos.current_path() == shop / "b20_1.png"  # the next to do
    qtbot.waitUntil(lambda: len(photos(program)) == 2, timeout=WAIT_MS)
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        bench.desk.undo()
    qtbot.waitUntil(lambda: len(photos(program)) == 4, timeout=WAIT_MS)
    assert window.model.mark(lead).verdict is Verdict.TODO


def test_a_list_made_anew_keeps_the_photo_looked_at(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    press(program, Qt.Key.Key_Down)
    press(program, Qt.Key.Key_Down)
    before = looked_at(program)
    with qtbot.waitSignal(program.workbench.desk.listed, timeout=WAIT_MS):
        program.window.list_controls.changed.emit()
    assert looked_at(program) == before


def test_a_photo_by_itself_has_no_strip(program: Program, shop: Path) -> None:
    assert program.window.compare.product.isVisible()
    program.window.photos.choose(shop / "1single.png")
    assert not program.window.compare.product.isVisible()
    assert looked_at(program) == "1single.png"


def test_the_inspector_says_what_the_tag_is_made_of(program: Program, shop: Path) -> None:
    window = program.window
    tag = window.model.tag(shop / "a10_1.png")
    sure = f"{tag.confidence * 100:.0f}\N{NO-BREAK SPACE}%"
    said = f"Product: Blue, {sure} from 4 photos. 3 of them say so."
    assert window.inspector._product.text() == said
    press(program, Qt.Key.Key_Down)
    assert window.inspector._product.text() == said  # whichever photo is looked at
    window.photos.choose(shop / "1single.png")
    assert not window.inspector._product.isVisible()


def test_a_photo_found_later_joins_its_product(
    qtbot: QtBot, start: Start, shop: Path, program: Program
) -> None:
    window, bench = program.window, program.workbench
    pixels = draw_product("Green", (120, 90), seed=20)
    Image.fromarray(pixels).save(shop / "b20_3.png")
    with qtbot.waitSignal(bench.grouper.regrouped, timeout=WAIT_MS):
        bench.open([shop])
    lead = shop / "b20_1.png"

    def joined() -> bool:
        known = window.model.product(lead)
        return known is not None and known.photos == 3

    qtbot.waitUntil(joined, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: shop / "b20_3.png" not in window.model.paths, timeout=WAIT_MS)
    window.photos.choose(lead)
    qtbot.waitUntil(lambda: len(photos(program)) == 3, timeout=WAIT_MS)


@pytest.mark.parametrize(
    ("way", "verdict"), [("part_asked", Verdict.TODO), ("aside_asked", Verdict.FLAGGED)]
)
def test_a_photo_that_contradicts_leaves_the_product_and_comes_back_by_undo(
    qtbot: QtBot, program: Program, shop: Path, way: str, verdict: Verdict
) -> None:
    window, desk = program.window, program.workbench.desk
    lead, odd = shop / "a10_1.png", shop / "a10_4.png"
    for _ in range(3):
        press(program, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        getattr(window.compare.product, way).emit(odd)
    qtbot.waitUntil(lambda: odd in window.model.paths, timeout=WAIT_MS)
    assert window.model.mark(odd).verdict is verdict
    qtbot.waitUntil(lambda: size(program, lead) == 3, timeout=WAIT_MS)
    assert window.model.products[lead].contradictions == 0
    window.photos.choose(lead)
    qtbot.waitUntil(lambda: len(photos(program)) == 3, timeout=WAIT_MS)
    assert looked_at(program) in {photo.path.name for photo in photos(program)}
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        desk.undo()
    qtbot.waitUntil(lambda: odd not in window.model.paths, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: size(program, lead) == 4, timeout=WAIT_MS)
    assert window.photos.current_path() == lead  # not the list's beginning


def test_a_product_and_its_photos_follow_the_classes_chosen(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, few = program.window, {"Green", "Yellow"}
    program.workbench._classes.choose(("Green", "Yellow"))

    def tags() -> list[str]:
        return [photo.tag.label for photo in photos(program)]

    qtbot.waitUntil(lambda: len(tags()) == 4 and set(tags()) <= few, timeout=WAIT_MS)
    label = window.model.tag(shop / "a10_1.png").label
    assert label in few
    assert window.inspector._product.text().startswith(f"Product: {label}, ")
    assert window.photos.current_path() == shop / "a10_1.png"


def test_a_photo_is_moved_to_the_product_that_is_picked_and_undo_brings_it_back(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, desk = program.window, program.workbench.desk
    lead, other = shop / "a10_1.png", shop / "b20_1.png"
    for _ in range(3):
        press(program, Qt.Key.Key_Down)
    assert looked_at(program) == "a10_4.png"
    press(program, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        pick(qtbot, program, "b20")
    # Not both at once: a product is noted anew also where its photos were just tagged.
    qtbot.waitUntil(lambda: (size(program, other), size(program, lead)) == (3, 3), timeout=WAIT_MS)
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        desk.undo()
    qtbot.waitUntil(lambda: window.model.products[lead].photos == 4, timeout=WAIT_MS)


def test_whoever_goes_on_meanwhile_is_not_asked_for_a_photos_product(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, answered = program.window, list[object]()
    press(program, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    window.photos.choose(shop / "1single.png")
    program.workbench.desk.ask(lambda _: True, answered.append)  # behind what was asked for
    qtbot.waitUntil(lambda: answered == [True], timeout=WAIT_MS)
    assert not window.findChildren(Picker)


def test_a_photo_that_was_parted_joins_a_product_again_without_undo(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, desk = program.window, program.workbench.desk
    single, lead, parted = shop / "1single.png", shop / "a10_1.png", shop / "a10_2.png"
    while looked_at(program) != parted.name:
        press(program, Qt.Key.Key_Up if looked_at(program) > parted.name else Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_M)
    for photo, several in ((parted, 4), (single, 5)):  # of its own product, of none
        qtbot.waitUntil(lambda n=several: len(photos(program)) == n - 1, timeout=WAIT_MS)
        qtbot.waitUntil(lambda photo=photo: window.model.row(photo) is not None, timeout=WAIT_MS)
        window.photos.choose(photo)
        move = window.compare.product.move_action
        qtbot.waitUntil(move.isEnabled, timeout=WAIT_MS)
        assert not window.compare.product.isVisible()
        press(program, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
        with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
            pick(qtbot, program, "a10")
        qtbot.waitUntil(lambda n=several: len(photos(program)) == n, timeout=WAIT_MS)
        qtbot.waitUntil(lambda photo=photo: window.model.row(photo) is None, timeout=WAIT_MS)
        assert window.photos.current_path() == lead
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        desk.undo()
    qtbot.waitUntil(lambda: window.model.row(single) is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.model.products[lead].photos == 4, timeout=WAIT_MS)


def test_the_product_stays_in_sight_when_its_lead_leaves_it_and_when_that_is_undone(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, bench = program.window, program.workbench
    lead, following = shop / "a10_1.png", shop / "a10_2.png"
    while looked_at(program) != lead.name:
        press(program, Qt.Key.Key_Up)
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.photos.current_path() == following, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(photos(program)) == 3, timeout=WAIT_MS)
    assert lead in window.model.paths  # a product of its own
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        bench.desk.undo()
    qtbot.waitUntil(lambda: window.photos.current_path() == lead, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(photos(program)) == 4, timeout=WAIT_MS)


def test_what_was_asked_before_a_photo_left_takes_nobody_elsewhere(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, desk = program.window, program.workbench.desk
    lead, following = shop / "a10_1.png", shop / "a10_2.png"
    while looked_at(program) != lead.name:
        press(program, Qt.Key.Key_Up)
    desk.settled.emit()  # photos were tagged: products are asked for, and answered as they are
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.photos.current_path() == following, timeout=WAIT_MS)


def test_another_step_on_its_way_takes_nobody_elsewhere(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, desk = program.window, program.workbench.desk
    lead, following = shop / "a10_1.png", shop / "a10_2.png"
    while looked_at(program) != lead.name:
        press(program, Qt.Key.Key_Up)
    desk.decide(Action.SKIP, [shop / "1single.png"])  # answered first
    with qtbot.waitSignals([desk.decided, desk.decided], timeout=WAIT_MS):
        press(program, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.photos.current_path() == following, timeout=WAIT_MS)


def test_whoever_goes_on_behind_a_step_is_not_taken_back(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, desk = program.window, program.workbench.desk
    lead, other, answered = shop / "a10_1.png", shop / "1single.png", list[object]()
    while looked_at(program) != lead.name:
        press(program, Qt.Key.Key_Up)
    desk.decided.connect(lambda _: window.photos.choose(other))  # before products are read anew
    press(program, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.model.row(shop / "a10_2.png") is not None, timeout=WAIT_MS)
    desk.ask(lambda _: True, answered.append)  # behind all that the step had asked for
    qtbot.waitUntil(lambda: answered == [True], timeout=WAIT_MS)
    assert window.photos.current_path() == other


def test_products_that_are_made_lead_nobody_back_to_what_was_undone_before(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window, bench, other = explained.window, explained.workbench, products / "b" / "yellow.png"
    for step in (lambda: press(explained, Qt.Key.Key_Return), bench.desk.undo):
        with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
            step()
    window.photos.choose(other)
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        bench.grouper.group(Grouping.NAMES, [("a/blue.png", "1", ""), ("a/green.png", "1", "")])
    assert products / "a" / "green.png" not in window.model.paths
    assert window.photos.current_path() == other


def test_products_tags_follow_while_their_photos_are_tagged(
    qtbot: QtBot, program: Program, shop: Path
) -> None:
    window, bench, lead = program.window, program.workbench, shop / "b20_1.png"
    photos_read = [load_photo(shop / name) for name in ("b20_1.png", "b20_2.png")]
    red = bench.network.classifier.classify(load_photo(shop / "1single.png"))
    assert window.model.tag(lead).label == "Green"
    bench.desk.shared.keep(
        [(photo, red) for photo in photos_read], bench.network.pack
    )  # as the tagger does
    bench.desk.settled.disconnect(bench._product.read_anew)  # which comes when all are tagged
    for photo in photos_read:
        bench.tagger.note(photo.path, window.model.tag(lead))
    assert window.model.tag(lead).label == "Green"  # several at a time, not each at once
    qtbot.waitUntil(lambda: window.model.tag(lead).label == "Red", timeout=WAIT_MS)


def test_the_line_above_counts_photos_and_products(program: Program) -> None:
    assert "7 photos, 2 products" in program.window.windowTitle()


def test_a_report_of_the_list_has_a_page_for_each_product(
    qtbot: QtBot, program: Program, shop: Path, tmp_path: Path
) -> None:
    bench = program.workbench
    assert bench is not None
    carrier = program.window.model.products[shop / "a10_1.png"].carrier
    program._settings.export_folder = tmp_path
    program._settings.export_choices = ExportChoices(LISTED).written()
    program.window.export_menu.export_requested.emit("ask")
    (dialog,) = program.window.findChildren(ExportDialog)
    assert dialog._what.currentText() == "All 3 entries of the list"
    qtbot.waitUntil(lambda: dialog.preview.shown == "2 pictures", timeout=WAIT_MS)
    with qtbot.waitSignal(bench.exporter.written, timeout=2 * WAIT_MS) as done:
        dialog.accept()
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(done.args[0]).pages]
    assert "2products 1single photo 7photos in all" in pages[0]
    product = next(page for page in pages if "The other 3 photos" in page)
    assert "photo 4 looks like Red" in product and f"{carrier.name}, 90 × 120 px" in product
    assert any("The other photo" in page and "b20" in page for page in pages)


def test_the_photo_looked_at_is_explained_on_its_products_page(
    qtbot: QtBot, program: Program, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = program.workbench
    assert bench is not None
    program.window.compare.product.chosen.emit(shop / "a10_4.png")
    qtbot.waitUntil(lambda: bench.current_photo.path == shop / "a10_4.png", timeout=WAIT_MS)
    file = tmp_path / "one.pdf"
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: file)
    with qtbot.waitSignal(bench.exporter.written, timeout=2 * WAIT_MS):
        program.window.export_menu.export_requested.emit("pdf")
    text = " ".join(PdfReader(file).pages[0].extract_text().split())
    assert "Photo 4 of 4: Red" in text and "photo 4 looks like Red" in text
    assert "%Blue" in text and "1 Blue" in text and "3 Blue" in text
