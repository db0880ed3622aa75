"""Light and dark: hand-made palettes and one style sheet, following the system's choice."""

import json
from functools import cache
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from core.paths import resources

TITLE_SCALE: Final = 1.5
"""Size of a title against the system's font."""

SYSTEM: Final = "system"
LIGHT: Final = "light"
DARK: Final = "dark"
CHOICES: Final = (SYSTEM, LIGHT, DARK)

Tokens = MappingProxyType[str, str]
"""Colour names to #rrggbb, as written in resources/styles/*.json."""

_PALETTE_ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Light: "panel",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Dark: "border_strong",
    QPalette.ColorRole.Shadow: "border_strong",
}
_DISABLED_ROLES: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def _styles() -> Path:
    return resources() / "styles"


@cache
def tokens(dark: bool) -> Tokens:
    """Read the colours of one scheme."""
    name = "dark" if dark else "light"
    colours = json.loads((_styles() / f"{name}.json").read_text("utf-8"))
    return MappingProxyType({**colours, "scheme": name})


def palette(colours: Tokens) -> QPalette:
    """Build Qt's palette from the scheme's colours."""
    made = QPalette()
    for role, name in _PALETTE_ROLES.items():
        made.setColor(role, QColor(colours[name]))
    for role in _DISABLED_ROLES:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    return made


def style_sheet(colours: Tokens) -> str:
    """Fill the scheme's colours and the icons' folder into the style sheet."""
    source = Template((_styles() / "tagproof.qss").read_text("utf-8"))
    return source.substitute(colours, icons=(resources() / "icons").as_posix())


def tabular(font: QFont, *, scale: float = 1.0, bold: bool = False) -> QFont:
    """Give the font with figures of equal width, so that numbers stand in columns."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    if scale != 1.0:
        made.setPointSizeF(font.pointSizeF() * scale)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


class Theme(QObject):
    """Applies the scheme that the system asks for and tells painted widgets when it changes."""

    changed = Signal()
    """The colours are other ones now."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = SYSTEM
        application.setStyle("Fusion")
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        self.apply()

    @property
    def dark(self) -> bool:
        """Whether the dark scheme is on."""
        if self._choice == SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice == DARK

    @property
    def choice(self) -> str:
        """One of `SYSTEM`, `LIGHT`, `DARK`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Follow the system, or stay light or dark whatever it says."""
        if choice in CHOICES and choice != self._choice:
            self._choice = choice
            self.apply()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return tokens(self.dark)

    def apply(self) -> None:
        """Set palette and style sheet for the system's scheme."""
        colours = self.tokens
        self._application.setPalette(palette(colours))
        self._application.setStyleSheet(style_sheet(colours))
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """Give one colour of the scheme by its name."""
        return QColor(self.tokens[name])


def current() -> Theme:
    """Give the theme of the running application."""
    application = QApplication.instance()
    theme = application.findChild(Theme) if application else None
    if theme is None:
        raise RuntimeError("the theme is made before the first widget")
    return theme
