"""Run first on Windows, where two programs share one archive of modules that lies beside them.

PyInstaller puts such an archive into each; ours is in `_internal`, once. Its importer is handed the
shared one in place of the program's own, which is empty.
"""

import os
import sys

import pyimod01_archive
import pyimod02_importers

ARCHIVE = "modules.pyz"

if getattr(sys, "frozen", False):
    _shared = os.path.join(sys._MEIPASS, ARCHIVE)  # noqa: PTH118 - pathlib lies in it
    pyimod02_importers.pyz_archive = pyimod01_archive.ZlibArchiveReader(_shared, check_pymagic=True)
    sys.path_importer_cache.pop(sys._MEIPASS, None)
