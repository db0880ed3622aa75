"""One dialog of a kind at a time: what is asked for again comes to the front."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget


def raised(kind: type[QDialog], window: QWidget) -> bool:
    """Bring the dialog of a kind that stands above a window to the front; tells whether one does.

    Whoever prepares a dialog behind the window asks this before it opens: until then the window
    takes keys, the one for the same dialog among them.

    Parameters
    ----------
    kind : type
        Of the dialog.
    window : QWidget
        Its parent.
    """
    for dialog in window.findChildren(kind):
        if dialog.isVisible():
            dialog.raise_()
            dialog.activateWindow()
            return True
    return False
