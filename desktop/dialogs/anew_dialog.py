"""Whether photos that somebody has decided before are to be decided otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from core.vocabulary import Verdict
from desktop.dialogs.two_ways import TwoWaysDialog
from desktop.ui.language import numeral, tr
from desktop.ui.words import VERDICT_SIGNS


class AnewDialog(TwoWaysDialog):
    """Says what stands; accepted where it is to be overwritten.

    Parameters
    ----------
    said : str
        How many products and photos it is about, in words.
    verdicts : dict of Verdict to int
        What stands for them.
    """

    def __init__(
        self, said: str, verdicts: Mapping[Verdict, int], parent: QWidget | None = None
    ) -> None:
        stands = "     ".join(
            f"{numeral(number)}\N{NO-BREAK SPACE}{VERDICT_SIGNS[verdict].word.lower()}"
            for verdict in Verdict
            if (number := verdicts.get(verdict, 0))
        )
        lines = (
            (tr("Somebody has decided otherwise before: {}.").format(said), ""),
            (stands, "muted"),
            (tr("These stay as they are unless you decide them again."), ""),
        )
        buttons = tr("Leave them"), tr("Decide them again")
        super().__init__(tr("Decided before"), lines, *buttons, parent)
