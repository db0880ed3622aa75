"""The hash chain that makes an edited log visible.

Every entry's hash covers all its other fields, the hash before it among them, so that changing,
dropping or swapping an entry breaks the chain from there on. The first link is made from the
review's own random id: a chain cannot be carried from one review into another. The construction
is the linked time-stamping of Haber and Stornetta, DOI 10.1007/BF00196791.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from core.review.records import Entry


def genesis(review_id: str) -> str:
    """Give the hash that the first entry follows."""
    return hashlib.sha256(f"tagproof review {review_id}".encode()).hexdigest()


def digest(entry: Entry) -> str:
    """Compute an entry's hash from its other fields; those before products had one field less."""
    covered = entry.fields()
    del covered["hash"]
    return fingerprint(covered)


def fingerprint(fields: Mapping[str, object]) -> str:
    """Give the SHA-256 of fields as JSON: keys sorted, no spaces, ASCII with escapes."""
    # No entry of ours holds bytes, but one edited by hand may, and is to be named, not to raise.
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def sealed(entry: Entry) -> Entry:
    """Give the entry with its hash."""
    return replace(entry, hash=digest(entry))
