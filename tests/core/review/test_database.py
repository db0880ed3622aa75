import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core import windows
from core.errors import ReviewError, ReviewLocked, ReviewReadOnly
from core.review import database
from core.review.audit import verify
from core.review.connection import check_header
from core.review.store import Review, find_moved, path_for
from core.review.views import VIEWS
from core.vocabulary import ViewKey
from tests import unix
from tests.core.review.desk import PACK, add_photos, classify, closed, predict, sha

Tagged = tuple[Review, list[int]]
MakeReview = Callable[..., Review]

SECOND_PROGRAM = """
import sys
import threading
import time
from pathlib import Path
from core.errors import ReviewLocked
from core.review.store import Review
path = Path(sys.argv[1])
try:
    Review(path)
except ReviewLocked as error:
    with Review(path, read_only=True) as review:
        sys.stdout.write(f"{review.photos.count()} {error.cause}")
"""


def test_a_second_program_is_refused_but_may_look(tagged: Tagged) -> None:
    review, _ = tagged
    command = [sys.executable, "-c", SECOND_PROGRAM, str(review.path)]
    root = Path(__file__).parents[3]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout
    assert said == "5 open in another Tagproof; close it there, or open it here read-only"


def test_a_closed_review_can_be_opened_by_another(tagged: Tagged, make_review: MakeReview) -> None:
    closed(tagged)
    assert make_review().queue.counts().done == 5


def test_read_only_sees_the_other_programs_decisions_and_makes_none(
    tagged: Tagged, make_review: MakeReview
) -> None:
    review, ids = tagged
    looking = make_review(read_only=True)
    review.decisions.accept(ids[:2])
    assert len(looking.queue.ids(VIEWS[ViewKey.DONE])) == 2
    with pytest.raises(ReviewError, match="read-only"):
        looking.decisions.accept(ids)
    with pytest.raises(ReviewLocked):
        make_review()


def test_a_missing_file_is_not_made_for_looking(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match=r"gone\.tagproof: no such file"):
        Review(tmp_path / "gone.tagproof", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_new_review_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="folder"):
        Review(tmp_path / "a.tagproof")


@pytest.mark.parametrize("kept", [0, 10, 100, 4096, 0.5, 0.9])
def test_a_truncated_file_is_told(tagged: Tagged, kept: float) -> None:
    path = closed(tagged)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    with pytest.raises(ReviewError, match=r"damaged|cut off"):
        verify(path)
    with pytest.raises(ReviewError, match=r"damaged|cut off"):
        Review(path)


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    text, foreign = tmp_path / "text.tagproof", tmp_path / "foreign.tagproof"
    text.write_text("not a review at all, but long enough")
    with contextlib.closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE decisions (id)")
    for path in (text, foreign):
        before = path.read_bytes()
        with pytest.raises(ReviewError, match="not a"):
            Review(path, folder=tmp_path)
        assert path.read_bytes() == before


def test_a_full_disk_changes_nothing_and_the_rest_goes_on(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1])
    pages = review.database.rows("PRAGMA page_count")[0][0]
    with review.database.transaction() as connection:
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ReviewError, match="disk is full"):
        for _ in range(200):
            review.decisions.flag(ids, "x" * 500)
    entries = len(list(review.decisions.history()))
    with review.database.transaction() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    review.decisions.skip(ids[:1])
    assert verify(review.path).entries == entries + 1


@unix.open_files
@pytest.mark.parametrize("fate", ["deleted", "replaced"])
def test_a_file_that_vanishes_is_told_and_can_be_saved_elsewhere(
    tagged: Tagged, tmp_path: Path, fate: str
) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1])
    aside = tmp_path / "aside"
    review.path.rename(aside)
    if fate == "replaced":
        shutil.copy(aside, review.path)
    with pytest.raises(ReviewError, match="while open"):
        review.decisions.accept(ids[1:])
    rescued = tmp_path / "rescued.tagproof"
    review.save_copy(rescued)
    assert verify(rescued).entries == 1


def test_a_folder_that_cannot_be_written_can_still_be_read(unprivileged: Path) -> None:
    path = unprivileged / "reviews" / "a.tagproof"
    with Review(path, folder=unprivileged) as review:
        review.decisions.flag(add_photos(review, ["a.jpg"]), "torn")
    path.with_name("a.tagproof.lock").unlink()
    path.parent.chmod(0o500)
    with pytest.raises(ReviewReadOnly, match="open it read-only"):
        Review(path)
    with Review(path, read_only=True) as review:
        assert review.queue.counts().flagged == 1
    assert verify(path).sound


@pytest.mark.parametrize("which", ["file", "folder", "folder with its lock"])
def test_what_the_system_says_that_could_be_written_is_tried(
    unprivileged: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    """Windows says of every folder that it may be written to, and some shares do."""
    path = unprivileged / "a.tagproof"
    Review(path, folder=unprivileged).close()
    if which == "folder":
        path.with_name("a.tagproof.lock").unlink()
    (path if which == "file" else unprivileged).chmod(0o400 if which == "file" else 0o500)
    monkeypatch.setattr(os, "access", always)
    with pytest.raises(ReviewReadOnly, match="open it read-only"):
        Review(path)
    with Review(path, read_only=True) as review:
        assert review.photos.folder == unprivileged


def always(*_: object, **__: object) -> bool:
    return True


def test_a_review_that_a_backup_holds_is_told_from_one_in_a_place_without_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are refused alike; Windows tells which, and lets it be looked at."""
    path = tmp_path / "desk.tagproof"
    Review(path, folder=tmp_path).close()

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(database, "_try_to_write", refuse)
    with pytest.raises(ReviewReadOnly, match="lies where nothing can be written"):
        Review(path)
    asked = (windows.READING, windows.WRITING)
    monkeypatch.setattr(windows, "held", lambda name, wanted: (name, wanted) == (str(path), asked))
    with pytest.raises(ReviewReadOnly, match="open in another program, a backup perhaps"):
        Review(path)
    Review(path, read_only=True).close()


def test_opening_a_file_takes_no_lock_of_those_who_have_it_open(tagged: Tagged) -> None:
    """On Unix a file that a process opens and closes takes all its locks with it."""
    review, _ = tagged
    before = locks_on(review.path)
    assert before
    check_header(review.path)
    with pytest.raises(ReviewLocked):
        Review(review.path)
    Review(review.path, read_only=True).close()
    assert locks_on(review.path) >= before


def locks_on(path: Path) -> set[str]:
    """Give what Linux lists of the locks on a file, without their numbers."""
    table = Path("/proc/locks")
    if not table.exists():
        pytest.skip("no list of locks here")
    ours = f":{path.stat().st_ino} "
    return {line.partition(": ")[2] for line in table.read_text().splitlines() if ours in line}


def test_threads_decide_and_classify_at_once(tagged: Tagged) -> None:
    from concurrent.futures import ThreadPoolExecutor

    review, ids = tagged

    def decide(turn: int) -> None:
        review.decisions.flag([ids[turn % 5]], str(turn))
        review.predictions.save([(sha(100 + turn), predict("Dresses"))])
        assert len(review.queue.ids()) <= len(ids)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide, range(40)))
    assert verify(review.path).entries == 40


def test_a_folder_has_one_readable_place_for_its_review(tmp_path: Path) -> None:
    one, other = path_for(tmp_path / "Autumn / drop", tmp_path), path_for(tmp_path / "x", tmp_path)
    assert one == path_for(tmp_path / "Autumn / drop", tmp_path) != other
    assert other.name.startswith("x-")
    assert other.suffix == ".tagproof"


def test_a_moved_folder_is_found_again_by_content(tmp_path: Path) -> None:
    reviews, before, after = tmp_path / "reviews", tmp_path / "before", tmp_path / "after"
    before.mkdir()
    with Review(path_for(before, reviews), folder=before) as review:
        review.predictions.use(PACK)
        ids = add_photos(review, ["a.jpg", "b.jpg"])
        classify(review, ids, [predict("Dresses"), predict("Dresses")])
        review.decisions.accept(ids)
    Review(reviews / "unused.tagproof", folder=tmp_path / "nowhere").close()
    (reviews / "broken.tagproof").write_bytes(b"broken")
    sample = [sha(0), sha(1)]
    assert find_moved(reviews, sample) is None
    before.rename(after)
    assert find_moved(reviews, [sha(7), sha(8), sha(1)]) is None
    found = find_moved(reviews, sample)
    assert found == path_for(before, reviews)
    with Review(found) as review:
        review.photos.move_folder(after)
    with Review(found) as review:
        assert review.photos.folder == after
        assert review.queue.counts().done == 2


SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) "


@pytest.mark.parametrize("ask", ["rows", "stream"])
def test_it_is_closed_under_a_question_without_harm(
    tagged: Tagged, ask: str, make_review: MakeReview
) -> None:
    """SQLite itself ends the process where a connection is closed while it is asked."""
    review, _ = tagged
    begun, told = threading.Event(), list[BaseException]()

    def work() -> None:
        try:
            review.database.rows("SELECT 1")
            begun.set()
            wanted = "SELECT count(*) FROM n" if ask == "rows" else "SELECT i FROM n"
            list(getattr(review.database, ask)(SLOW + wanted))
        except ReviewError as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait(10)
    time.sleep(0.2)
    started = time.monotonic()
    review.close()
    thread.join(10)
    assert not thread.is_alive() and time.monotonic() - started < 5
    assert len(told) == 1
    with pytest.raises(ReviewError, match="closed meanwhile"):
        review.database.rows("SELECT 1")
    make_review().close()


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells what was read")
def test_what_is_kept_to_answer_faster_is_freed_and_read_again(tagged: Tagged) -> None:
    database = tagged[0].database
    with database.transaction() as connection:
        connection.execute("CREATE TABLE large AS SELECT zeroblob(2000000) AS content")

    def bytes_read() -> int:
        before = int(Path("/proc/self/io").read_text().split()[1])
        ((length,),) = database.rows("SELECT length(hex(content)) FROM large")
        assert length == 4_000_000
        return int(Path("/proc/self/io").read_text().split()[1]) - before

    bytes_read()
    assert bytes_read() < 100_000
    database.shrink()
    assert bytes_read() > 1_000_000
    assert bytes_read() < 100_000
    with database.transaction() as connection:
        connection.execute("DROP TABLE large")


@unix.pipes
def test_no_lock_is_left_beside_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.tagproof")
    with pytest.raises(ReviewError, match=r"a\.tagproof: not a regular file"):
        Review(tmp_path / "a.tagproof", folder=tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.tagproof"]


def test_a_copy_under_a_name_that_is_too_long_is_a_sentence(tagged: Tagged) -> None:
    review, _ = tagged
    with pytest.raises(ReviewError, match="file name too long"):
        review.save_copy(review.path.with_name("x" * 260 + ".tagproof"))
