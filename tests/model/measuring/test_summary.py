from typing import Any

from model.measuring.summary import main_table, shop_tables

SHARE = {"value": 0.8, "low": 0.7, "high": 0.9, "photos": 20}
ROW = {"top1": SHARE, "known": SHARE, "right_among_known": None}


def evaluation(pack: str, **more: Any) -> dict[str, Any]:
    return {
        "pack": pack,
        "photos": 4232,
        "subset": "test",
        "top1": SHARE,
        "top5": SHARE,
        "macro_f1": 0.79,
        "top1_without_twins": SHARE,
        "top1_by_size": {"60x80": SHARE, "about 224": None},
        "calibration_error": 0.015,
        "known": {"coverage": SHARE, "right": SHARE},
        **more,
    }


SHOPS = {
    "sources": 12,
    "mean": SHARE,
    "mean_of_own": SHARE,
    "known": {"coverage": SHARE, "right": SHARE},
    "others_known": None,
    "area": 0.112,
    "by_source": {"north": ROW},
    "by_view": {"worn": ROW},
    "by_ground": {"busy": ROW},
}


def test_one_network_is_named_in_the_head() -> None:
    text = main_table([evaluation("tiny 1")])
    assert "| tiny 1 on 4,232 photos of `test` | measured (95 %) |" in text
    assert "| top-1 | 80.0 % (70.0 to 90.0) |" in text
    assert "| top-1, pictures of about 224 | – |" in text


def test_networks_stand_side_by_side_with_dashes_for_what_was_not_measured() -> None:
    text = main_table([evaluation("old 1"), evaluation("new 2", shops=SHOPS)])
    assert "| on 4,232 photos of `test`, and others | old 1 | new 2 |" in text
    assert "| other shops, mean of 12 sources | – | 80.0 % (70.0 to 90.0) |" in text
    assert "| other shops, area under risk-coverage | – | 11.2 % |" in text
    assert "| other shops, other things called known | – | – |" in text


def test_shops_are_listed_by_source_view_and_ground() -> None:
    text = shop_tables([evaluation("old 1", shops=SHOPS), evaluation("new 2", shops=SHOPS)])
    for what, name in (("source", "north"), ("view", "worn"), ("ground", "busy")):
        head = f"| {what} | photos | old 1: top-1 | known | right among known | new 2: top-1 |"
        assert head in text
        cells = "80.0 % (70.0 to 90.0) | 80.0 % | –"
        assert f"| {name} | 20 | {cells} | {cells} |" in text
