from model.general.course import BATCH, EMPTY, HEARD, SHARES, Kind


def test_every_kind_has_its_share_and_the_teacher_is_heard_where_it_knows() -> None:
    assert set(SHARES) == set(Kind)
    assert sum(SHARES.values()) + EMPTY == BATCH
    assert set(HEARD) == {Kind.CATALOG, Kind.SELLERS}
