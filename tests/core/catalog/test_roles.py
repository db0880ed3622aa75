from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.catalog.roles import Chosen, Proposal, Roles, propose
from core.catalog.source import open_source
from core.catalog.table import with_head
from core.catalog.words import Role
from tests.core.catalog import shop

SHOWN = (Role.PHOTO, Role.KEY, Role.CATEGORY, Role.TITLE)


def names(path: Path, text: str, chosen: Chosen | None = None) -> dict[str, object]:
    """Column names by role."""
    path.write_text(text, "utf-8")
    table = with_head(open_source(path)[0])
    roles = propose(table, shop.index(), shop.classes(), chosen).roles
    single = {"group": roles.group, "key": roles.key, "category": roles.category,
              "title": roles.title}  # fmt: skip
    found: dict[str, object] = {n: table.columns[at] for n, at in single.items() if at is not None}
    return found | {"photos": [table.columns[at] for at in roles.photos]}


def test_values_decide_where_names_are_alike(tmp_path: Path) -> None:
    found = names(
        tmp_path / "t.csv",
        "Image,Image 2,Type,Category,Class\nx.jpg,10_1.jpg,simple,Sale,Tshirts\n"
        "y.jpg,20_1.jpg,simple,Sale,Handbags\n",
    )
    assert found["category"] == "Class"
    assert "Image 2" in found["photos"]  # type: ignore[operator]


def test_names_without_a_word_are_known_by_their_cells(tmp_path: Path) -> None:
    found = names(tmp_path / "t.csv", "foo,bar\n10_1.jpg,Tshirts\n20_1.jpg,Handbags\n")
    assert found == {"photos": ["foo"], "category": "bar"}


def test_a_counter_is_no_key_although_photos_begin_with_it(tmp_path: Path) -> None:
    rows = "".join(f"A{i},{300 + i % 2},Tshirts\n" for i in range(40))
    assert names(tmp_path / "t.csv", f"SKU,Position,Type\n{rows}")["key"] == "SKU"


def test_the_key_is_what_other_rows_refer_to(tmp_path: Path) -> None:
    text = "ID,SKU,Categories,Parent\n1,A,Shirts,\n2,A-S,,A\n3,B,Tshirts,\n4,B-S,,B\n"
    found = names(tmp_path / "t.csv", text)
    assert (found["group"], found["key"]) == ("Parent", "SKU")


def test_a_key_that_was_called_the_photos_column_is_a_key(tmp_path: Path) -> None:
    found = names(tmp_path / "t.csv", "a,b\n300,Dresses\n", Chosen(photo="a"))
    assert found == {"photos": [], "key": "a", "category": "b"}


def test_columns_that_hold_several_categories_are_no_keys(tmp_path: Path) -> None:
    head = "id,masterCategory,category_slug,style,category,image\n"
    labels = ("Shirts", "Dresses", "Tshirts", "Handbags")
    rows = "".join(f"{i},Apparel,x-{i % 2},Casual,{label},10_{i}.jpg\n"
                   for i, label in enumerate(labels))  # fmt: skip
    found = names(tmp_path / "t.csv", head + rows)
    assert (found.get("group"), found["key"], found["category"]) == (None, "id", "category")


def test_of_levels_without_classes_the_one_that_tells_most_apart_is_the_category(
    tmp_path: Path,
) -> None:
    text = "sku,Kategorie Ebene 1,Kategorie Ebene 2\n" + "".join(
        f"A{i},Haus,Sorte {i}\n" for i in range(4)
    )
    assert names(tmp_path / "t.csv", text)["category"] == "Kategorie Ebene 2"
    assert "category" not in names(tmp_path / "t.csv", "sku,Cat. No.,Variation type\nA,7,Size\n")


def test_a_column_that_is_given_a_role_loses_the_one_it_had() -> None:
    roles = Roles(photos=(0, 1), group=2, key=3, category=4, title=5)
    taken = roles.given(Role.CATEGORY, (3,))
    assert (taken.category, taken.keys, taken.photos, taken.title) == (3, (2,), (0, 1), 5)
    assert roles.given(Role.PHOTO, (1, 5)) == Roles((1, 5), group=2, key=3, category=4)
    assert roles.given(Role.GROUP, ()).keys == ()


@given(st.permutations(range(6)), st.sampled_from(Role), st.sets(st.integers(0, 7), max_size=1))
def test_whatever_is_chosen_a_role_has_it_and_no_column_two(
    places: list[int], role: Role, chosen: set[int]
) -> None:
    a, b, c, d, e, f = places
    roles = Roles((a, b), c, d, e, f).given(role, tuple(chosen))
    assert roles.of(role) == tuple(chosen)
    held = [at for one in SHOWN for at in roles.of(one)]
    assert len(held) == len(set(held))


def test_what_the_user_made_of_a_proposal_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Image,Type\n10_1.jpg,Tshirts\n", "utf-8")
    table = with_head(open_source(tmp_path / "t.csv")[0])
    proposal = propose(table, shop.index(), shop.classes())
    own = proposal.with_roles(proposal.roles.given(Role.TITLE, (1,)))
    assert own.roles == Roles(photos=(0,), title=1)
    assert own.why.keys() == {0, 1}
    assert Proposal(Roles(), {}, []).with_roles(Roles(key=1)).why == {1: "chosen"}
