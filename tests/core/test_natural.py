"""Names in the order of file managers: by the values of their numbers, each with its own place."""

import random
import sqlite3
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.natural import folded, folder_keys, path_key

paths = st.text(
    alphabet=st.sampled_from("aAbßÄ\u0308é019²٣./_- \udc80\uffee\U0001f600"), max_size=12
)


def test_numbers_count_by_their_value_and_case_does_not() -> None:
    wanted = [
        "1.jpg", "2.jpg", "10.jpg", "a.jpg", "a-2.jpg", "a-10.jpg", "B1.jpg", "b02.jpg", "b3.jpg",
        "Zoo.jpg", "a/z.jpg", "a/2/1.jpg", "a/10/1.jpg", "a b/1.jpg", "B/1.jpg",
    ]  # fmt: skip
    mixed = random.Random(1).sample(wanted, len(wanted))
    assert sorted(mixed, key=path_key) == wanted


def test_accents_and_other_figures_stand_where_people_look_for_them() -> None:
    wanted = ["Apfel.jpg", "Äpfel.jpg", "äpfel 2.jpg", "apfel ٣.jpg", "apfel 10.jpg", "Bär.jpg"]
    assert sorted(set(wanted), key=path_key) == wanted


@given(st.integers(0, 10**25), st.integers(0, 10**25), st.integers(0, 3))
def test_a_larger_number_comes_later(one: int, other: int, zeros: int) -> None:
    left, right = folded(f"a{'0' * zeros}{one}b"), folded(f"a{other}b")
    assert (left < right, left == right) == (one < other, one == other)


@given(st.integers(1, 40))
def test_each_more_figure_is_a_larger_number(figures: int) -> None:
    assert folded("9" * figures) < folded("1" + "0" * figures) < folded("1" * (figures + 1))


@given(st.lists(paths, unique=True))
def test_every_path_has_a_place_of_its_own_the_same_in_sqlite(some: list[str]) -> None:
    ordered = sorted(some, key=path_key)
    assert all(path_key(one) < path_key(next_) for one, next_ in pairwise(ordered))
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE photos (place INTEGER, key BLOB)")
        database.executemany(
            "INSERT INTO photos VALUES (?, ?)", [(n, path_key(path)) for n, path in enumerate(some)]
        )
        rows = database.execute("SELECT place FROM photos ORDER BY key").fetchall()
    database.close()
    assert [some[place] for (place,) in rows] == ordered


def test_names_that_count_alike_are_told_apart_and_stay_together() -> None:
    wanted = ["01/b.jpg", "1/a.jpg", "1/A.jpg", "1/a.JPG"]
    assert len({path_key(path) for path in wanted}) == len(wanted)
    assert sorted(wanted, key=path_key) == ["01/b.jpg", "1/A.jpg", "1/a.JPG", "1/a.jpg"]


@given(st.lists(paths, unique=True), paths.filter(bool))
def test_all_in_and_below_a_folder_stands_together(some: list[str], folder: str) -> None:
    start, end = folder_keys(folder)
    inside = [path for path in some if start < path_key(path) < end]
    assert inside == [path for path in some if path.startswith(f"{folder}/")]
