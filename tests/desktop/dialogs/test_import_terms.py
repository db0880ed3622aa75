"""Categories of the file and their classes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.dialogs.import_terms import CLASS, ImportTerms
from desktop.ui.catalog_findings import NO_CLASS, Term
from tests.desktop.dialogs.conftest import ReadFile
from tests.packs import LABELS

TEXT = "image,category\nblue.png,Blue\nred.png,Blue\ngrey.png,Ash\ngone.png,Rose\n"


@pytest.fixture
def shown(qtbot: QtBot, read_file: ReadFile) -> ImportTerms:
    made = ImportTerms(LABELS)
    qtbot.addWidget(made)
    made.show_terms(read_file(TEXT).findings.terms)
    made.show()
    return made


def test_a_class_is_chosen_by_keys_and_taken_back(qtbot: QtBot, shown: ImportTerms) -> None:
    assert (shown.terms.unclear(), shown.terms.without_class()) == (1, 1)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_F2)
    (combo,) = shown.findChildren(QComboBox)
    assert combo.accessibleName() == "Class for Ash"
    assert combo.currentText() == NO_CLASS
    with qtbot.waitSignal(shown.terms.assigned):
        combo.setCurrentText("Grey")
        combo.activated.emit(combo.currentIndex())
    assert shown.terms.chosen() == {"Ash": "Grey"}
    assert (shown.terms.unclear(), shown.terms.index(0, CLASS).data()) == (0, "Grey")
    assert shown.terms.setData(shown.terms.index(0, CLASS), "")
    assert shown.terms.chosen() == {}


def test_a_proposed_class_can_be_another(shown: ImportTerms) -> None:
    place = shown.terms.index(1, CLASS)
    shown.terms.setData(place, "Red")
    assert shown.terms.chosen() == {"Blue": "Red"}
    shown.terms.setData(place, "Blue")
    assert shown.terms.chosen() == {}
    assert not shown.terms.setData(shown.terms.index(1, 0), "Red")


def test_a_choice_outlives_another_column_and_counts_only_where_it_is(
    shown: ImportTerms, read_file: ReadFile
) -> None:
    shown.terms.setData(shown.terms.index(0, CLASS), "Grey")
    shown.show_terms(read_file("image,category\nblue.png,Blue\n").findings.terms)
    assert shown.terms.chosen() == {}
    shown.show_terms(read_file(TEXT).findings.terms)
    assert shown.terms.chosen() == {"Ash": "Grey"}


def test_a_category_that_fits_several_classes_offers_them_first(
    qtbot: QtBot, shown: ImportTerms
) -> None:
    one = Term("Dark", 1, ("Grey", "Blue", "Red"))
    shown.terms.show_terms([one])
    place = shown.terms.index(0, CLASS)
    assert one.proposed == place.data() == "one of 3 classes"
    assert Term("Dark", 1, ("Grey", "Blue")).proposed == "Grey or Blue"
    shown.setCurrentIndex(place)
    shown.edit(place)
    (combo,) = shown.findChildren(QComboBox)
    assert [combo.itemText(at) for at in range(4)] == ["one of 3 classes", "Grey", "Blue", "Red"]
    assert combo.count() == 1 + len(LABELS)


def test_photos_categories_tell_which_classes_occur(
    shown: ImportTerms, read_file: ReadFile
) -> None:
    """Those of photos that are not here do not count; what may be two classes counts for both."""
    assert shown.terms.meant() == {"Blue"}
    shown.terms.setData(shown.terms.index(0, CLASS), "Grey")
    assert shown.terms.meant() == {"Blue", "Grey"}
    shown.show_terms(
        read_file("image,category\nblue.png,Blue;Red\ngone.png,Green\n").findings.terms
    )
    assert shown.terms.meant() == {"Blue", "Red"}
