"""What a station is assembled from."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from core.domain.clock import Clock
from core.runtime.attendance.reports import ToPdf
from core.runtime.attendance.words import Say
from core.runtime.doors.keepers import RelayFactory
from core.runtime.ports import FaceReader, Gallery, NonFaces, Store
from core.runtime.profiling import Profiler
from core.runtime.remodelling import Packs
from core.runtime.shelf import PackShelf
from core.runtime.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Parts:
    """Chosen by `core.bootstrap`; `resources` closes what was opened for the station, last opened first.

    `fill` loads the templates of a store and a model into `gallery`, `forget_packed` deletes the file it may read them
    from. `catalog` is where other models come from, `relay_of` makes the relay of a door, `pdf` lays out a report and
    `say` puts it into a language; `author` is who stands behind what is written by hand.
    """

    store: Store
    gallery: Gallery
    fill: Callable[[Store, str], None]
    thresholds: Thresholds
    packs: PackShelf
    model_id: str
    clock: Clock
    resources: ExitStack
    forget_packed: Callable[[], None]
    reader: FaceReader
    profiler: Profiler
    catalog: Packs
    relay_of: RelayFactory
    pdf: ToPdf
    say: Say
    author: str
    non_faces: NonFaces | None = None
