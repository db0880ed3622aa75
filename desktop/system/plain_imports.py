"""Modules imported as Python does it, and not as PySide does once it is imported itself."""

import builtins
import linecache


def restore() -> None:
    """Take PySide's own way of importing out again, with what it has read.

    It looks in the source of each module for PySide's name, in case that asks for other spellings
    of it (`from __feature__ import snake_case`); ours do not. Python keeps the lines of what is
    looked at: 310,000 of them, 17 MB, until the first photo is explained.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    linecache.clearcache()
