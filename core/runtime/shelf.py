"""The engines of every pack in use: one for most cameras, others where a camera asks for them."""

import threading
from collections.abc import Callable

from core.domain.errors import ErrorCode, KnownError
from core.runtime.ports import EnginePool


class PackShelf:
    """Opens a pack when it is first asked for and keeps it. All must measure faces alike: there is one gallery."""

    def __init__(self, pool: EnginePool, model_id: str, open_pack: Callable[[str], EnginePool]) -> None:
        """Take over `pool`, the general one; `open_pack` loads another by its name. Raises KnownError."""
        self._model_id = model_id
        self._open_pack = open_pack
        self._lock = threading.Lock()
        self._pools: dict[str, EnginePool] = {"": pool}

    @property
    def size(self) -> int:
        """How many engines the general pack has."""
        return self._pools[""].size

    @property
    def tells_liveness(self) -> bool:
        """Whether the liveness networks are installed."""
        with self._pools[""].lease() as engine:
            return engine.tells_liveness

    def of(self, pack: str) -> EnginePool:
        """Return the engines of `pack`, the general ones for an empty name; loading them takes a second.

        Raises KnownError: PACK_MISSING, PACK_UNUSABLE, and PACK_MISFIT where it measures faces in another way.
        """
        with self._lock:
            if pack not in self._pools:
                self._pools[pack] = self._fitting(pack)
            return self._pools[pack]

    def close(self) -> None:
        """Let every engine go; idempotent."""
        with self._lock:
            for pool in self._pools.values():
                pool.close()

    def _fitting(self, pack: str) -> EnginePool:
        pool = self._open_pack(pack)
        with pool.lease() as engine:
            found = engine.model_id
        if found != self._model_id:
            pool.close()
            raise KnownError(ErrorCode.PACK_MISFIT, pack=pack, found=found, expected=self._model_id)
        return pool
