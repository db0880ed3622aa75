"""What is asked for too early is done once it can be, about the photo that it was asked for."""

from __future__ import annotations

from pathlib import Path

from desktop.controllers.awaited import Awaited
from desktop.window.main_window import MainWindow

WORDS = "Being prepared …"


def test_it_waits_acts_once_and_is_dropped_where_one_goes_on(main_window: MainWindow) -> None:
    photos, status = main_window.photos, main_window.status
    main_window.model.append([Path("a.jpg"), Path("b.jpg")])
    photos.choose(Path("a.jpg"))
    there, done = set[str](), list[Path | None]()
    one = Awaited(
        photos, status, WORDS, lambda: not there, lambda: done.append(photos.current_path())
    )

    def said() -> str:
        return status._words.accessibleName()

    one.look_again()
    assert (done, said()) == ([], "")
    one.ask()
    one.look_again()
    assert (done, said()) == ([], WORDS)
    photos.choose(Path("b.jpg"))
    there.add("all")
    one.look_again()
    assert (done, said()) == ([], "")
    there.clear()
    one.ask()
    there.add("all")
    one.look_again()
    one.look_again()
    assert (done, said()) == ([Path("b.jpg")], "")
    one.ask()
    assert done == [Path("b.jpg")] * 2
