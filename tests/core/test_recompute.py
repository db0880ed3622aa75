"""Reports are written, edited by hand or by pypdf, and computed again."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from core.cli import main as cli
from core.ending import Stopped
from core.entities import Box, ClassScore, Drawn, ExplainSettings, Progress
from core.errors import Cancelled
from core.imaging.images import load_photo
from core.inference.combining import combine
from core.inference.model_pack import Pack
from core.jobs import CancelToken
from core.recompute import check
from core.report import records
from core.report.content import PhotoReport
from core.report.pdf import attached_records, document
from core.report.product_note import PhotoNote, ProductNote
from core.report.record_file import RecordFile
from core.session import Session
from core.vocabulary import Sampling
from tests.packs import COLOURS, draw_product

Verify = Callable[..., tuple[int, str]]
SETTINGS = ExplainSettings(samples=64, superpixels=12)
CLOSE = np.repeat(np.where(np.arange(240) // 8 % 2, 230, 30)[None, :, None], 240, axis=0)
"""Stripes that fill the frame, (240, 240, 1)."""
NAMES = ("קופסה אדומה.png", "手袋.png", "é" * 100 + ".png")


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for name, label in zip(NAMES, COLOURS, strict=False):
        Image.fromarray(draw_product(label, (48, 40))).save(folder / name)
    return folder


@pytest.fixture(scope="module")
def written(photos: Path, tiny_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three photos with their proofs in a PDF, and the first one's as JSON beside it."""
    folder = tmp_path_factory.mktemp("reports")
    with Session.open(tiny_pack.folder) as session:
        made = [session.explain(photos / name, SETTINGS, measured=True) for name in NAMES]
    document.write_report(made, folder / "r.pdf")
    records.write_record(made[0], folder / "r.json")
    return folder


@pytest.fixture
def verify(photos: Path, tiny_pack: Pack, capsys: pytest.CaptureFixture[str]) -> Verify:
    def run(file: Path, folder: Path = photos, pack: Path = tiny_pack.folder) -> tuple[int, str]:
        code = cli.main(
            ["report", "verify", str(file), "--photos", str(folder), "--pack", str(pack)]
        )
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


@pytest.mark.parametrize("name", ["r.pdf", "r.json"])
def test_a_true_report_is_identical(written: Path, verify: Verify, name: str) -> None:
    code, told = verify(written / name)
    assert code == cli.ALL_GOOD
    assert f"{NAMES[0]}: identical" in told
    assert "as it was written; " in told


def test_records_of_earlier_versions_still_hold(
    written: Path, verify: Verify, tmp_path: Path
) -> None:
    record = json.loads((written / "r.json").read_text("utf-8"))
    record = {
        key: value for key, value in record.items() if key not in ("classes", "contrast", "hash")
    }
    del record["parameters"]["against"], record["faithfulness"]["curves"]
    del record["parameters"]["instead"], record["used"]
    (tmp_path / "old.json").write_text(json.dumps(records.RecordChain().add(record)), "utf-8")
    code, told = verify(tmp_path / "old.json")
    assert (code, "identical 1" in told) == (cli.ALL_GOOD, True)


def _rewritten(record: dict[str, Any], file: Path) -> Path:
    """Write a record anew, sealed as if it had been so from the beginning."""
    chained = {key: value for key, value in record.items() if key not in ("hash", "previous")}
    file.write_text(json.dumps(records.RecordChain().add(chained)), "utf-8")
    return file


@pytest.mark.parametrize("sampling", Sampling)
def test_samples_are_drawn_again_as_the_record_names_them(
    photos: Path, verify: Verify, tiny_pack: Pack, tmp_path: Path, sampling: Sampling
) -> None:
    """Records from before there were designs say balanced, and are stopped and judged so."""
    settings = replace(SETTINGS, samples=400, sampling=sampling)
    with Session.open(tiny_pack.folder) as session:
        made = session.explain(photos / NAMES[0], settings)
    records.write_record(made, tmp_path / "r.json")
    assert (
        json.loads((tmp_path / "r.json").read_text("utf-8"))["parameters"]["sampling"] == sampling
    )
    code, told = verify(tmp_path / "r.json")
    assert (code, "identical 1" in told) == (cli.ALL_GOOD, True)


def test_fabric_cut_otherwise_is_computed_again_the_same(
    verify: Verify, tiny_pack: Pack, tmp_path: Path
) -> None:
    Image.fromarray(CLOSE.repeat(3, axis=2).astype(np.uint8)).save(tmp_path / "cloth.png")
    with Session.open(tiny_pack.folder) as session:
        made = session.explain(tmp_path / "cloth.png", SETTINGS, measured=True)
        alone = session.explain(tmp_path / "cloth.png", replace(SETTINGS, instead=None))
    records.write_record(made, tmp_path / "new.json")
    record = json.loads((tmp_path / "new.json").read_text("utf-8"))
    assert record["used"]["segmenter"] == "product-grid"
    assert record["segments"] >= 6
    assert verify(tmp_path / "new.json", tmp_path)[0] == cli.ALL_GOOD
    old = json.loads(json.dumps(records.explanation_record(alone)))
    assert (old["segments"], old["stability"]["rank_correlation"]) == (1, None)
    del old["used"], old["parameters"]["instead"]
    old["stability"] = {"rank_correlation": 1.0, "top5_jaccard": 1.0}
    old["parameters"]["fill"] = alone.explanation.used.fill.value
    code, told = verify(_rewritten(old, tmp_path / "old.json"), tmp_path)
    assert (code, "identical 1" in told) == (cli.ALL_GOOD, True)


def test_equal_content_and_time_give_equal_bytes(
    photos: Path, written: Path, tiny_pack: Pack, tmp_path: Path
) -> None:
    with Session.open(tiny_pack.folder) as session:
        report = session.explain(photos / NAMES[0], SETTINGS)
    document.write_report([report], tmp_path / "a.pdf")
    document.write_report([report], tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_byte_changed_on_a_page_shows(written: Path, verify: Verify, tmp_path: Path) -> None:
    data = bytearray((written / "r.pdf").read_bytes())
    place = data.index(b"/Creator (Tagproof") + len(b"/Creator (")
    data[place : place + 4] = b"Xagp"
    (tmp_path / "e.pdf").write_bytes(data)
    code, told = verify(tmp_path / "e.pdf")
    assert code == cli.SOME_FAILED
    assert "edited: the file was changed" in told
    assert "identical 3" in told


def test_a_report_saved_by_another_program_shows(
    written: Path, verify: Verify, tmp_path: Path
) -> None:
    writer = PdfWriter(clone_from=written / "r.pdf")
    writer.add_metadata({"/Title": "Something else"})
    writer.write(tmp_path / "e.pdf")
    code, told = verify(tmp_path / "e.pdf")
    assert (code, "edited since" in told) == (cli.SOME_FAILED, True)


def reattached(source: Path, target: Path, change: Callable[[list[dict]], list[dict]]) -> None:
    """Write a PDF anew with its records changed."""
    reader = PdfReader(source)
    (file,) = reader.attachment_list
    lines = change([json.loads(line) for line in file.content.decode().splitlines()])
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    writer = PdfWriter()
    writer.append_pages_from_reader(reader)
    writer.add_attachment(file.name, data)
    writer.write(target)


def test_a_changed_record_is_named_and_its_number_too(
    written: Path, verify: Verify, tmp_path: Path
) -> None:
    def change(lines: list[dict]) -> list[dict]:
        lines[1]["confidence"] = 0.123
        return lines

    reattached(written / "r.pdf", tmp_path / "e.pdf", change)
    code, told = verify(tmp_path / "e.pdf")
    assert code == cli.SOME_FAILED
    assert "record 2 was changed: its hash does not fit" in told
    assert re.search(r"手袋.png: different: confidence 0\.123 recorded, 0\.\d+ computed", told)


def test_a_record_forged_with_its_hashes_is_still_found_out(
    written: Path, verify: Verify, tmp_path: Path
) -> None:
    record = json.loads((written / "r.json").read_text("utf-8"))
    record["surrogates"][record["label"]]["weights"][3] += 1.0
    bare = {key: value for key, value in record.items() if key not in ("hash", "previous")}
    (tmp_path / "f.json").write_text(json.dumps(records.RecordChain().add(bare)), "utf-8")
    code, told = verify(tmp_path / "f.json")
    assert (code, "as it was written" in told) == (cli.SOME_FAILED, True)
    assert ".weights.3 " in told


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda lines: lines[1:], "record 1 does not follow"),
        (lambda lines: lines[:-1], "records were added or taken out"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "record 1 does not follow"),
    ],
)
def test_records_taken_out_or_swapped_show(
    written: Path, verify: Verify, tmp_path: Path, change: Callable, fault: str
) -> None:
    reattached(written / "r.pdf", tmp_path / "e.pdf", change)
    code, told = verify(tmp_path / "e.pdf")
    assert (code, fault in told) == (cli.SOME_FAILED, True), told


def test_rounding_is_within_tolerance(written: Path, verify: Verify, tmp_path: Path) -> None:
    record = json.loads((written / "r.json").read_text("utf-8"))
    record["weights"][0] += 1e-6
    bare = {key: value for key, value in record.items() if key not in ("hash", "previous")}
    (tmp_path / "f.json").write_text(json.dumps(records.RecordChain().add(bare)), "utf-8")
    code, told = verify(tmp_path / "f.json")
    assert (code, "within tolerance: at most 1e-06, at weights.0" in told) == (0, True), told


@pytest.fixture(scope="module")
def product(photos: Path, tiny_pack: Pack) -> PhotoReport:
    """Three photos as one product, the first explained."""
    with Session.open(tiny_pack.folder) as session:
        report = session.explain(photos / NAMES[0], SETTINGS)
        shown = [load_photo(photos / name) for name in NAMES]
        answers = [session.classifier.classify(photo) for photo in shown]
        labels = session.pack.labels
    together = combine(
        [one.status for one in answers], np.stack([one.probabilities for one in answers])
    )
    notes = [
        PhotoNote(
            photo.path,
            photo.sha256,
            one.status,
            one.label,
            one.confidence,
            one.label if odd else "",
        )
        for photo, one, odd in zip(shown, answers, together.contradicts, strict=True)
    ]
    notes.append(PhotoNote(photos / "gone.png", "ab" * 32, trouble="the file is gone"))
    top = (ClassScore(labels[together.index], together.confidence),)
    return replace(report, product=ProductNote("10", "", together.status, top, tuple(notes), 1))


def test_a_products_tag_is_made_again_from_all_its_photos(
    product: PhotoReport, photos: Path, verify: Verify, tmp_path: Path
) -> None:
    records.write_record(product, tmp_path / "p.json")
    code, told = verify(tmp_path / "p.json")
    assert (code, f"{NAMES[0]}: identical" in told) == (cli.ALL_GOOD, True), told
    assert product.product is not None
    tag = product.product.tag
    surer = replace(product.product, top=(ClassScore(tag.label, tag.probability + 0.1),))
    records.write_record(replace(product, product=surer), tmp_path / "p.json")
    code, told = verify(tmp_path / "p.json")
    assert code == cli.SOME_FAILED and "different: product.confidence" in told
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "a.png").write_bytes((photos / NAMES[0]).read_bytes())
    code, told = verify(tmp_path / "p.json", alone)
    assert code == cli.SOME_FAILED
    assert f"{NAMES[1]}, a photo of the same product, is nowhere below" in told


def test_changed_moved_and_missing_photos_are_named(
    photos: Path, written: Path, verify: Verify, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    (moved / "below").mkdir(parents=True)
    (moved / "below" / "other name.png").write_bytes((photos / NAMES[0]).read_bytes())
    (moved / NAMES[1]).write_bytes((photos / NAMES[0]).read_bytes() + b" ")
    code, told = verify(written / "r.pdf", moved)
    assert code == cli.SOME_FAILED
    assert f"{NAMES[0]}: identical" in told
    assert re.search(f"{NAMES[1]}: photo changed: .*{NAMES[1]} holds another picture", told)
    assert f"{NAMES[2]}: photo missing" in told


def test_another_pack_is_named(written: Path, verify: Verify, quantised_pack: Pack) -> None:
    code, told = verify(written / "r.json", pack=quantised_pack.folder)
    assert code == cli.SOME_FAILED
    assert "another model: made with tiny 1 (" in told


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "damaged, or not a report"),
        (b"\x00\xff", "damaged, or not a report"),
        (b"[1, 2]", "not the record of an explanation"),
        (b"{}", "not the record of an explanation"),
        (b'{"schema": "explanation-1"}', "a record in it cannot be understood"),
        (b"%PDF-1.4\nrubbish", "a damaged PDF"),
        (b"[" * 100_000, "damaged, or not a report"),
        (None, "no such file"),
    ],
)
def test_foreign_files_get_one_line_and_2(
    verify: Verify, tmp_path: Path, content: bytes | None, cause: str
) -> None:
    file = tmp_path / "x.pdf"
    if content is not None:
        file.write_bytes(content)
    code, told = verify(file)
    assert (code, cause in told) == (cli.WRONG_USAGE, True), told


@pytest.mark.parametrize(
    "change",
    [
        {"labels": [0.5]},
        {"labels": "Blue"},
        {"superpixels": {}},
        {"classes": [[]]},
        {"kernel_width": "wide"},
        {"until_stable": None},
        {"against": 1},
    ],
)
def test_settings_of_the_wrong_kind_are_told(
    written: Path, verify: Verify, tmp_path: Path, change: dict[str, Any]
) -> None:
    record = json.loads((written / "r.json").read_text("utf-8"))
    record["parameters"] |= change
    (tmp_path / "x.json").write_text(json.dumps(record))
    code, told = verify(tmp_path / "x.json")
    assert (code, "cannot be understood" in told) == (cli.WRONG_USAGE, True), told


def test_a_foreign_pdf_holds_no_records(verify: Verify, tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "x.pdf")
    code, told = verify(tmp_path / "x.pdf")
    assert (code, "holds no records" in told) == (cli.WRONG_USAGE, True)


def test_a_cut_pdf_is_told(written: Path, verify: Verify, tmp_path: Path) -> None:
    data = (written / "r.pdf").read_bytes()
    (tmp_path / "c.pdf").write_bytes(data[: len(data) // 2])
    code, _ = verify(tmp_path / "c.pdf")
    assert code in (cli.SOME_FAILED, cli.WRONG_USAGE)


def test_the_attachment_is_declared_as_the_standard_wants(written: Path) -> None:
    reader = PdfReader(written / "r.pdf", strict=True)
    (file,) = reader.attachment_list
    assert (file.name, file.subtype) == ("explanations-0001.jsonl", "/application/json")
    assert file.size == len(file.content)
    assert [list(json.loads(line))[-1] for line in file.content.splitlines()] == ["hash"] * 4


def test_long_reports_have_several_attachments(
    photos: Path, tiny_pack: Pack, tmp_path: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached_records, "PER_ATTACHMENT", 2)
    with Session.open(tiny_pack.folder) as session:
        made = [session.explain(photos / name, SETTINGS) for name in NAMES]
    document.write_report(made, tmp_path / "r.pdf")
    assert len(list(PdfReader(tmp_path / "r.pdf").attachment_list)) == 2
    assert verify(tmp_path / "r.pdf")[0] == cli.ALL_GOOD


def test_the_old_call_still_writes_a_report(
    photos: Path, tiny_pack: Pack, tmp_path: Path, verify: Verify
) -> None:
    out = tmp_path / "r.pdf"
    arguments = ["--limit", "1", "--pack", str(tiny_pack.folder)]
    assert cli.main(["report", str(photos), "--out", str(out), *arguments]) == cli.ALL_GOOD
    assert "Against random order" in PdfReader(out).pages[0].extract_text()
    assert verify(out)[0] == cli.ALL_GOOD


def test_a_report_on_a_box_is_computed_again_inside_it(
    tiny_pack: Pack, verify: Verify, tmp_path: Path
) -> None:
    folder = tmp_path / "outfits"
    folder.mkdir()
    halves = [draw_product(label, (64, 48)) for label in ("Red", "Blue")]
    Image.fromarray(np.concatenate(halves, axis=1)).save(folder / "outfit.png")
    right = Drawn(Box(48, 0, 48, 64))
    with Session.open(tiny_pack.folder) as session:
        report = session.explain(folder / "outfit.png", SETTINGS, drawn=right, measured=True)
        assert report.prediction.label == "Blue"
    document.write_report([report], tmp_path / "r.pdf")
    assert "tagged from the box of 48 × 64 px" in PdfReader(tmp_path / "r.pdf").pages[
        0
    ].extract_text().replace("\n", " ")
    code, told = verify(tmp_path / "r.pdf", folder)
    assert (code, "identical 1" in told) == (cli.ALL_GOOD, True)
    records.write_record(report, tmp_path / "r.json")
    record = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert record["photo"]["box"] == [48, 0, 48, 64]
    for box, found in (
        ([0, 0, 48, 64], "different: "),
        (None, "different: "),
        ([48, 0, 480, 64], "could not be computed: the box 48,0,480,64 does not lie in the photo"),
    ):
        bare = {key: value for key, value in record.items() if key not in ("hash", "previous")}
        bare["photo"] = {**record["photo"], "box": box}
        (tmp_path / "f.json").write_text(json.dumps(records.RecordChain().add(bare)), "utf-8")
        code, told = verify(tmp_path / "f.json", folder)
        assert (code, found in told) == (cli.SOME_FAILED, True), told


def test_other_kernels_are_named_where_they_answer_otherwise(
    photos: Path,
    quantised_pack: Pack,
    tmp_path: Path,
    verify: Verify,
    built_in_kernels: Callable[[], None],
) -> None:
    with Session.open(quantised_pack.folder) as session:
        records.write_record(session.explain(photos / NAMES[0], SETTINGS), tmp_path / "r.json")
    assert verify(tmp_path / "r.json", pack=quantised_pack.folder)[0] == cli.ALL_GOOD
    built_in_kernels()
    code, told = verify(tmp_path / "r.json", pack=quantised_pack.folder)
    assert code == cli.SOME_FAILED
    version = metadata.version("ai-edge-litert")
    assert f"LiteRT {version} (XNNPACK) answered then, LiteRT {version} (built-in) now" in told
    assert "other kernels round otherwise" in told


def test_a_record_from_before_says_that_it_names_no_engine(
    written: Path, verify: Verify, tmp_path: Path
) -> None:
    record = json.loads((written / "r.json").read_text("utf-8"))
    dropped = ("hash", "previous", "engine", "explained_by")
    bare = {key: value for key, value in record.items() if key not in dropped}
    text = json.dumps(records.RecordChain().add({**bare, "confidence": 0.123}))
    (tmp_path / "old.json").write_text(text, "utf-8")
    assert "the record does not say what answered then" in verify(tmp_path / "old.json")[1]


def test_a_report_of_an_onnx_network_holds_and_names_its_engine(
    photos: Path, onnx_pack: Pack, tmp_path: Path, verify: Verify
) -> None:
    with Session.open(onnx_pack.folder) as session:
        report = session.explain(photos / NAMES[0], SETTINGS, measured=True)
    records.write_record(report, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["engine"]["name"] == "ONNX Runtime"
    assert report.prediction.features is not None
    code, told = verify(tmp_path / "r.json", pack=onnx_pack.folder)
    assert (code, "identical 1" in told) == (cli.ALL_GOOD, True)


def test_a_million_samples_are_told_and_can_be_cancelled(
    written: Path, photos: Path, tiny_pack: Pack, tmp_path: Path
) -> None:
    record = json.loads((written / "r.json").read_text("utf-8"))
    record["parameters"] |= {"samples": 1_000_000, "until_stable": False}
    (tmp_path / "r.json").write_text(json.dumps(record))
    token, steps = CancelToken(), list[Progress]()

    def listen(step: Progress) -> None:
        steps.append(step)
        if step.seconds_left is not None:
            token.cancel()

    with Session.open(tiny_pack.folder) as session, pytest.raises(Cancelled):
        file = RecordFile(tmp_path / "r.json")
        list(check(file, photos, session, on_progress=listen, token=token))
    assert (steps[-1].total, steps[-1].note) == (1_000_000, NAMES[0])
    assert steps[-1].done < 1_000_000 and steps[-1].seconds_left


def test_one_that_asks_to_stop_ends_with_130(
    written: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise Stopped

    monkeypatch.setattr("core.terminal.Terminal.progress", stop)
    assert verify(written / "r.json")[0] == 130


@pytest.mark.parametrize(
    ("name", "value"), [("weights", None), ("segments", 0), ("reasons", 7), ("surrogates", [[]])]
)
def test_an_answer_of_another_kind_differs(
    written: Path, verify: Verify, tmp_path: Path, name: str, value: object
) -> None:
    record = json.loads((written / "r.json").read_text("utf-8"))
    (tmp_path / "r.json").write_text(json.dumps({**record, name: value}))
    code, told = verify(tmp_path / "r.json")
    assert (code, "different" in told) == (cli.SOME_FAILED, True), told
