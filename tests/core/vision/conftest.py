"""Real pictures out of installed packages, and the default pack loaded once."""

import importlib.metadata
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from core.config import DetectionSettings
from core.domain.arrays import BgrImage, frozen
from core.vision.catalog import Catalog, load_catalog
from core.vision.engine import PackEngine
from core.vision.packs import load_pool
from core.vision.pool import EnginePool


def packaged_picture(distribution: str, file: str) -> BgrImage:
    """Return a picture an installed package carries, without importing the package."""
    path = str(importlib.metadata.distribution(distribution).locate_file(file))
    image = cv2.imread(path, cv2.IMREAD_COLOR)
    assert image is not None, path
    return frozen(np.asarray(image, np.uint8))


@pytest.fixture(scope="session")
def six_people() -> BgrImage:
    """Six faces, about 100 pixels wide, one of them in profile."""
    return packaged_picture("insightface", "insightface/data/images/t1.jpg")


@pytest.fixture(scope="session")
def astronaut() -> BgrImage:
    """A woman of 42, frontal, in 512×512."""
    return packaged_picture("scikit-image", "skimage/data/astronaut.png")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def pool() -> Iterator[EnginePool]:
    pool = load_pool("default", 2, DetectionSettings())
    yield pool
    pool.close()


@pytest.fixture
def engine(pool: EnginePool) -> Iterator[PackEngine]:
    with pool.lease(1.0) as engine:
        yield engine
