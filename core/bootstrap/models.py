"""Where other models come from, and changing to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from core.bootstrap.parts import open_pack, open_store
from core.config import Settings, load_settings, save_settings
from core.runtime.ports import EnginePool
from core.runtime.remodelling import ModelDesk, Packs, take_up
from core.vision.catalog import load_catalog
from core.vision.optional import OPTIONAL_FOLDER
from core.vision.packs import load_pool, pack_facts


@contextmanager
def open_models(data_dir: Path) -> Iterator[ModelDesk]:
    """Lend what changes the model faces are measured by. Raises KnownError."""
    settings = load_settings(data_dir)
    with open_store(data_dir) as store, open_pack(settings, data_dir, 1) as pack:
        take_up(store, pack.pool)
        yield ModelDesk(
            store, packs_of(settings, data_dir), partial(load_settings, data_dir), partial(save_settings, data_dir),
            settings.recognition.pack, pack.model_id,
        )  # fmt: skip


def packs_of(settings: Settings, data_dir: Path) -> Packs:
    """Return the packs of the manifest and those in the folder for models."""
    models_dir = data_dir / "models"

    def opened(name: str) -> EnginePool:
        return load_pool(name, 1, settings.detection, models_dir=models_dir)

    return Packs(partial(_names, models_dir), lambda pack, model_id: pack_facts(pack, models_dir, model_id), opened)


def _names(models_dir: Path) -> tuple[str, ...]:
    folders = models_dir.iterdir() if models_dir.is_dir() else ()
    own = sorted(folder.name for folder in folders if folder.is_dir() and folder.name != OPTIONAL_FOLDER)
    return (*load_catalog().packs, *own)
