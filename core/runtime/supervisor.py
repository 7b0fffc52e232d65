"""Starts and stops the live part in order: producers first, then consumers in flow order, each with a deadline."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from core.capture.camera import CameraLoop
from core.capture.factory import open_source
from core.capture.inbox import Inbox
from core.config import Settings
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.clock import Clock
from core.domain.ids import CameraId
from core.runtime.board import Board
from core.runtime.decider import Message
from core.runtime.figures import Recorder
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import EnginePool
from core.runtime.worker import InferWorker

log = logging.getLogger(__name__)

CAMERA_STOP_S = 2.0
WORKER_STOP_S = 2.0
_GONE = (CameraState.ENDED, CameraState.FAILED, CameraState.LOST)
_OVER = (CameraState.ENDED, CameraState.FAILED)


@dataclass(frozen=True, slots=True)
class _Watched:
    """One camera at work."""

    spec: CameraSpec
    loop: CameraLoop
    pipeline: CameraPipeline


class Supervisor:
    """Owns cameras and inference workers. `changed` is told about every change of a camera's state."""
