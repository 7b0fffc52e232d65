"""A pytest plugin: the demo's two films are painted once for a whole run, however many demo cameras the tests open.

A film is a function of the number of its frame and keeps nothing, so that cameras of different tests can share it.
Tests of painting call `demo_scene` themselves.
"""

from collections.abc import Callable, Iterator

import pytest

from core.capture import demo
from core.capture.demo_scene import DemoScene

Scenes = Callable[[str], DemoScene]


@pytest.fixture(scope="session", autouse=True)
def painted() -> Iterator[Scenes]:
    """Keep what opening a demo camera paints; return a function that lends the film of one."""
    paint = demo.demo_scene
    scenes: dict[str, DemoScene] = {}

    def paint_once(camera: str, goes_on: Callable[[], bool] = lambda: True) -> DemoScene:
        if camera not in scenes:
            scenes[camera] = paint(camera, goes_on)
        return scenes[camera]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "demo_scene", paint_once)
        yield paint_once
