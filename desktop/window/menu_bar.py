"""The bar of menus, in which everything that the window can do is found; on macOS at the top."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton, QWidget

from desktop.ui.language import tr
from desktop.ui.menu import Menu
from desktop.window.menu_table import BAR, LINE, Lines


class MenuBar(QMenuBar):
    """The menus of `menu_table.BAR`, made of the actions that keys and buttons have as well.

    Parameters
    ----------
    actions : mapping
        All actions of the window by their names.
    parent : QWidget
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("More menus"))
        for title, lines in BAR:
            menu = Menu(tr(title), self)
            self.addMenu(menu)
            fill(menu, lines, actions)

    def open_first(self) -> None:
        """Open the first menu, from which arrows lead on, as F10 does elsewhere."""
        first = self.actions()[0]
        self.setActiveAction(first)
        menu = first.menu()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(menu.actions()[0])


def fill(menu: QMenu, lines: Lines, actions: Mapping[str, QAction]) -> None:
    """Put named actions into a menu.

    Raises
    ------
    KeyError
        No action has a name that the table gives.
    """
    for entry in lines:
        match entry:
            case (title, within):
                inner = Menu(tr(title), menu)
                menu.addMenu(inner)
                fill(inner, within, actions)
            case _ if entry == LINE:
                menu.addSeparator()
            case _:
                menu.addAction(_as_named(actions[entry]))


def _as_named(action: QAction) -> QAction:
    """Keep macOS from moving an action to another menu for a word in its text."""
    if action.menuRole() is QAction.MenuRole.TextHeuristicRole:
        action.setMenuRole(QAction.MenuRole.NoRole)
    return action
