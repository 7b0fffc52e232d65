"""The composition root: the one place where the parts are chosen and put together."""

from core.bootstrap.desk import Desk, open_desk, open_doctor, open_engine, open_recordings, open_rig, open_stills
from core.bootstrap.importing import open_importing
from core.bootstrap.ledger import open_ledger
from core.bootstrap.models import open_models
from core.bootstrap.parts import Progress, open_store
from core.bootstrap.site import (
    bench_pipeline,
    bench_vision,
    calibrate_site,
    check_everything,
    train_nonfaces,
    train_profiles,
)
from core.bootstrap.station import DEMO_CAMERAS, open_station

__all__ = [
    "DEMO_CAMERAS",
    "Desk",
    "Progress",
    "bench_pipeline",
    "bench_vision",
    "calibrate_site",
    "check_everything",
    "open_desk",
    "open_doctor",
    "open_engine",
    "open_importing",
    "open_ledger",
    "open_models",
    "open_recordings",
    "open_rig",
    "open_station",
    "open_stills",
    "open_store",
    "train_nonfaces",
    "train_profiles",
]
