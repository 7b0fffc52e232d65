"""Cameras as the settings have them."""

from typing import Annotated, Literal

import msgspec

from core.config.masking import masked
from core.domain.camera import CameraSpec, Direction, LivenessPolicy, Region
from core.domain.ids import CameraId

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class RegionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of a picture that is looked at, as shares 0…1."""

    left: Share = 0.0
    top: Share = 0.0
    right: Share = 1.0
    bottom: Share = 1.0

    def __post_init__(self) -> None:
        if not (self.left < self.right and self.top < self.bottom):
            raise ValueError("the region is empty: left must be less than right, and top less than bottom")


class CameraSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One camera as the file has it; the words are those of CameraSpec."""

    id: str
    name: Annotated[str, msgspec.Meta(min_length=1)]
    source: Annotated[str, msgspec.Meta(min_length=1)]
    door: str = ""
    mirror: bool = False
    rotation: Literal[0, 90, 180, 270] = 0
    region: RegionSettings = RegionSettings()
    min_face_px: Annotated[int, msgspec.Meta(ge=0, le=400)] = 0
    max_fps: Annotated[float, msgspec.Meta(ge=0, le=120)] = 0.0
    direction: Direction = Direction.BOTH
    liveness: LivenessPolicy = LivenessPolicy.OFF
    pack: str = ""
    punches: bool = False

    def __repr__(self) -> str:
        # The source may hold a password, and what is printed ends in logs.
        return f"CameraSettings({self.id!r}, {self.name!r}, {masked(self.source)!r})"

    def spec(self) -> CameraSpec:
        """Return the camera in the program's words."""
        region = Region(self.region.left, self.region.top, self.region.right, self.region.bottom)
        return CameraSpec(
            CameraId(self.id), self.name, self.source, self.door, self.mirror, self.rotation, region,
            self.min_face_px, self.max_fps, self.direction, self.liveness, self.pack, self.punches,
        )  # fmt: skip

    @classmethod
    def of(cls, spec: CameraSpec) -> "CameraSettings":
        """Return `spec` as the file has it."""
        region = RegionSettings(spec.region.left, spec.region.top, spec.region.right, spec.region.bottom)
        turns: dict[int, Literal[0, 90, 180, 270]] = {0: 0, 90: 90, 180: 180, 270: 270}
        return cls(
            spec.id, spec.name, spec.source, spec.door, spec.mirror, turns[spec.rotation], region,
            spec.min_face_px, spec.max_fps, spec.direction, spec.liveness, spec.pack, spec.punches,
        )  # fmt: skip
