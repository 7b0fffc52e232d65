from dataclasses import replace

import pytest

from core.domain.models import Comparison, Separation
from core.runtime.remodelling import ChangePlan, ModelStatus, Prepared
from gui.presenters import models
from gui.presenters.text import as_written

BEFORE, AFTER = Separation(0.991, 0.0123, 3.0), Separation(1.0, 0.0, 4.256)
COMPARISON = Comparison(12, 30, 10, BEFORE, AFTER, 7, 1)
PLAN = ChangePlan("better", "net-1", "MIT", None, 30, 30, 4, 0, 42.0, False, (), COMPARISON)
STATUS = ModelStatus("default", "sface", None, True, None, None, ())


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "a few seconds"), (42.4, "42 seconds"), (89.0, "89 seconds"), (300.0, "5 minutes")]
)
def test_how_long_it_takes(seconds: float, said: str) -> None:
    first, *_ = models.planned(replace(PLAN, seconds=seconds), as_written)
    assert first == f"30 pictures of people and 4 of visits are to be measured. That takes about {said}."


def test_what_a_change_costs_and_brings() -> None:
    costly = replace(PLAN, lost_faces=3, cameras=("Gate", "Yard"))
    _, lost, cameras, brings = models.planned(costly, as_written)
    assert lost.startswith("3 faces of visits were kept without a picture")
    assert "may not fit then: Gate, Yard." in cameras
    assert brings == "Of 10 people here with several pictures, 7 stand out more than now and 1 less."
    done, nobody = models.planned(replace(PLAN, to_measure=0, faces=0, comparison=None), as_written)
    assert done == "Everything has been measured by it already."
    assert nobody.startswith("Nobody here has two pictures")


def test_the_figures() -> None:
    assert [row[1:] for row in models.figures(COMPARISON, as_written)] == [
        ("99.1\u00a0%", "100.0\u00a0%"), ("1.2\u00a0%", "0.0\u00a0%"), ("3.00", "4.26")
    ]  # fmt: skip
    assert models.figures(None, as_written) == []


def test_what_is_in_use_and_what_comes() -> None:
    said = models.in_use(STATUS, as_written)
    assert said.startswith("“default” is in use. It measures faces by sface, licence: not said.")
    assert said.endswith("measured on the people here.")
    assert models.waiting(STATUS, as_written) == ""
    done = models.changed(Prepared("better", "net-1", 30, 0, 0, 4, 0, True, None), as_written)
    assert done == (
        "“better” measured 30 pictures of people and 4 of visits. “better” will be used from the next start on."
    )
