"""Why something cannot be chosen just now: told at the foot while a menu's entry is pointed at."""

from __future__ import annotations

from typing import Final

from desktop.ui.language import tr

NOTHING_OPEN: Final = tr("Open a folder, or photos, first.")
NO_REVIEW: Final = tr("There is no review: open one folder, or single photos.")
READ_ONLY: Final = tr("The review can only be looked at.")
COPY_OPEN: Final = tr("A copy is open: open the folder of its review first.")
NOT_WRITABLE: Final = tr("There is no review here that can be changed.")
NO_NETWORK: Final = tr("The model is not loaded yet.")
NO_PHOTO: Final = tr("No photo is selected.")
NO_FOLDER: Final = tr("Choose a folder on the left first.")
NO_CATALOG_TAG: Final = tr("The catalog says nothing about this photo.")
NOTHING_TO_UNDO: Final = tr("There is no decision to take back.")
NOTHING_TO_REDO: Final = tr("No decision was taken back.")
NOT_EXPLAINED: Final = tr("The photo is not explained yet.")
NOT_TAGGED: Final = tr("The photo is not tagged yet.")
IN_GRID: Final = tr("Leave the grid first: it does not show the pictures.")
NO_BOX: Final = tr("The photo has no box.")
NO_DRAWING: Final = tr("Press Box first, then draw around the item.")
NO_TRIAL: Final = tr("Press What if first: it switches the regions.")
NOTHING_TAGGED: Final = tr("No photos are being tagged.")
NO_PRODUCT: Final = tr("The photo is the only one of its product.")
NO_RECENT: Final = tr("No folder was opened before.")
