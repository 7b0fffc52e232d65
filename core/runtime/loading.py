"""Filling the gallery at start: from the packed file of last time if that is still true, else from the database."""

import logging
import threading
import time
from pathlib import Path

from core.domain.errors import KnownError
from core.domain.people import TemplateBlock
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.gallery.packing import PackedRows, pack
from core.gallery.shards import Shards
from core.gallery.sidecar import delete_sidecars, open_sidecar, write_sidecar
from core.runtime.ports import Store

log = logging.getLogger(__name__)

WORTH_KEEPING = 1 << 26
"""Bytes of vectors from which a packed file saves more than half a second of a start, and is written."""

_PATIENCE_S = 2.0
"""How long closing waits for a file being written; what is left half-written is swept up by the next start."""


class GalleryLoader:
    """Keeps packed galleries in a folder. Use it from one thread; `close` it before the process ends."""

    def __init__(self, folder: Path, layout: Layout, worth_keeping: int = WORTH_KEEPING) -> None:
        self._folder = folder
        self._layout = layout
        self._worth_keeping = worth_keeping
        self._writing: threading.Thread | None = None

    def fill(self, index: ExactIndex, store: Store, model_id: str) -> None:
        """Load every template of a model into a new index. Raises KnownError(STORE_DAMAGED and the like)."""
        begin = time.perf_counter()
        kept = open_sidecar(self._folder, model_id, store.gallery_stamp(), self._layout.threads)
        if kept is not None:
            index.load(kept.block, PackedRows.of(kept.extra))
        else:
            self._fill_from_store(index, store, model_id)
        source = "database" if kept is None else "packed file"
        took_ms = (time.perf_counter() - begin) * 1e3
        log.info("%d people, %d templates from the %s in %.0f ms", index.people, index.templates, source, took_ms)

    def forget(self) -> None:
        """Delete what is kept of any gallery, also what is being written now."""
        if self._writing is not None:
            self._writing.join()
        delete_sidecars(self._folder)

    def close(self) -> None:
        """Wait a little for a file being written; idempotent."""
        if self._writing is not None:
            self._writing.join(_PATIENCE_S)

    def _fill_from_store(self, index: ExactIndex, store: Store, model_id: str) -> None:
        block = store.template_block(model_id)
        if block.vectors.nbytes < self._worth_keeping:
            delete_sidecars(self._folder)
            index.load(block)
            return
        shards = Shards(self._layout.threads)
        try:
            packed = pack(block, shards, self._layout)
        finally:
            shards.close()
        index.load(block, packed)
        self._writing = threading.Thread(target=self._write, args=(block, packed), name="gallery-file", daemon=True)
        self._writing.start()

    def _write(self, block: TemplateBlock, packed: PackedRows) -> None:
        try:
            write_sidecar(self._folder, block, packed.arrays())
        except KnownError as error:
            log.warning("The next start will be slower: the packed gallery could not be kept. %s", error)
