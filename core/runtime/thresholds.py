"""Which thresholds count."""

from dataclasses import dataclass

from core.domain.calibration import Calibration, Goal
from core.domain.matching import OperatingPoint


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one may be named, as the gallery grows: from the site's calibration if there is one, else as published."""

    published: OperatingPoint
    goal: Goal
    calibration: Calibration | None = None

    def point(self, people: int) -> OperatingPoint:
        """Return the operating point of a search among `people`."""
        return self.published if self.calibration is None else self.calibration.operating_point(self.goal, people)

    @property
    def verification(self) -> OperatingPoint:
        """Return the operating point of comparing two faces."""
        return self.published if self.calibration is None else self.calibration.verification_point()
