"""What the cells of a category column mean beyond their words: numbers that a list explains."""

from collections.abc import Mapping

from core.catalog.class_map import ClassMap
from core.catalog.table import Table
from core.catalog.taxonomy import google_names, numbers_in
from core.catalog.words import Role, rank


def listed_in(table: Table, name: str) -> Mapping[str, str]:
    """Give the names that a file lists for the ids in a column of categories."""
    return table.listed if rank(name, Role.CATEGORY) else {}


def names_in(table: Table, name: str) -> dict[str, str]:
    """Give what numbers in a column of categories are called, Google's or the file's own."""
    return {**google_names(name), **listed_in(table, name)}


def classes_of_column(classes: ClassMap, table: Table, name: str) -> ClassMap:
    """Give what a column's cells mean: also Google's numbers, and ids that the file lists."""
    return classes.also({**numbers_in(name), **meanings(classes, listed_in(table, name))})


def meanings(classes: ClassMap, listed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the classes that ids mean by their names."""
    found = {key: classes.meaning(path).labels for key, path in listed.items()}
    return {key: labels for key, labels in found.items() if labels}
