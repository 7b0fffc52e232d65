"""From the name of a pack to engines ready to work: everything is loaded, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnxruntime

from core.config import DetectionSettings, cache_dir
from core.domain.calibration import PublishedCurve
from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import OperatingPoint
from core.vision.attributes import AgeGender
from core.vision.catalog import Catalog, PackSpec, load_catalog, read_model
from core.vision.described import PackFile, load_embedder, read_pack_file
from core.vision.embedder import OnnxEmbedder
from core.vision.engine import PackEngine
from core.vision.folding import folded
from core.vision.liveness import LivenessNetwork, LivenessNetworks
from core.vision.optional import OptionalModel, optional_models, read_optional
from core.vision.pool import EnginePool
from core.vision.sessions import open_session
from core.vision.yunet import YuNet

DEFAULT_PACK = "default"

Progress = Callable[[int, int], None]
"""Told (networks loaded, networks in all) on the thread that loads."""


def load_pool(
    pack: str,
    size: int,
    detection: DetectionSettings,
    *,
    threads: int = 1,
    models_dir: Path | None = None,
    progress: Progress | None = None,
) -> EnginePool:
    """Load `pack` and return `size` engines of it, each computing on `threads` threads.

    `pack` is a name from the manifest, the path of a folder, or the name of one under `models_dir`; the folder holds
    insightface models, or any ONNX embedder described by a `pack.toml` (core.vision.described).
    The engines share their networks, which several threads may run at once; their working memory they do not.
    They tell liveness if all networks for it were added to `models_dir` (core.vision.optional).
    Raises KnownError(MODEL_MISSING, MODEL_DAMAGED, OPTIONAL_MODEL_DAMAGED, PACK_MISSING, PACK_UNUSABLE).
    """
    catalog = load_catalog()
    spec = catalog.packs.get(pack)
    loader = _Loader(catalog, pack, threads, models_dir, progress or _silent)
    if spec is not None:
        return EnginePool(_published(loader, spec, size, detection))
    default, folder = catalog.packs[DEFAULT_PACK], _folder(pack, models_dir)
    described = read_pack_file(folder, pack)
    if described is not None:
        return EnginePool(_described(loader, default, described, folder, size, detection))
    return EnginePool(_from_folder(loader, default, folder, size, detection))


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What is known about the embedder of a pack.

    `licence` and `origin` are None where its folder does not say, `curve` where nobody has measured one.
    """

    point: OperatingPoint
    licence: str | None
    origin: str | None
    curve: PublishedCurve | None = None


def pack_facts(pack: str, models_dir: Path | None = None, model_id: str | None = None) -> PackFacts:
    """Return what is known about the embedder of `pack`, called as in `load_pool`; of `model_id` if that is loaded.

    Raises KnownError(PACK_MISSING, PACK_UNUSABLE).
    """
    catalog = load_catalog()
    spec = catalog.packs.get(pack)
    embedder = model_id if spec is None else spec.embedder
    if embedder is not None and embedder in catalog.models:
        model = catalog.models[embedder]
        return PackFacts(catalog.operating_point(embedder), model.licence, model.origin, model.published_curve)
    described = read_pack_file(_folder(pack, models_dir), pack)
    if described is None:
        return PackFacts(catalog.uncalibrated, None, None)
    return PackFacts(described.operating_point or catalog.uncalibrated, described.licence, described.origin)


class _Loader:
    """Opens networks of the manifest and counts them."""

    def __init__(self, catalog: Catalog, pack: str, threads: int, models_dir: Path | None, progress: Progress) -> None:
        self.pack = pack
        self.threads = threads
        self._catalog = catalog
        self._models_dir = models_dir
        self._progress = progress
        self._done = 0

    def open(self, model: str, total: int) -> onnxruntime.InferenceSession:
        """Return a session over the verified, folded network called `model` in the manifest."""
        spec = self._catalog.models[model]
        network = folded(read_model(spec, self.pack), spec.free_axes, cache_dir() / "models")
        session = open_session(network, spec.file, self.pack, self.threads)
        self.count(total)
        return session

    def liveness(self) -> LivenessNetworks | None:
        """Return the optional networks that tell liveness, None unless all of them were added."""
        if self._models_dir is None:
            return None
        added = {model.name: model for model in optional_models(self._catalog, self._models_dir) if model.installed}
        wanted = self._catalog.liveness
        if not added.keys() >= set(wanted):
            return None
        return LivenessNetworks([self._open_optional(added[name]) for name in wanted])

    def _open_optional(self, model: OptionalModel) -> LivenessNetwork:
        network = folded(read_optional(model), (), cache_dir() / "models")
        return LivenessNetwork(open_session(network, model.spec.file, model.name, self.threads), model.spec.crop)

    def count(self, total: int) -> None:
        """Tell that another of `total` networks is loaded."""
        self._done += 1
        self._progress(self._done, total)


def _published(loader: _Loader, spec: PackSpec, size: int, detection: DetectionSettings) -> list[PackEngine]:
    detector, embedder, age, gender = (
        loader.open(model, 4) for model in (spec.detector, spec.embedder, spec.age, spec.gender)
    )
    sface, attributes, liveness = OnnxEmbedder(embedder, spec.embedder), AgeGender(age, gender), loader.liveness()
    return [PackEngine(YuNet(detector, detection), sface, attributes, liveness) for _ in range(size)]


def _described(
    loader: _Loader, default: PackSpec, described: PackFile, folder: Path, size: int, detection: DetectionSettings
) -> list[PackEngine]:
    """The embedder out of the folder, everything else as in the default pack."""
    embedder = load_embedder(described, folder, loader.pack, loader.threads)
    loader.count(4)
    detector, age, gender = (loader.open(model, 4) for model in (default.detector, default.age, default.gender))
    attributes, liveness = AgeGender(age, gender), loader.liveness()
    return [PackEngine(YuNet(detector, detection), embedder, attributes, liveness) for _ in range(size)]


def _from_folder(
    loader: _Loader, default: PackSpec, folder: Path, size: int, detection: DetectionSettings
) -> list[PackEngine]:
    """Detector and, if it is there, embedder out of the folder; the rest as in the default pack."""
    from core.vision.insight import load_folder  # insightface costs a second to import

    detector, own = load_folder(folder, loader.pack, detection, loader.threads)
    networks = 3 if own else 4
    loader.count(networks)
    embedder = own or OnnxEmbedder(loader.open(default.embedder, networks), default.embedder)
    attributes = AgeGender(loader.open(default.age, networks), loader.open(default.gender, networks))
    liveness = loader.liveness()
    return [PackEngine(detector, embedder, attributes, liveness) for _ in range(size)]


def _folder(pack: str, models_dir: Path | None) -> Path:
    for folder in (models_dir / pack if models_dir else None, Path(pack).expanduser()):
        if pack and folder is not None and folder.is_dir():
            return folder
    raise KnownError(ErrorCode.PACK_MISSING, pack=pack, path=str(models_dir / pack if models_dir else pack))


def _silent(done: int, total: int) -> None:
    del done, total
