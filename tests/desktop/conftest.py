"""Every test here gets the program of `tests.window`, or parts of it, and leaves none behind."""

from tests.window import (  # noqa: F401 - fixtures
    _no_leaks,
    _no_qt_warnings,
    _theme,
    explained,
    products,
    settings,
    start,
)
from tests.window_parts import (  # noqa: F401
    blue,
    bridge,
    classifier,
    current_photo,
    desk,
    explanation,
    look_at,
    main_window,
    network,
    reviewed,
    shown,
    workers,
)
