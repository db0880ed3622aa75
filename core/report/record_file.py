"""The records of a report, read back from its PDF or from the JSON of one explanation.

A PDF carries them as attachments and, beside its end, the hash of all its other bytes. Who edits
pages or records without computing everything anew is found out; who writes a whole report anew is
found out by computing it again.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

from core.errors import ReportUnreadable, os_cause, printable
from core.given_files import MB, open_file, read_text
from core.report.pdf import seal
from core.report.pdf.attached_records import is_ours
from core.report.records import END, SCHEMA, START, Record
from core.review.chain import fingerprint

LARGEST_RECORD_BYTES: Final = 64 * MB
"""A hundred times what an explanation of 300 regions in every class takes."""
LONGEST_NAME: Final = 100
"""Characters of a field that is quoted."""


class RecordFile:
    """A report's records, read from a file.

    Parameters
    ----------
    path : Path
        A report that Tagproof wrote as PDF, or the record of one explanation as JSON.

    Attributes
    ----------
    faults : list of str
        What shows that the file was edited; complete once `records` was walked to its end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []

    def records(self) -> Iterator[Record]:
        """Give the records in order and check their chain.

        Raises
        ------
        ReportUnreadable
            Neither PDF nor JSON of Tagproof's, a field twice, or not to be read at all.
        """
        with _plain_errors(self.path):
            if _starts_as_pdf(self.path):
                yield from self._of_pdf()
            else:
                yield from self._of_json()

    def _of_pdf(self) -> Iterator[Record]:
        if not seal.is_whole(self.path):
            self.faults.append("the file was changed or saved again after it was written")
        last, count, ended = START, 0, False
        for line in _attached_lines(self.path):
            record = _parsed(line, self.path)
            last = self._check_link(record, count + 1, last)
            if END in record:
                ended = record[END] == count
                continue
            count += 1
            yield record
        if not ended:
            self.faults.append("records were added or taken out")

    def _of_json(self) -> Iterator[Record]:
        record = _parsed(read_text(self.path, LARGEST_RECORD_BYTES), self.path)
        if record.get("schema") != SCHEMA:
            raise ReportUnreadable(self.path, "not the record of an explanation")
        self._check_link(record, 1, START)
        yield record

    def _check_link(self, record: Record, number: int, last: str) -> str:
        """Compare a record with its hashes; gives what the next one must follow."""
        name = "the end of the records" if END in record else f"record {number}"
        own = fingerprint({key: value for key, value in record.items() if key != "hash"})
        if own != record.get("hash"):
            self.faults.append(f"{name} was changed: its hash does not fit")
        elif record.get("previous") != last:
            self.faults.append(f"{name} does not follow the one before it")
        return str(record.get("hash"))


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Turn what a broken file does to its parser into ReportUnreadable."""
    try:
        yield
    except OSError as error:
        raise ReportUnreadable(path, os_cause(error)) from error
    except (ValueError, RecursionError) as error:
        raise ReportUnreadable(path, "damaged, or not a report of Tagproof's") from error


def _starts_as_pdf(path: Path) -> bool:
    with open_file(path) as file:
        return file.read(5) == b"%PDF-"


def _attached_lines(path: Path) -> Iterator[str]:
    """Give the lines of all attachments of ours, in order."""
    from pypdf import PdfReader

    try:
        with PdfReader(path) as reader:
            ours = [file for file in reader.attachment_list if is_ours(file.name)]
            if not ours:
                raise ReportUnreadable(path, "holds no records of Tagproof's")
            for file in sorted(ours, key=lambda file: file.name):
                yield from filter(None, file.content.decode("utf-8").split("\n"))
    except (ReportUnreadable, OSError):
        raise
    except Exception as error:  # pypdf names no common class of what broken files do to it
        raise ReportUnreadable(path, "a damaged PDF") from error


class _Odd(Exception):
    """What `json` reads without a word, though parsers differ about it; `str` is the cause."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _Odd(f"says {printable(twice[:LONGEST_NAME])} twice")
    return found


def _refuse(constant: str) -> NoReturn:
    raise _Odd(f"holds {constant}, which is no number of JSON")


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        record = json.loads(text, object_pairs_hook=_each_once, parse_constant=_refuse)
    except _Odd as error:
        raise ReportUnreadable(path, str(error)) from error
    if not isinstance(record, dict):
        raise ReportUnreadable(path, "not the record of an explanation")
    return record
