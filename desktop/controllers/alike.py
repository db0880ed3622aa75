"""Photos that are like each other: found, seen side by side, and gone to in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.controllers.side_by_side import SideBySideController
from desktop.controllers.similar import SimilarController

if TYPE_CHECKING:
    from desktop.controllers.browse import BrowseController
    from desktop.controllers.decide import DecideController
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.picture_loader import PictureLoader
    from desktop.services.similar_photos import SimilarPhotos
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.window.status_bar import StatusBar


class AlikeController(QObject):
    """Ties the two windows that stand beside the main one to each other and to the list."""

    def __init__(
        self,
        compare: ComparePanel,
        photos: PhotoList,
        model: PhotoModel,
        decisions: DecisionPanel,
        current_photo: CurrentPhoto,
        pictures: PictureLoader,
        thumbnails: ThumbnailLoader,
        similar: SimilarPhotos,
        decide: DecideController,
        browse: BrowseController,
        status: StatusBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._similar = SimilarController(
            compare.similar_action,
            photos,
            model,
            decisions,
            current_photo,
            similar,
            decide,
            thumbnails,
            status,
            window,
        )
        self._side_by_side = SideBySideController(
            compare.beside_action, photos, model, decisions, pictures, similar.desk, decide, window
        )
        self._similar.compare_asked.connect(self._side_by_side.compare)
        self._similar.gone_to.connect(browse.go_to)
        self._side_by_side.gone_to.connect(browse.go_to)

    def close(self) -> None:
        """Close both: a window of its own would keep the program alive."""
        self._similar.close()
        self._side_by_side.close()
