"""The record of an explanation holds what a recomputation needs, and is strict JSON."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.report import records
from core.report.content import PhotoReport

MakeReport = Callable[..., PhotoReport]


def test_the_record_holds_what_a_recomputation_needs(
    make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report()
    records.write_record(report, tmp_path / "e.json")
    record = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))
    assert record["label"] == "Handbags"
    assert record["segments"] == len(record["weights"]) == 16
    assert record["weights"] == report.explanation.surrogate.weights.tolist()
    assert (record["samples"], record["seed"], record["seconds"]) == (512, 7, 0.41)
    assert record["network"]["sha256"] == report.pack.sha256
    assert record["photo"]["sha256"] == report.photo.sha256
    assert record["parameters"]["segmenter"] == "slic"
    assert len(record["standard_errors"]) == len(record["weights"])
    assert {"confidence", "top5", "intercept", "r2", "local_prediction", "status"} <= record.keys()
    assert record["versions"]["NumPy"] == "2.4.6"


def test_the_record_is_strict_json_even_without_held_out_samples(make_report: MakeReport) -> None:
    report = make_report()
    surrogate = replace(report.explanation.surrogate, held_out_r2=float("nan"))
    explanation = replace(report.explanation, surrogates={"Handbags": surrogate})
    record = records.explanation_record(replace(report, explanation=explanation))
    assert record["held_out_r2"] is None
    json.dumps(record, allow_nan=False)


def test_the_record_of_a_product_names_every_photo(
    make_product: MakeReport, make_report: MakeReport
) -> None:
    report = make_product(3, odd={2: "Watches"}, troubles={3: "not an image"})
    record = json.loads(json.dumps(records.explanation_record(report)))
    assert (record["label"], record["confidence"]) == ("Handbags", pytest.approx(0.713))
    said = record["product"]
    assert (said["key"], said["title"], said["explained"]) == ("SKU-1", "A bag", 1)
    assert (said["label"], said["confidence"]) == ("Handbags", pytest.approx(0.88))
    own, odd, bad = said["photos"]
    assert own["sha256"] == record["photo"]["sha256"] and own["trouble"] is None
    assert (odd["label"], odd["looks_like"]) == ("Watches", "Watches")
    assert (bad["label"], bad["confidence"], bad["trouble"]) == (None, None, "not an image")
    assert records.explanation_record(make_report())["product"] is None


def test_a_record_names_what_answered(make_report: MakeReport) -> None:
    record = records.explanation_record(make_report())
    facts = {"name": "LiteRT", "version": "2.3.0", "kernels": "XNNPACK"}
    assert record["engine"] == record["explained_by"] == facts
