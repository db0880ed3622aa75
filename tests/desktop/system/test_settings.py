"""What the window remembers comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vocabulary import Fill, Mode, OverlayKind, Segmenter, Sign
from desktop.system.settings import Settings
from desktop.ui.look import Look


@given(
    st.builds(
        Look,
        kind=st.sampled_from(OverlayKind),
        sign=st.sampled_from(Sign),
        segmenter=st.sampled_from(Segmenter),
        top=st.integers(1, 20),
        opacity=st.floats(0.1, 1),
        boundaries=st.booleans(),
        samples=st.sampled_from([256, 4096]),
        until_stable=st.booleans(),
    )
)
def test_look_comes_back_as_it_was(look: Look) -> None:
    from desktop.system.settings import _read_look, _written_look

    assert _read_look(_written_look(look)) == look


BROKEN = [
    "",
    "top=many;opacity=",
    "nonsense",
    "sign=sideways;top=99",
    "segmenter=voronoi",
    "top=99",
]


@pytest.mark.parametrize("stored", BROKEN)
def test_broken_look_gives_the_default(tmp_path: Path, stored: str) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings._store.setValue("choices/look", stored)
    assert settings.look == Look()


def test_recent_folders_are_few_and_the_latest_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    for n in range(12):
        settings.note_folder(Path(f"/shop/{n}"))
    settings.note_folder(Path("/shop/7"))
    assert settings.recent_folders[:2] == [Path("/shop/7"), Path("/shop/11")]
    assert len(settings.recent_folders) == 8


def test_every_choice_outlives_the_program(tmp_path: Path) -> None:
    look = Look(fill=Fill.COLOUR, fill_colour="#ffcc00", kernel_width=0.4, seed=7, mode=Mode.DIM)
    settings = Settings(tmp_path / "s.ini")
    settings.look = look
    settings.flush()
    assert Settings(tmp_path / "s.ini").look == look
