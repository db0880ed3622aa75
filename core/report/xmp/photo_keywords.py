"""Keywords of one photo: into a file beside it, or into the JPEG itself; whole or not at all."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final, assert_never

from core import outputs, places
from core.errors import ExportFailed, os_cause
from core.given_files import open_file, read_file
from core.imaging.images import JPEG_SUFFIXES
from core.report.xmp import jpeg, packet
from core.report.xmp.layout import NotXmp
from core.report.xmp.packet import Keywords
from core.report.xmp.places import KeywordsInto

LONGEST_BYTES: Final = 4_000_000
"""Of a file beside a photo, and of a JPEG before its pixels; developed photos' settings have some
hundred kB."""


def sidecar(photo: Path, into: KeywordsInto) -> Path:
    """Give the file that a photo's keywords go into; the photo itself where that is asked for."""
    match into:
        case KeywordsInto.FULL_NAME:
            return photo.with_name(f"{photo.name}.xmp")
        case KeywordsInto.STEM:
            return photo.with_suffix(".xmp")
        case KeywordsInto.JPEG:
            return photo
        case _ as unknown:
            assert_never(unknown)


def write_keywords(
    photo: Path,
    keywords: Keywords,
    into: KeywordsInto,
    announce: Callable[[str], None] = lambda _: None,
) -> bool:
    """Write a photo's keywords; tells whether that changed anything.

    Parameters
    ----------
    photo : Path
    keywords : Keywords
    into : KeywordsInto
    announce : callable
        Told the SHA-256 of what the photo's own file will hold, a moment before it does.

    Raises
    ------
    ExportFailed
        The file that is there is not understood, or cannot be written; it is left as it was.
    """
    target = sidecar(photo, into)
    if places.is_there(target) and not places.is_file(target):
        raise ExportFailed(target, "not a regular file")  # to open a pipe would wait for ever
    try:
        if not keywords.tag and not _may_hold_ours(target):
            return False
        if into is KeywordsInto.JPEG:
            return _write_into(target, keywords, announce)
        return _write_beside(target, keywords)
    except (NotXmp, jpeg.NotWritable) as error:
        raise ExportFailed(target, str(error)) from error
    except OSError as error:
        raise ExportFailed(target, os_cause(error)) from error


def _may_hold_ours(target: Path) -> bool:
    """Whether there is anything to take out; what others wrote need not even be understood."""
    try:
        with open_file(target) as file:
            return packet.is_noted(file.read(LONGEST_BYTES))
    except FileNotFoundError:
        return False


def _write_beside(target: Path, keywords: Keywords) -> bool:
    there = target.exists()
    if there and target.stat().st_size > LONGEST_BYTES:
        raise NotXmp("is too long for a file beside a photo")
    said = read_file(target, LONGEST_BYTES).rstrip(b"\0") if there else b""
    before = said or packet.NEW  # earlier versions, and others, leave nothing, or zeros, after one
    after = packet.edited(before, keywords)
    if there and after == before:
        return False
    if after == packet.NEW and not keywords.tag:  # made by us, and nobody else has said anything
        target.unlink()
        return True
    outputs.write_bytes(target, after)
    return True


def _write_into(photo: Path, keywords: Keywords, announce: Callable[[str], None]) -> bool:
    if photo.suffix.lower() not in JPEG_SUFFIXES:
        raise jpeg.NotWritable("is no JPEG: its keywords can only stand beside it")
    with open_file(photo) as file:
        data = file.read()
    before = jpeg.packet_of(data)
    said = (before or b"").rstrip(b"\0")  # some writers end a packet with zeros, or leave it empty
    after = packet.edited(said or packet.NEW, keywords)
    if after == said:
        return False
    whole = jpeg.with_packet(data, after)
    with outputs.writing(photo) as temporary:
        temporary.write_bytes(whole)
        shutil.copymode(photo, temporary)
        announce(hashlib.sha256(whole).hexdigest())
    return True
