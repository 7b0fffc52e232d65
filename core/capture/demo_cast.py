"""Who walks through the demo: real faces out of pictures that come with installed packages, under invented names.

Nothing of a person is part of Usher itself; what is kept here is where in those pictures to cut.
"""

import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np

from core.domain.arrays import BgrImage
from core.domain.errors import ErrorCode, KnownError

Point = tuple[float, float]
Colour = tuple[int, int, int]
"""Blue, green, red."""


class Photo(StrEnum):
    """A picture inside an installed package: package, then path."""

    GROUP = "insightface/data/images/t1.jpg"
    SMALL = "insightface/data/images/Tom_Hanks_54745.png"
    PORTRAIT = "skimage/data/astronaut.png"


class Neckwear(StrEnum):
    """What covers the edge between the photographed neck and the painted clothes."""

    ROLLNECK = "rollneck"
    SCARF = "scarf"
    STAND = "stand-up collar"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast, in pixels of `photo`.

    `face` is left, top, width, height of the face; `outline` runs around hair, face and neck; `neck` is where
    the collar sits; `roll` is the clockwise tilt of the head in degrees that is taken out again.
    """

    name: str
    enrolled: bool
    photo: Photo
    face: tuple[int, int, int, int]
    neck: Point
    roll: float
    outline: tuple[Point, ...]
    coat: Colour
    trousers: Colour
    neckwear: Neckwear
    trim: Colour
    cap: Colour | None = None


# fmt: off
CAST: tuple[Member, ...] = (
    Member("Ana Costa", True, Photo.PORTRAIT, (178, 62, 89, 113), (220, 190), 0.0, (
        (229, 16), (245, 19), (265, 26), (280, 36), (290, 50), (297, 65), (300, 85), (297, 103), (288, 115),
        (279, 124), (276, 131), (270, 136), (266, 142), (261, 155), (257, 168), (253, 180), (252, 186), (240, 189),
        (225, 189), (210, 186), (196, 184), (187, 180), (185, 170), (185, 158), (183, 145), (181, 132), (176, 130),
        (171, 120), (163, 113), (157, 103), (153, 90), (152, 72), (156, 60), (166, 50), (178, 43), (190, 32), (205, 24),
    ), (104, 74, 46), (52, 46, 42), Neckwear.ROLLNECK, (206, 214, 222)),
    Member("Mateo Silva", True, Photo.GROUP, (466, 266, 102, 145), (516, 428), 5.0, (
        (497, 222), (515, 219), (540, 220), (565, 222), (582, 228), (594, 240), (601, 255), (607, 268), (607, 285),
        (606, 300), (600, 312), (594, 325), (592, 335), (588, 345), (580, 355), (572, 365), (565, 368), (560, 372),
        (553, 382), (547, 390), (541, 400), (535, 410), (525, 420), (515, 430), (508, 432), (500, 427), (492, 420),
        (484, 412), (478, 402), (474, 392), (468, 378), (465, 365), (464, 350), (463, 338), (462, 325), (465, 312),
        (467, 300), (468, 292), (466, 280), (465, 265), (468, 255), (472, 243), (478, 235), (488, 228),
    ), (74, 70, 66), (58, 50, 44), Neckwear.STAND, (196, 176, 150)),
    Member("Jonas Weber", True, Photo.GROUP, (748, 352, 98, 123), (812, 494), 2.0, (
        (808, 292), (830, 294), (846, 303), (858, 312), (868, 323), (874, 338), (873, 355), (870, 372), (868, 382),
        (870, 392), (869, 403), (863, 415), (855, 423), (849, 424), (848, 440), (843, 460), (838, 478), (836, 495),
        (832, 505), (815, 505), (800, 502), (790, 492), (785, 482), (780, 478), (772, 474), (766, 467), (762, 458),
        (757, 445), (752, 432), (748, 418), (748, 405), (750, 395), (749, 385), (750, 370), (751, 355), (752, 340),
        (752, 328), (755, 320), (762, 314), (772, 311), (781, 303), (793, 294),
    ), (60, 84, 62), (72, 62, 54), Neckwear.ROLLNECK, (96, 132, 164)),
    Member("Lena Novak", True, Photo.GROUP, (1125, 272, 95, 123), (1178, 428), -1.0, (
        (1180, 234), (1198, 240), (1215, 248), (1230, 262), (1243, 278), (1252, 298), (1258, 320), (1261, 345),
        (1264, 370), (1263, 395), (1262, 415), (1254, 428), (1240, 432), (1222, 432), (1213, 432), (1205, 430),
        (1200, 440), (1190, 450), (1170, 455), (1150, 450), (1140, 436), (1135, 432), (1128, 425), (1124, 410),
        (1123, 390), (1121, 370), (1121, 345), (1123, 320), (1125, 300), (1132, 280), (1140, 262), (1148, 252),
        (1160, 240),
    ), (58, 52, 128), (60, 54, 52), Neckwear.SCARF, (190, 200, 208)),
    Member("a visitor with long hair", False, Photo.GROUP, (60, 268, 106, 128), (118, 432), -7.0, (
        (78, 234), (100, 233), (122, 240), (140, 255), (156, 272), (170, 294), (179, 315), (184, 340), (187, 365),
        (187, 388), (172, 398), (150, 409), (130, 422), (118, 440), (104, 446), (94, 440), (90, 455), (84, 470),
        (60, 474), (40, 470), (32, 455), (27, 430), (24, 405), (22, 380), (20, 350), (20, 330), (24, 305), (29, 280),
        (37, 263), (48, 250), (60, 243), (70, 237),
    ), (150, 168, 182), (86, 74, 60), Neckwear.SCARF, (122, 84, 58)),
    Member("a visitor with dark hair", False, Photo.GROUP, (267, 150, 105, 126), (360, 284), -13.0, (
        (303, 108), (320, 103), (345, 105), (365, 111), (380, 120), (390, 128), (396, 140), (392, 152), (392, 165),
        (394, 180), (399, 195), (405, 210), (408, 230), (412, 250), (408, 275), (395, 290), (360, 300), (330, 296),
        (310, 290), (313, 280), (322, 270), (329, 263), (324, 255), (316, 250), (311, 246), (303, 240), (297, 233),
        (291, 223), (285, 216), (279, 208), (278, 200), (275, 190), (270, 180), (266, 170), (264, 160), (266, 148),
        (268, 138), (274, 128), (283, 118), (293, 111),
    ), (92, 78, 98), (58, 52, 54), Neckwear.ROLLNECK, (70, 58, 74)),
    Member("a visitor in grey", False, Photo.GROUP, (906, 58, 99, 143), (1012, 222), -6.0, (
        (960, 5), (980, 2), (1000, 4), (1015, 10), (1025, 22), (1038, 32), (1048, 48), (1053, 65), (1055, 85),
        (1058, 105), (1058, 122), (1055, 135), (1060, 150), (1062, 175), (1062, 200), (1062, 225), (1058, 240),
        (1035, 245), (1015, 235), (1000, 220), (988, 208), (975, 206), (965, 207), (955, 203), (948, 197), (947, 188),
        (945, 180), (938, 174), (935, 165), (931, 160), (929, 154), (922, 151), (919, 144), (920, 135), (920, 125),
        (918, 117), (913, 108), (912, 98), (908, 85), (905, 72), (898, 62), (893, 52), (900, 44), (912, 38), (925, 30),
        (935, 20), (946, 11),
    ), (112, 108, 104), (66, 60, 56), Neckwear.STAND, (84, 66, 48)),
    Member("a visitor with a cap", False, Photo.SMALL, (9, 0, 77, 107), (50, 116), 0.0, (
        (10, -6), (46, -12), (82, -6), (84, 20), (82, 45), (81, 60), (80, 76), (76, 88), (71, 99), (65, 112), (36, 112),
        (27, 99), (18, 82), (12, 62), (9, 30),
    ), (64, 58, 50), (52, 48, 44), Neckwear.SCARF, (58, 72, 150), (72, 62, 52)),
)
# fmt: on


@dataclass(frozen=True, slots=True, eq=False)
class DemoPerson:
    """Someone to enrol for the demo: an invented name and a (h, w, 3) BGR picture with exactly that face."""

    name: str
    picture: BgrImage


def demo_people() -> tuple[DemoPerson, ...]:
    """Return those of the cast who are enrolled when the demo starts. Raises KnownError(SOURCE_UNAVAILABLE)."""
    photos = load_photos()
    return tuple(DemoPerson(m.name, _still(photos[m.photo], m)) for m in CAST if m.enrolled)


def _still(photo: BgrImage, member: Member) -> BgrImage:
    left, top, width, height = member.face
    margin = int(0.45 * height)
    rows = slice(max(0, top - margin), top + height + margin)
    columns = slice(max(0, left - margin), left + width + margin)
    return photo[rows, columns].copy()


def load_photos() -> dict[Photo, BgrImage]:
    """Read the pictures of the cast, (h, w, 3) BGR. Raises KnownError(SOURCE_UNAVAILABLE) when one is missing."""
    return {photo: _load(photo) for photo in Photo}


def _load(photo: Photo) -> BgrImage:
    package, _, inside = photo.value.partition("/")
    # find_spec locates a package without the seconds it takes to import it.
    spec = importlib.util.find_spec(package)
    path = Path(spec.origin).parent / inside if spec is not None and spec.origin else None
    data = np.fromfile(path, np.uint8) if path is not None and path.is_file() else np.empty(0, np.uint8)
    image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if image is None:
        detail = f"its sample picture {photo.value} is not installed"
        raise KnownError(ErrorCode.SOURCE_UNAVAILABLE, source="demo", detail=detail)
    return np.asarray(image, np.uint8)
