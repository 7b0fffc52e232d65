"""Importing many people from the command line: an engine for every core, no cameras."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.bootstrap.desk import desk_of
from core.bootstrap.parts import Pack, non_faces_of, open_pack, open_store, weights_of
from core.config import load_settings
from core.domain.clock import SystemClock
from core.runtime.importing.desk import ImportDesk
from core.runtime.profiling import Profiler
from core.vision.still import FaceReader


@contextmanager
def open_importing(data_dir: Path) -> Iterator[ImportDesk]:
    """Lend what imports people into `data_dir`. Raises KnownError."""
    settings = load_settings(data_dir)
    cores = os.cpu_count() or 1
    with (
        open_store(data_dir) as store,
        open_pack(settings, data_dir, cores) as pack,
        desk_of(store, pack, settings, data_dir) as desk,
    ):
        yield ImportDesk(store, desk.roster, profiler_of(pack, data_dir), SystemClock(), data_dir, cores)


def profiler_of(pack: Pack, data_dir: Path) -> Profiler:
    """Return what finds out whose collection some photos are."""
    reader = FaceReader(pack.pool, pack.min_face_px, pack.max_faces)
    return Profiler(pack.pool, reader, pack.point, non_faces_of(pack, data_dir), weights_of(data_dir))
