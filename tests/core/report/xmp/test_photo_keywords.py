"""Files beside photos, and photos themselves: changed wholly, or left as they were."""

import os
from pathlib import Path

import pytest
from PIL import Image

from core.errors import ExportFailed
from core.report.xmp import jpeg
from core.report.xmp.packet import NEW, Keywords
from core.report.xmp.photo_keywords import sidecar, write_keywords
from core.report.xmp.places import KeywordsInto
from tests import unix
from tests.core.report.xmp.reading import FOREIGN, subject

BAG = Keywords("Bags")
BESIDE = [KeywordsInto.FULL_NAME, KeywordsInto.STEM]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (30, 20), "navy").save(tmp_path / "blue bag.JPG", "JPEG")
    return tmp_path / "blue bag.JPG"


def test_names_are_those_of_either_side(photo: Path) -> None:
    names = [sidecar(photo, into).name for into in KeywordsInto]
    assert names == ["blue bag.JPG.xmp", "blue bag.xmp", "blue bag.JPG"]


@pytest.mark.parametrize("into", BESIDE)
def test_a_photo_is_not_touched_by_a_file_beside_it(photo: Path, into: KeywordsInto) -> None:
    before = (photo.read_bytes(), photo.stat().st_mtime_ns)
    assert write_keywords(photo, BAG, into)
    assert subject(sidecar(photo, into).read_bytes()) == ["Bags"]
    assert (photo.read_bytes(), photo.stat().st_mtime_ns) == before


@pytest.mark.parametrize("into", KeywordsInto)
def test_what_is_there_already_is_not_written_again(photo: Path, into: KeywordsInto) -> None:
    assert write_keywords(photo, BAG, into)
    target = sidecar(photo, into)
    os.utime(target, (1, 1))
    assert not write_keywords(photo, BAG, into)
    assert target.stat().st_mtime == 1


@pytest.mark.parametrize("into", BESIDE)
def test_a_file_of_ours_goes_with_its_last_keyword_and_one_of_others_stays(
    photo: Path, into: KeywordsInto
) -> None:
    target = sidecar(photo, into)
    assert write_keywords(photo, Keywords("Bags", ("Women",)), into)
    assert write_keywords(photo, Keywords(""), into)
    assert not target.exists()
    assert not write_keywords(photo, Keywords(""), into)
    target.write_bytes(FOREIGN)
    assert write_keywords(photo, BAG, into)
    assert write_keywords(photo, Keywords(""), into)
    assert "Bags" not in subject(target.read_bytes())


@pytest.mark.parametrize("into", KeywordsInto)
def test_nothing_is_made_to_say_nothing(photo: Path, into: KeywordsInto) -> None:
    assert not write_keywords(photo, Keywords(""), into)
    assert list(photo.parent.iterdir()) == [photo]


@pytest.mark.parametrize("into", BESIDE)
def test_a_broken_file_is_named_and_left(photo: Path, into: KeywordsInto) -> None:
    target = sidecar(photo, into)
    target.write_bytes(FOREIGN[:-200])
    with pytest.raises(ExportFailed, match=rf"{target.name}: is no well-formed XML"):
        write_keywords(photo, BAG, into)
    assert target.read_bytes() == FOREIGN[:-200]
    assert len(list(photo.parent.iterdir())) == 2


@pytest.mark.parametrize("into", KeywordsInto)
def test_where_there_is_nothing_to_take_out_nothing_is_judged(
    photo: Path, into: KeywordsInto
) -> None:
    target = sidecar(photo, into)
    target.write_bytes(b"neither XMP nor JPEG")
    assert not write_keywords(photo, Keywords(""), into)
    with pytest.raises(ExportFailed):
        write_keywords(photo, BAG, into)


def test_a_jpeg_keeps_its_pixels_its_rights_and_the_packet_of_others(photo: Path) -> None:
    photo.write_bytes(jpeg.with_packet(photo.read_bytes(), FOREIGN))
    photo.chmod(0o640)
    before, pixels = photo.read_bytes(), Image.open(photo).tobytes()
    assert write_keywords(photo, BAG, KeywordsInto.JPEG)
    packet = jpeg.packet_of(photo.read_bytes())
    assert packet is not None and subject(packet) == ["summer & sea", "Straße > Weg", "Bags"]
    assert Image.open(photo).tobytes() == pixels
    assert os.name == "nt" or photo.stat().st_mode & 0o777 == 0o640
    assert write_keywords(photo, Keywords(""), KeywordsInto.JPEG)
    assert photo.read_bytes() == before


def test_too_much_for_a_jpeg_leaves_it(photo: Path) -> None:
    long = FOREIGN.replace(b"A title", b"A title" * 9_200)
    assert jpeg.LONGEST - 1_000 < len(long) < jpeg.LONGEST
    photo.write_bytes(before := jpeg.with_packet(photo.read_bytes(), long))
    with pytest.raises(ExportFailed, match="more than one segment"):
        write_keywords(photo, Keywords("Bags" * 300), KeywordsInto.JPEG)
    assert photo.read_bytes() == before and list(photo.parent.iterdir()) == [photo]


def test_other_photos_take_no_keywords_into_themselves(tmp_path: Path) -> None:
    Image.new("RGB", (3, 2)).save(tmp_path / "a.png")
    with pytest.raises(ExportFailed, match=r"a\.png: is no JPEG"):
        write_keywords(tmp_path / "a.png", BAG, KeywordsInto.JPEG)


def test_a_folder_that_cannot_be_written_is_named(unprivileged: Path) -> None:
    Image.new("RGB", (3, 2)).save(unprivileged / "a.jpg")
    unprivileged.chmod(0o500)
    for into in KeywordsInto:
        with pytest.raises(ExportFailed, match="permission denied"):
            write_keywords(unprivileged / "a.jpg", BAG, into)


@unix.pipes
@pytest.mark.parametrize("tag", ["Shirts", ""])
def test_a_pipe_beside_a_photo_keeps_nobody_waiting(photo: Path, tag: str) -> None:
    os.mkfifo(sidecar(photo, KeywordsInto.FULL_NAME))
    with pytest.raises(ExportFailed, match="not a regular file"):
        write_keywords(photo, Keywords(tag), KeywordsInto.FULL_NAME)


@pytest.mark.parametrize("before", [b"", NEW + bytes(100)])
def test_a_packet_that_is_empty_or_ends_in_zeros_is_written_to(photo: Path, before: bytes) -> None:
    photo.write_bytes(jpeg.with_packet(photo.read_bytes(), before))
    assert write_keywords(photo, Keywords("Shirts"), KeywordsInto.JPEG)
    packet = jpeg.packet_of(photo.read_bytes())
    assert packet is not None and subject(packet) == ["Shirts"]
    assert not write_keywords(photo, Keywords("Shirts"), KeywordsInto.JPEG)


@pytest.mark.parametrize("left", [b"", b"\0" * 4096])
def test_what_a_power_cut_left_of_a_new_file_is_written_again(photo: Path, left: bytes) -> None:
    beside = sidecar(photo, BESIDE[0])
    assert write_keywords(photo, BAG, BESIDE[0])
    whole = beside.read_bytes()
    beside.write_bytes(left)
    assert write_keywords(photo, BAG, BESIDE[0])
    assert beside.read_bytes() == whole


@pytest.mark.parametrize("into", BESIDE)
def test_a_power_cut_leaves_no_half_of_a_new_file(
    photo: Path, into: KeywordsInto, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, asked = sidecar(photo, into), list[bytes]()

    def note(_: int) -> None:
        drafts = [one for one in photo.parent.iterdir() if one.name.startswith(".Tagproof-")]
        asked.extend(one.read_bytes() for one in drafts if not target.exists())

    monkeypatch.setattr(os, "fsync", note)
    write_keywords(photo, BAG, into)
    assert asked == [target.read_bytes()]  # all of it is on the disk before it has its name
