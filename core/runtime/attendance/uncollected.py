"""A rest for the garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing look for cycles in a block of some seconds that makes very many objects, none of them in a cycle.

    The collector would go through all there is time and again, a third of the time of a year's report. What other
    threads leave behind meanwhile it finds afterwards; of two blocks at once the one that ends first ends the rest.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
