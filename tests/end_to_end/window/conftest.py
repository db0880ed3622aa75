"""Every test here gets the program of `tests.window`, and none leaves a window or thread."""

from tests.window import (  # noqa: F401 - fixtures
    _no_leaks,
    _no_qt_warnings,
    _theme,
    explained,
    products,
    settings,
    start,
)
