"""Light and dark: colours that can be read, in one style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.ui import theme


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", ["window", "panel", "base"])
def test_text_can_be_read_on_every_ground(dark: bool, ground: str) -> None:
    colours = theme.tokens(dark)
    for name in ("text", "muted", "known", "uncertain", "unknown", "error", "waiting"):
        pair = sorted((luminance(colours[name]), luminance(colours[ground])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, name


@pytest.mark.parametrize("dark", [False, True])
def test_style_sheet_is_filled_in_wholly(dark: bool) -> None:
    sheet = theme.style_sheet(theme.tokens(dark))
    assert "$" not in sheet
    files = [Path(name) for name in re.findall(r"url\((.*?)\)", sheet)]
    assert files
    assert all(file.is_file() for file in files)


def test_scheme_can_be_chosen(qapp) -> None:  # noqa: ANN001
    theme.current().choose(theme.DARK)
    assert theme.current().tokens is theme.tokens(True)
    theme.current().choose("sepia")
    assert theme.current().choice == theme.DARK
