"""How much memory the process holds."""

import ctypes
import gc
import os
from pathlib import Path

_STATM = Path("/proc/self/statm")


def resident_mb() -> float | None:
    """Return the resident memory in megabytes (10⁶ bytes); None where the system is not Linux.

    What the allocator holds back from earlier work is given back first, or the next one to ask would get it for free.
    """
    if not _STATM.exists():
        return None
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl does not
    if trim is not None:
        trim(0)
    return round(int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
