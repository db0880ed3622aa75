"""Why this class and not that one, from the command line into every file; a real small network."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from core.cli import main as cli
from core.entities import ExplainSettings
from core.explain import hiding, surrogate
from core.explain.perturbation import draw
from core.imaging import images
from core.inference.model_pack import Pack
from core.report import records
from core.review.store import Review
from core.session import Session
from tests.packs import draw_product

Explain = Callable[..., Path]
CHOICES = {
    "ours": ["--samples", "96", "--superpixels", "12"],
    "as published": ["--preset", "as-published", "--samples", "96"],
}


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for label in ("Red", "Blue", "Green"):
        Image.fromarray(draw_product(label, (96, 80))).save(folder / f"{label}.png")
    return folder


@pytest.fixture
def explain(photos: Path, tiny_pack: Pack, tmp_path: Path) -> Explain:
    def run(*options: str, code: int = cli.ALL_GOOD) -> Path:
        out = tmp_path / "out"
        arguments = ["explain", str(photos), "--out", str(out), "--pack", str(tiny_pack.folder)]
        assert cli.main([*arguments, *options]) == code
        return out

    return run


def record_of(out: Path, name: str) -> dict[str, Any]:
    return json.loads((out / f"{name}.explanation.json").read_text("utf-8"))


def fit_to_the_difference(photo: Path, pack: Pack, settings: ExplainSettings) -> Any:
    """Fit the difference of both targets, sample by sample: Red's less Blue's."""
    loaded = images.load_photo(photo)
    with Session.open(pack.folder) as session:
        probe = hiding.probe(session.classifier, loaded, settings, "Red")
        asked = (probe.segmentation.count, settings.samples, settings.seed)
        rows = np.concatenate(list(draw(settings.sampling, *asked)))
        values = probe.ask_all(rows, ["Red", "Blue"], settings.target)
    return surrogate.fit(rows, values[:, :1] - values[:, 1:], settings.kernel_width)


@pytest.mark.parametrize("choice", list(CHOICES))
def test_exported_weights_equal_the_fit_to_the_difference(
    explain: Explain, photos: Path, tiny_pack: Pack, choice: str
) -> None:
    out = explain("--label", "Red", "--against", "Blue", "--json", *CHOICES[choice])
    for name in ("Red", "Green"):
        record = record_of(out, name)
        found = record["contrast"]
        settings = ExplainSettings.from_fields(record["parameters"])
        expected = fit_to_the_difference(photos / f"{name}.png", tiny_pack, settings)
        np.testing.assert_allclose(found["weights"], expected.weights[0], atol=1e-6)
        assert found["intercept"] == pytest.approx(expected.intercepts[0], abs=1e-6)
        target = settings.target.value
        assert (found["for"], found["against"], found["target"]) == ("Red", "Blue", target)
    assert np.abs(record_of(out, "Red")["contrast"]["weights"]).max() > 1e-3


def test_every_file_shows_it_and_a_photo_of_that_class_goes_on(
    explain: Explain, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = explain("--against", "Blue", "--json", "--pdf", "--png", *CHOICES["ours"])
    assert f"{photos / 'Blue.png'}: Blue is what is explained here" in capsys.readouterr().err
    for name in ("Red", "Green"):
        overlay, contrast = (
            np.asarray(Image.open(out / f"{name}.{kind}.png")) for kind in ("overlay", "contrast")
        )
        assert overlay.shape == contrast.shape and (overlay != contrast).any()
        text = " ".join(PdfReader(out / f"{name}.explanation.pdf").pages[0].extract_text().split())
        assert f"Why {name} and not Blue" in text and f"{name} over Blue" in text
        assert record_of(out, name)["parameters"]["against"] == "Blue"
    text = " ".join(PdfReader(out / "Blue.explanation.pdf").pages[0].extract_text().split())
    assert "Against Blue" in text and "cannot be set against itself" in text
    assert record_of(out, "Blue")["contrast"] is None
    assert not (out / "Blue.contrast.png").exists()
    assert (out / "Blue.overlay.png").exists()


def test_contrast_moves_nothing_else(explain: Explain) -> None:
    plain = record_of(explain("--json", *CHOICES["ours"]), "Red")
    against = record_of(explain("--json", "--against", "Grey", *CHOICES["ours"]), "Red")
    assert plain["contrast"] is None
    assert plain["weights"] == against["weights"]


@pytest.mark.parametrize("kind", ["json", "pdf"])
def test_it_can_be_computed_again(
    explain: Explain, photos: Path, tiny_pack: Pack, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = explain("--against", "Blue", f"--{kind}", *CHOICES["ours"])
    for name in ("Red", "Blue"):
        file = str(out / f"{name}.explanation.{kind}")
        options = ["--photos", str(photos), "--pack", str(tiny_pack.folder)]
        assert cli.main(["report", "verify", file, *options]) == cli.ALL_GOOD
        assert "identical 1" in capsys.readouterr().out


def test_the_class_shown_is_measured_when_it_is_not_the_first(
    photos: Path, tiny_pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the window does where it explains a class of the top five beside one asked for."""
    from core.explain.overlay import OverlayStyle

    settings = ExplainSettings(samples=96, superpixels=12, labels=("Blue",), against="Blue")
    with Session.open(tiny_pack.folder) as session:
        report = session.explain(photos / "Red.png", settings, style=OverlayStyle(label="Red"))
        report = session.measure(report)
    records.write_record(report, tmp_path / "red.json")
    options = ["--photos", str(photos), "--pack", str(tiny_pack.folder)]
    assert cli.main(["report", "verify", str(tmp_path / "red.json"), *options]) == cli.ALL_GOOD
    record = json.loads((tmp_path / "red.json").read_text("utf-8"))
    assert record["contrast"]["for"] == record["explained"] == "Red"
    curves = record["faithfulness"]["curves"]
    confidence = record["confidence"]
    assert curves["deletion"][0] == pytest.approx(confidence, abs=1e-5)
    assert curves["insertion"][-1] == pytest.approx(confidence, abs=1e-5)


@pytest.mark.parametrize("command", ["explain", "report", "review"])
def test_a_class_that_there_is_not_is_refused_before_anything_is_written(
    photos: Path, tiny_pack: Pack, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ending = {"review": ".tagproof", "report": ".pdf"}.get(command, "")
    out = tmp_path / f"out{ending}"
    option = "--review" if command == "review" else "--out"
    arguments = [command, str(photos), option, str(out), "--pack", str(tiny_pack.folder)]
    assert cli.main([*arguments, "--against", "yelow"]) == cli.WRONG_USAGE
    assert "no class 'yelow'; it has Yellow" in capsys.readouterr().err
    assert not out.exists()


def test_reports_and_reviews_take_it_too(photos: Path, tiny_pack: Pack, tmp_path: Path) -> None:
    options = ["--pack", str(tiny_pack.folder), "--against", "Blue", "--samples", "96"]
    report, review = tmp_path / "report.pdf", tmp_path / "photos.tagproof"
    assert cli.main(["report", str(photos), "--out", str(report), *options]) == cli.ALL_GOOD
    pdf = tmp_path / "review.pdf"
    options += ["--explain", "all", "--pdf", str(pdf)]
    assert (
        cli.main(["review", str(photos), "--review", str(review), *options, "--quiet"])
        == cli.ALL_GOOD
    )
    for file in (report, pdf):
        text = " ".join(page.extract_text() for page in PdfReader(file).pages)
        text = " ".join(text.split())
        assert "Why Red and not Blue" in text and "seed 0, set against Blue" in text
    with Review(review, read_only=True) as opened:
        kept = opened.database.rows("SELECT settings FROM explanations")
    assert {json.loads(text)["against"] for (text,) in kept} == {"Blue"}
