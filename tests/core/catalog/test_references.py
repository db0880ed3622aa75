import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.references import looks_like_image, readings, split, split_bare


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("a.jpg", ["a.jpg"]),
        ("a.jpg,b.jpg", ["a.jpg", "b.jpg"]),
        ("a.jpg, b.jpg ; c.png", ["a.jpg", "b.jpg", "c.png"]),
        ("a.jpg|b.jpg", ["a.jpg", "b.jpg"]),
        ("a.jpg\nb.jpg\r\nc.jpg", ["a.jpg", "b.jpg", "c.jpg"]),
        ("a.jpg b.jpg", ["a.jpg", "b.jpg"]),
        ("red shoe.jpg, blue shoe.jpg", ["red shoe.jpg", "blue shoe.jpg"]),
        ("https://x/w_300,h_200/a.jpg,https://x/b.jpg", ["https://x/w_300,h_200/a.jpg",
                                                         "https://x/b.jpg"]),
        ("https://x/a.jpg?fit=300,200, https://x/b.jpg?v=2", ["https://x/a.jpg?fit=300,200",
                                                              "https://x/b.jpg?v=2"]),
        ("https://x/one,https://x/two", ["https://x/one", "https://x/two"]),
        ("shoe, left.jpg", ["shoe, left.jpg"]),
        ("a.jpg#b.jpg#c.png", ["a.jpg", "b.jpg", "c.png"]),
        ("a.jpg (https://x/1),b.jpg (https://x/2)", ["a.jpg", "https://x/1", "b.jpg",
                                                     "https://x/2"]),
        ("https://x/a.jpg#top", ["https://x/a.jpg#top"]),
        ("", []),
    ],
)  # fmt: skip
def test_cells_name_several_photos(cell: str, wanted: list[str]) -> None:
    assert split(cell) == wanted


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("https://cdn.x/s/files/a%20b.jpg?v=17#z", "s/files/a b.jpg"),
        ("//cdn.x/a.jpg", "a.jpg"),
        ("C:\\Shop\\autumn\\A.JPG", "C:/Shop/autumn/A.JPG"),
        ("files/a.jpg", "files/a.jpg"),
        ("https://x/image.php?src=/media/a%20b.jpg&w=600", "/media/a b.jpg"),
        ("https://x/a.jpg?was=b.jpg", "a.jpg"),
    ],
)
def test_the_likeliest_reading_comes_first(reference: str, wanted: str) -> None:
    assert readings(reference)[0] == wanted


def test_a_local_name_may_hold_signs_of_addresses() -> None:
    assert readings("a%20b#1.jpg") == ["a%20b#1.jpg", "a b#1.jpg", "a%20b", "a b"]


def test_pictures_are_told_from_other_words() -> None:
    assert looks_like_image("https://x/a.webp?x=1") and looks_like_image("a.JPG,b.jpg")
    assert not looks_like_image("jpg") and not looks_like_image("https://x/shop.html")


@given(st.text(max_size=60))
def test_any_cell_is_split_without_losing_letters(cell: str) -> None:
    found = "".join(split(cell))
    assert all(c in cell for c in found)
    assert [c for c in cell if c.isalnum()] == [c for c in found if c.isalnum()]


NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,8}\.jpg", fullmatch=True)


@given(st.lists(NAMES, min_size=1, max_size=6), st.sampled_from([",", ", ", ";", "|", "\n", " | "]))
def test_plain_names_come_back_whatever_parts_them(names: list[str], sign: str) -> None:
    assert split(sign.join(names)) == names


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("101,102", ["101", "102"]), ("a-1; a-2", ["a-1", "a-2"]), ("101", []), ("a b/c", []),
     ("a.jpg,b.jpg", [])],
)  # fmt: skip
def test_lists_may_leave_out_the_endings(cell: str, wanted: list[str]) -> None:
    assert split_bare(cell) == wanted
