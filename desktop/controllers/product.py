"""The product that is chosen in the list: its photos in the strip, one of them looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.dialogs.alone import raised
from desktop.dialogs.picker import Picker
from desktop.services.review import products
from desktop.ui.choice import Choice
from desktop.ui.language import tr, whole_percent
from desktop.ui.words import count

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.compare.product_strip import ProductStrip
    from desktop.panels.inspector.inspector_panel import InspectorPanel
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.folder_scan import FolderScan
    from desktop.services.review.deciding import Decided
    from desktop.services.review.product_grouper import ProductGrouper
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.tagger import Tagger
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.ui.photo_state import Product, ProductPhoto


SOON_MS: Final = 700
"""From photos' tags to those of their products: what comes meanwhile is asked for at once."""
OTHER: Final = tr("Of which product is this photo?")
NOT_OF_IT: Final = tr("Not a photo of this product")
"""Why a photo that was set aside is flagged."""


class ProductController(QObject):
    """Ties strip, list, desk and current photo; list entry and decision stay the product's."""

    photo_wanted = Signal(object)
    """The Path of a photo to look at."""
    led_otherwise = Signal()
    """Other photos lead the products: the list is another one."""

    def __init__(
        self,
        strip: ProductStrip,
        inspector: InspectorPanel,
        photos: PhotoList,
        model: PhotoModel,
        current_photo: CurrentPhoto,
        desk: ReviewDesk,
        grouper: ProductGrouper,
        scan: FolderScan,
        tagger: Tagger,
        thumbnails: ThumbnailLoader,
    ) -> None:
        super().__init__(strip)
        self._strip, self._inspector = strip, inspector
        self._photos, self._model = photos, model
        self._current_photo, self._desk = current_photo, desk
        self._entry: Path | None = None
        self._stay: Path | None = None
        """What is to be stayed with once products are read anew."""
        self._stood: Path | None = None
        """What was looked at when that was said; None where it is to be gone to in any case."""
        self._listed: tuple[Path, Path | None] | None = None
        """What is to be looked at once it is listed, and what is looked at until then."""
        self._tagged: set[Path] = set()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._ask_tagged)
        strip.window().addAction(strip.move_action)  # for photos that are seen without the strip
        strip.use_thumbnails(thumbnails.image)
        thumbnails.arrived.connect(strip.repaint_photo)
        strip.chosen.connect(self.photo_wanted)
        strip.move_asked.connect(self._ask_product)
        strip.part_asked.connect(self._part)
        strip.aside_asked.connect(self._set_aside)
        photos.chosen.connect(self._on_entry_chosen)
        desk.opened.connect(self._on_review_opened)
        desk.loaded.connect(self.show_current)
        desk.network_recorded.connect(self.show_current)
        desk.settled.connect(self.read_anew)
        desk.decided.connect(self._on_decided)
        desk.listed.connect(self._on_listed)
        tagger.tagged.connect(self._on_tagged)
        grouper.regrouped.connect(self._on_regrouped)
        scan.finished.connect(grouper.extend)

    def show_current(self) -> None:
        """Ask for the photos of the product that is chosen now."""
        entry = self._photos.current_path()
        if entry is None or entry not in self._model.products:
            self._clear()
            self._offer_alone(entry)
            return
        self._desk.ask(lambda shared: shared.product(entry), partial(self._show, entry))

    def read_anew(self) -> None:
        """Read all products anew: tags have come, or photos have moved."""
        if self._model.products:
            self._desk.ask(lambda shared: shared.products(), self._take)

    def _on_tagged(self, tags: Mapping[Path, object]) -> None:
        """Photos were tagged: their products' tags are others, soon, and several at a time."""
        if self._model.products:
            self._tagged.update(tags)
            if not self._soon.isActive():
                self._soon.start()

    def _ask_tagged(self) -> None:
        tagged, self._tagged = list(self._tagged), set()
        self._desk.ask(lambda shared: shared.products(tagged), self._on_products_tagged)

    def _on_products_tagged(self, tagged: Mapping[Path, Product]) -> None:
        # Of leads that are known: others come when photos are grouped.
        self._model.update_products(
            {lead: product for lead, product in tagged.items() if lead in self._model.products}
        )
        if self._photos.current_path() in tagged:
            self.show_current()

    def _on_entry_chosen(self, entry: Path | None) -> None:
        if entry != self._entry:
            self._clear()  # not the photos of another product meanwhile
        self.show_current()

    def _on_review_opened(self) -> None:
        """What was to be stayed with is another review's."""
        self._stay = self._listed = None
        self._tagged.clear()
        self._clear()

    def _on_decided(self, step: Decided) -> None:
        if step.moved:
            self._stay, self._stood = step.stay, self._photos.current_path()
        if step.jump or step.moved:
            self.read_anew()

    def stay_with(self, entry: Path | None) -> None:
        """Go to what was undone or done again, also where others lead its product by then."""
        if self._model.products:  # else nothing is read anew
            self._stay, self._stood = entry, None

    def _part(self, photo: Path) -> None:
        self._desk.part(photo, self._left_by(photo))

    def _set_aside(self, photo: Path) -> None:
        self._desk.set_aside(photo, NOT_OF_IT, self._left_by(photo))

    def _move(self, photo: Path, target: Path) -> None:
        """Stay with the product that a photo leaves, also where it leads; alone, go with it."""
        self._desk.move(photo, target, self._left_by(photo) or target)

    def _left_by(self, photo: Path) -> Path | None:
        """Give another photo of the product that is chosen; None where there is none."""
        return next((one.path for one in self._strip.photos if one.path != photo), None)

    def _ask_product(self, photo: Path) -> None:
        """Ask which product a photo is of."""

        def ask(others: dict[str, Path]) -> None:
            window = self._strip.window()
            if photo != self._current_photo.path or raised(Picker, window):
                return  # whoever has gone on does not mean the photo in sight
            picker = Picker(OTHER, [Choice(words) for words in others], "", window)
            picker.picked.connect(lambda words: self._move(photo, others[words]))
            picker.open()

        self._desk.ask(lambda shared: products.others(shared, photo), ask)

    def _on_regrouped(self) -> None:
        """Photos of one product have come to share a decision."""
        self._desk.reload()
        self._desk.ask(lambda shared: shared.products(), partial(self._take, anew=True))

    def _take(self, known: Mapping[Path, Product], *, anew: bool = False) -> None:
        stay, self._stay = self._stay, None
        if self._model.set_products(known) or anew:
            entry = stay or self._photos.current_path()
            gone = partial(self._has_gone_on, self._stood if stay else entry)
            self._desk.ask(
                lambda shared: shared.product(entry) if entry else (),
                partial(self._list_anew, gone),
            )
        else:
            self.show_current()

    def _has_gone_on(self, entry: Path | None) -> bool:
        """Whether the reviewer left an entry that is still listed; None: where he is told to go."""
        listed = entry is not None and self._model.row(entry) is not None
        return listed and self._photos.current_path() != entry

    def _list_anew(self, gone: Callable[[], bool], photos: tuple[ProductPhoto, ...]) -> None:
        """Have the list made anew, and stay with the product that these photos are of now.

        Whoever has gone elsewhere meanwhile stays there.
        """
        lead = next((one.path for one in photos if one.path in self._model.products), None)
        if lead is not None and not gone() and not self._photos.choose(lead):
            self._listed = lead, self._photos.current_path()  # once it is in the list
        self.led_otherwise.emit()
        self.show_current()

    def _on_listed(self) -> None:
        """Go to the lead that is waited for; a list that was asked for before may come first."""
        if self._listed is not None:
            lead, left = self._listed
            if self._photos.current_path() != left or self._photos.choose(lead):
                self._listed = None

    def _show(self, entry: Path, photos: tuple[ProductPhoto, ...]) -> None:
        if entry != self._photos.current_path():
            return
        self._entry = entry
        looked_at, product = self._current_photo.path, self._model.products.get(entry)
        if product is not None and looked_at not in {photo.path for photo in photos}:
            looked_at = product.carrier
            self.photo_wanted.emit(looked_at)
        if product is None or len(photos) < 2:
            self._show_none()
            self._offer_alone(entry)
            return
        self._strip.set_writable(self._desk.writable)
        self._strip.show_product(photos, looked_at)
        self._inspector.show_product(made_of(product, photos))

    def _offer_alone(self, entry: Path | None) -> None:
        """Let a photo by itself join a product, where there are some."""
        if self._model.products:
            self._strip.set_writable(self._desk.writable)
            self._strip.offer_alone(entry)

    def _clear(self) -> None:
        self._entry = None
        self._show_none()

    def _show_none(self) -> None:
        self._strip.show_product((), None)
        self._inspector.show_product("")


def made_of(product: Product, photos: Sequence[ProductPhoto]) -> str:
    """Say which tag a product has, and how many of its photos bear it out by themselves."""
    tag, several = product.tag, count(len(photos), "photo")
    if not tag.label:
        return tr("Product: no tag yet, {}").format(several)
    said = tr("Product: {}, {} from {}").format(tag.label, whole_percent(tag.confidence), several)
    saying = sum(photo.tag.label == tag.label for photo in photos)
    return f"{said}. {_agreeing(saying, len(photos))}"


def _agreeing(saying: int, photos: int) -> str:
    """Say how many of several photos say so by themselves."""
    if saying == photos:
        return tr("It says so.") if photos == 1 else tr("All of them say so.")
    if saying < 2:
        return tr("One of them says so.") if saying else tr("None of them says so.")
    return tr("{:,} of them say so.").format(saying)
