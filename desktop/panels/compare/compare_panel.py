"""The photo and why it got its tag, side by side, with one zoom for both."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import (
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.vocabulary import tr_noop
from desktop.panels.compare.box_bar import BoxBar
from desktop.panels.compare.pane_header import PaneHeader
from desktop.panels.compare.product_strip import ProductStrip
from desktop.panels.compare.scale_legend import ScaleLegend
from desktop.panels.compare.tools_row import ToolsRow
from desktop.panels.compare.view_state import View
from desktop.panels.compare.viewer import WHEEL_STEP, LinkedView, Viewer
from desktop.panels.compare.what_if_bar import WhatIfBar
from desktop.ui import theme
from desktop.ui.controls import ElidedLabel, action, give_keys, offer, tool_button
from desktop.ui.language import numeral, tr
from desktop.ui.qimage import Picture
from desktop.ui.reasons import NOT_EXPLAINED, NOT_WRITABLE

WIDEST_ZOOM: Final = "1600 %"
NARROW: Final = 352
"""Px of a pane below which a figure stands below its title, on both sides alike."""
LOW: Final = 288
"""Px of a pane's height below which the picture needs the room for that."""
STEPS: Final = 1000
"""Resolution of the progress line."""


class ComparePanel(QWidget):
    """Two linked viewers with their headers, the row of tools, and a product's photos below."""

    cancelled = Signal()
    """The explanation is to stop."""
    pointed = Signal(object, object)
    """As `Viewer.pointed`, of either pane."""
    touched = Signal(object, bool)
    """As `Viewer.touched`, while regions are switched."""
    dragged = Signal(object, object, bool)
    """As `Viewer.dragged` of the original, while a box is drawn."""
    stepped = Signal(int)
    """The photo before (-1) or after (+1) is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._linked = LinkedView(self)
        self.original = Viewer(tr("Original photo"), self._linked)
        self.why = Viewer(tr("Photo with overlay"), self._linked)
        self.legend = ScaleLegend()
        self._photo: Picture | None = None
        self._overlay: Picture | None = None
        self._switched: Picture | None = None
        self.what_if = WhatIfBar()
        self.box = BoxBar()
        self.product = ProductStrip()
        self._progress = QProgressBar()
        self._unseen = ""
        self._boxable = False
        self._make_actions()
        self._lay_out()
        self._linked.changed.connect(self._show_zoom)
        self.why.touched.connect(self.touched)
        self.original.dragged.connect(self.dragged)
        for viewer in (self.original, self.why):
            viewer.pointed.connect(self.pointed)
            viewer.stepped.connect(self.stepped)
            viewer.resized.connect(self._show_zoom)
            viewer.resized.connect(self._arrange_headers)

    @property
    def splitter(self) -> QSplitter:
        """The divider between the two, whose place is remembered."""
        return self._splitter

    @property
    def overlay_shown(self) -> bool:
        """Whether the right pane shows the overlay."""
        return self.overlay_action.isChecked()

    def show_photo(self, photo: Picture | None, name: str, message: str = "") -> None:
        """Show another photo; its overlay comes later. Zoom stays, so that details compare."""
        self._photo, self._overlay, self._switched = photo, None, None
        self._left.title.set_whole(name)
        size = f"{numeral(photo.full.width())} × {numeral(photo.full.height())} px" if photo else ""
        self._left.say(size)
        self.original.show_picture(photo, message)
        self._show_why()
        self._show_zoom()

    def sharpen_photo(self, photo: Picture) -> None:
        """Replace the photo by a better version of itself."""
        self._photo = photo
        self._left.say(f"{numeral(photo.full.width())} × {numeral(photo.full.height())} px")
        self.original.show_picture(photo)
        self._show_why()
        self._show_zoom()

    def show_overlay(self, overlay: Picture) -> None:
        """Show an overlay on the right."""
        self._overlay = overlay
        self._show_why()

    def offer_what_if(self, offered: bool) -> None:
        """Offer to switch regions, or not; before the explanation is through there are none."""
        self._explained[self.what_if_action] = offered
        self._offer()

    def offer_looking(self, unseen: str) -> None:
        """Offer what works on the pictures; `unseen` says why they are not seen, empty if so."""
        self._unseen = unseen
        self._offer()

    def leave_what_if(self) -> bool:
        """End the switching of regions; tells whether they were being switched."""
        active = self.what_if_action.isChecked()
        self.what_if_action.setChecked(False)
        return active

    def show_what_if(self, active: bool) -> None:
        """Let regions be switched by touching them, or not."""
        self._switched = None
        self.why.picking = active
        self.what_if.show_active(active)
        self._show_why()

    def show_switched(self, picture: Picture) -> None:
        """Show the photo with some of its regions off."""
        self._switched = picture
        self._show_why()

    def offer_box(self, offered: bool) -> None:
        """Offer to draw a box around the item, or not."""
        self._boxable = offered
        self._offer()
        if not offered:
            self.leave_box()

    def leave_box(self) -> bool:
        """End the drawing of a box; tells whether one was being drawn."""
        active = self.box_action.isChecked()
        self.box_action.setChecked(False)
        return active

    def show_drawing(self, active: bool) -> None:
        """Let a box be drawn on the original, or not."""
        self.original.set_drawing(active)
        self.box.show_active(active)

    def show_box(self, outline: QRectF | None) -> None:
        """Outline a part of both pictures, in fractions of the photo."""
        for viewer in (self.original, self.why):
            viewer.show_outline(outline)

    def show_scale(self, image: QImage) -> None:
        """Show the colour scale that overlays are painted with."""
        self.legend.show_scale(image)

    def offer_contrast(self, offered: bool) -> None:
        """Offer to ask why not another class, or not."""
        self._explained[self.contrast_action] = offered
        self._offer()

    def show_contrast(self, label: str, rival: str) -> None:
        """Name a contrast's two classes at the scale's ends; without a rival the usual words."""
        self.contrast_action.setChecked(bool(rival))
        self.legend.say(rival, label if rival else "")

    def show_stage(self, title: str, detail: str, hint: str = "") -> None:
        """Say what the right pane shows, and how far it is."""
        self._right.title.set_whole(title)
        self._right.say(detail, hint)

    def clear_stage(self) -> None:
        """Say that nothing has been found out yet."""
        self.show_stage(tr("Why"), "")
        self.show_progress(None)

    def show_progress(self, share: float | None) -> None:
        """Move the thin line; None hides it."""
        self._progress.setUpdatesEnabled(False)  # else it paints at once, before all else
        self._progress.setValue(round((share or 0) * STEPS))
        self._progress.setEnabled(share is not None)
        self._progress.setUpdatesEnabled(True)
        self._cancel.setVisible(share is not None)
        self._right.make_room()

    def fit(self) -> None:
        """Show the whole photo."""
        self._linked.set(View())

    def _offer(self) -> None:
        for choice in self._looking:
            offer(choice, not self._unseen, self._unseen)
        offer(self.box_action, self._boxable and not self._unseen, self._unseen or NOT_WRITABLE)
        for choice, explained in self._explained.items():
            offer(choice, explained and not self._unseen, self._unseen or NOT_EXPLAINED)

    def _make_actions(self) -> None:
        self.fit_action = action(self, tr_noop("Fit"), "", "0", tr_noop("Show the whole photo"))
        self.fit_action.triggered.connect(self.fit)
        self.full_action = action(
            self, "1:1", "", "9", tr_noop("One photo pixel for each screen pixel")
        )
        self.full_action.triggered.connect(self.original.actual_size)
        for words, keys, factor in (
            (tr_noop("Zoom in"), ["+", "="], WHEEL_STEP),
            (tr_noop("Zoom out"), ["-"], 1 / WHEEL_STEP),
        ):
            zoom = action(self, words)
            give_keys(zoom, [QKeySequence(key) for key in keys])
            zoom.triggered.connect(lambda _=False, factor=factor: self.original.zoom(factor))
            self.addAction(zoom)
        for words, way, x, y in (
            (tr_noop("Look left"), "Left", 1, 0),
            (tr_noop("Look right"), "Right", -1, 0),
            (tr_noop("Look up"), "Up", 0, 1),
            (tr_noop("Look down"), "Down", 0, -1),
        ):
            look = action(self, words, "", f"Ctrl+Shift+{way}")
            look.triggered.connect(lambda _=False, x=x, y=y: self.original.pan_step(x, y))
            self.addAction(look)
        self.overlay_action = action(
            self, tr_noop("Overlay"), "eye", "Space", tr_noop("Show or hide the overlay")
        )
        self.overlay_action.setCheckable(True)
        self.overlay_action.setChecked(True)
        self.overlay_action.toggled.connect(self._show_why)

        self.similar_action = action(
            self,
            tr_noop("Similar"),
            "scan-search",
            "L",
            tr_noop("Find the photos most similar to this one"),
        )
        self.beside_action = action(
            self,
            tr_noop("Side by side"),
            "columns-2",
            "V",
            tr_noop("Compare two to four photos side by side"),
        )

        self.cancel_action = action(
            self, tr_noop("Stop"), "x", "", tr_noop("Stop explaining (Esc)")
        )
        self.cancel_action.triggered.connect(self.cancelled)
        self.contrast_action = action(
            self, tr_noop("Contrast"), "contrast", "X", tr_noop("Why this class and not another")
        )
        self.contrast_action.setCheckable(True)
        self.what_if_action = action(
            self,
            tr_noop("What if"),
            "toggle-left",
            "W",
            tr_noop("Switch regions off and see what the model says"),
        )
        self.what_if_action.setCheckable(True)
        self.box_action = action(
            self,
            tr_noop("Box"),
            "crop",
            "B",
            tr_noop("Draw a box around the item: only what is inside is tagged"),
        )
        self.box_action.setCheckable(True)
        self._looking = [self.fit_action, self.full_action, self.overlay_action, *self.actions()]
        self._explained = dict.fromkeys((self.contrast_action, self.what_if_action), False)
        self._offer()

    def _lay_out(self) -> None:
        self._cancel = tool_button(self.cancel_action)
        self._cancel.setProperty("role", "tight")
        self._cancel.hide()
        self._zoom = ElidedLabel("muted", shortens=False)
        self._zoom.setFont(theme.tabular(self.font()))
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance(WIDEST_ZOOM))
        self._progress.setObjectName("Thin")
        self._progress.setRange(0, STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Progress of the explanation"))
        self._left, self._right = PaneHeader(), PaneHeader(self._cancel)
        self._panes = (
            _pane(self._left, self.original, QWidget()),
            _pane(self._right, self.why, self._progress),
        )
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for pane in self._panes:
            self._splitter.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.what_if)
        column.addWidget(self.box)
        column.addWidget(self._tools())
        column.addWidget(self.product)

    def _tools(self) -> QWidget:
        tools = ToolsRow()
        tools.add(self.fit_action)
        tools.add(self.full_action, spare=True)
        tools.row.addSpacing(4)
        tools.row.addWidget(self._zoom)
        tools.row.addStretch(1)
        keyed = (self.similar_action, self.beside_action, self.box_action)  # seldom asked for
        for choice in (
            self.similar_action,
            self.beside_action,
            self.box_action,
            self.contrast_action,
            self.what_if_action,
            self.overlay_action,
        ):
            tools.add(choice, spare=choice in keyed)
        tools.close_with(self.legend)
        return tools

    def _arrange_headers(self) -> None:
        """Both alike, so that the pictures stand level."""
        narrow = any(pane.width() < NARROW for pane in self._panes)
        below = narrow and all(pane.height() >= LOW for pane in self._panes)
        for header in (self._left, self._right):
            header.put_below(below)

    def _show_why(self) -> None:
        shown = self._overlay if self.overlay_shown and self._overlay else self._photo
        shown = self._switched or shown
        self.why.show_picture(shown)

    def _show_zoom(self) -> None:
        self._zoom.set_whole(
            f"{numeral(self.original.factor() * 100, '.0f')} %" if self._photo else ""
        )


def _pane(header: QWidget, viewer: Viewer, under_header: QWidget) -> QWidget:
    pane = QWidget()
    under_header.setFixedHeight(2)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    column.addWidget(under_header)
    column.addWidget(viewer, 1)
    return pane
