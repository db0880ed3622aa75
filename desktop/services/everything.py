"""All work behind the window, made in one place: each service with the worker that it needs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from core import paths
from core.imaging.thumbnails import Thumbnails
from core.similar.cache import FeatureCache
from desktop.services.current_network import CurrentNetwork
from desktop.services.current_photo import CurrentPhoto
from desktop.services.export.exporter import Exporter
from desktop.services.export.keyword_writer import KeywordWriter
from desktop.services.folder_scan import FolderScan
from desktop.services.job_bridge import JobBridge
from desktop.services.picture_loader import PictureLoader
from desktop.services.review.added_tags import AddedTags
from desktop.services.review.catalog_reader import CatalogReader
from desktop.services.review.catalog_writer import CatalogWriter
from desktop.services.review.facet_counter import FacetCounter
from desktop.services.review.narrowing import Narrowing
from desktop.services.review.product_grouper import ProductGrouper
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.similar_photos import SimilarPhotos
from desktop.services.tagger import Tagger
from desktop.services.thumbnail_loader import ThumbnailLoader
from desktop.services.what_if_trial import WhatIfTrial
from desktop.services.workers import Workers
from desktop.ui.look import Look

THUMBNAIL_SIDE: Final = 256
"""px: twice the tile's picture, for fine screens."""


class Services(QObject):
    """Owns the workers and the services; what ties them to panels stands above."""

    def __init__(self, parent: QObject, bridge: JobBridge, look: Look) -> None:
        super().__init__(parent)
        workers = self._workers = Workers()
        self._bridge = bridge
        engine, painters = workers.engine, workers.painters
        self.network = CurrentNetwork(bridge, engine)
        store = Thumbnails(paths.cache_dir() / "thumbnails", side=THUMBNAIL_SIDE)
        self.thumbnails = ThumbnailLoader(bridge, workers.tiles, store)
        self.pictures = PictureLoader(bridge, workers.views)
        self.desk = ReviewDesk(bridge, workers.review, workers.scans, self.network)
        self.desk.opened.connect(  # before all others: the list chooses a photo at once
            lambda opened: self.pictures.remember(opened.shared.boxes.of if opened else None)
        )
        self.added_tags = AddedTags(self.desk, self.network)
        self.grouper = ProductGrouper(bridge, workers.scans, self.desk)
        self.catalogs = CatalogReader(bridge, workers.review, self.desk)
        self.writer = CatalogWriter(bridge, workers.catalogs, self.desk)
        self.narrowing = Narrowing(self)
        self.facets = FacetCounter(bridge, workers.review, self.desk)
        self.scan = FolderScan(bridge, workers.scans)
        self.features = FeatureCache(paths.cache_dir() / "features")
        self.tagger = Tagger(bridge, workers.decoders, engine, self.features)
        self.similar = SimilarPhotos(
            bridge, workers.similar, engine, self.desk, self.network, self.features
        )
        self.current_photo = CurrentPhoto(
            bridge, self.pictures, engine, painters, self.network, look
        )
        self.what_if = WhatIfTrial(bridge, engine, painters, self.current_photo, self.network)
        self.exporter = Exporter(bridge, workers.exports, engine)
        self.keyword_writer = KeywordWriter(bridge, workers.exports)
