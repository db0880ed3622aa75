"""The bar at the top: opening, what is open, searching and sorting, and exporting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from core.vocabulary import Order, Status, tr_noop
from desktop.ui import theme
from desktop.ui.controls import ElidedLabel, action, offer, text_field, tool_button
from desktop.ui.language import caption_of, numeral, tr
from desktop.ui.reasons import NO_REVIEW
from desktop.ui.words import STATUS_SIGNS

SEARCH_WIDTH: Final = 160
"""px."""
PLACE_CHARACTERS: Final = 12
"""Of what is open are seen in any case."""
TYPING_MS: Final = 200
"""A search starts when typing has rested for this long."""


AS_VIEWED: Final = tr("As the view sorts")
"""No order of one's own."""


class TopBar(QFrame):
    """Buttons for actions that the window owns, and the search and order of the list."""

    searched = Signal(str)
    """Other words are searched for."""
    asked = Signal()
    """Another order is wanted, or grouping."""

    def __init__(
        self,
        open_action: QAction,
        open_menu: QMenu,
        plain: list[QAction],
        export_action: QAction,
        export_menu: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self._place = ElidedLabel()
        font = self._place.font()
        font.setWeight(font.Weight.DemiBold)
        self._place.setFont(font)
        least = PLACE_CHARACTERS * self._place.fontMetrics().averageCharWidth()
        self._place.setMinimumWidth(least)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._summary = ElidedLabel("muted", shortens=False)
        self._summary.setFont(theme.tabular(self.font()))
        self._make_search()
        self._make_filter()
        self._make_orders()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(menu_button(open_action, open_menu))
        row.addSpacing(8)
        row.addWidget(self._place, 1)
        row.addSpacing(12)
        row.addWidget(self._summary)
        row.addSpacing(12)
        row.addWidget(self.search)
        row.addWidget(tool_button(self.filter_action))
        row.addWidget(self._sort_button)
        for plain_action in plain:
            row.addWidget(tool_button(plain_action, text=True))
        row.addWidget(menu_button(export_action, export_menu))

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    @property
    def order(self) -> Order | None:
        """What the list is sorted by; None for the view's own order."""
        chosen = self._orders.checkedAction()
        return Order(chosen.data()) if chosen and chosen.data() else None

    def sort_as_viewed(self) -> None:
        """Sort by nothing of one's own, without asking for a list."""
        self.sort_by(None)

    def sort_by(self, order: Order | None) -> None:
        """Choose an order, None for the view's own, without asking for a list."""
        for entry in self._orders.actions():
            if entry.data() == (order or ""):
                entry.setChecked(True)

    def reset_list(self, reviewed: bool, *, by_class: bool = False) -> None:
        """Search nothing, in the view's own order; without a review neither is offered."""
        self.show_search("")
        self.sort_as_viewed()
        self.group_action.blockSignals(True)
        self.group_action.setChecked(by_class)
        self.group_action.blockSignals(False)
        self.show_narrowed(False)
        for control in (self.search, self._sort_button):
            control.setEnabled(reviewed)
        for choice in (
            self.search_action,
            self.filter_action,
            self.facets_action,
            self.group_action,
            self._sort_menu.menuAction(),
        ):
            offer(choice, reviewed, NO_REVIEW)

    def show_place(self, name: str, size: str) -> None:
        """Say what is open, and where there is room for both, how much it is."""
        self._place.set_whole(f"{name}     {size}", name)

    def show_statuses(self, counts: Mapping[Status | None, int]) -> None:
        """Say how many photos have which status."""
        words = [
            f"{numeral(counts[status])} {STATUS_SIGNS[status].word.lower()}"
            for status in Status
            if counts.get(status)
        ]
        self._summary.set_whole("     ".join(words))

    def show_decisions(self, done: int, to_do: int, flagged: int, unreadable: int = 0) -> None:
        """Say how far the review is; unreadable files only where there are some."""
        said = tr("{:,} done     {:,} to do     {:,} flagged").format(done, to_do, flagged)
        if unreadable:
            said += f"     {numeral(unreadable)} {STATUS_SIGNS[Status.ERROR].word.lower()}"
        self._summary.set_whole(said)

    def _make_search(self) -> None:
        self.search = text_field(tr("Search"), tr("Search"))
        self.search.setToolTip(
            tr("Search in tags, decisions, statuses, products, catalog tags and names (/)")
        )
        self.search.setFixedWidth(SEARCH_WIDTH)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_MS)
        self._rest.timeout.connect(lambda: self.searched.emit(self.text))
        self.search.textChanged.connect(lambda _: self._rest.start())
        self.search_action = action(self, tr_noop("Search"), "", "/")
        self.search_action.triggered.connect(self.search.setFocus)

    @property
    def by_class(self) -> bool:
        """Whether the list goes class by class."""
        return self.group_action.isChecked()

    def show_narrowed(self, narrowed: bool) -> None:
        """Keep the button pressed while something narrows the list, which can be cleared then."""
        self.filter_action.setChecked(narrowed)
        offer(self.clear_action, narrowed, tr("The list is not filtered."))

    def show_search(self, text: str) -> None:
        """Show what is searched for, without asking for it."""
        if text != self.text:
            self.search.setText(text)
            self._rest.stop()

    def _make_filter(self) -> None:
        self.filter_action = action(
            self,
            tr_noop("Filter"),
            "list-filter",
            "Ctrl+F",
            tr_noop("Filter by confidence, dates, families and more"),
        )
        self.filter_action.setCheckable(True)
        self.facets_action = action(self, tr_noop("Filter the list"), "", "Ctrl+L")
        self.clear_action = action(
            self, tr_noop("Clear all"), "", "Ctrl+Backspace", tr_noop("Remove all filters")
        )

    def _make_orders(self) -> None:
        self.group_action = action(
            self, tr_noop("Group by class"), "", "Shift+G", tr_noop("By class, with headings")
        )
        self.group_action.setCheckable(True)
        self._orders = QActionGroup(self)
        menu = self._sort_menu = QMenu(tr("Sort"), self)
        menu.menuAction().setObjectName("Sort the list")
        captions = {"": AS_VIEWED, **{order.value: caption_of(order) for order in Order}}
        for value, words in captions.items():
            entry = menu.addAction(words)
            entry.setCheckable(True)
            entry.setData(value)
            entry.setChecked(not value)
            self._orders.addAction(entry)
        self._orders.triggered.connect(lambda _: self.asked.emit())
        menu.addSeparator()
        menu.addAction(self.group_action)
        self.group_action.toggled.connect(lambda _: self.asked.emit())
        self._sort_button = menu_button(
            action(self, tr_noop("Sort"), "arrow-up-down", "", tr_noop("Sort the list")),
            menu,
            text=False,
        )


def menu_button(trigger: QAction, menu: QMenu, *, text: bool = True) -> QToolButton:
    """Make a button that opens a menu; its action's key does so as well."""
    button = tool_button(trigger, text=text)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    trigger.triggered.connect(button.showMenu)
    return button
