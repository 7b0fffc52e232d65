import io
import os
import struct
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.capture.pictures import LIMIT_MEGAPIXELS, decode_jpeg, encode_jpeg, read_picture
from core.domain.arrays import BgrImage
from core.domain.errors import ErrorCode, KnownError

RED, BLUE = (200, 30, 30), (30, 30, 200)
"""As RGB, for Pillow."""


def two_halves(size: tuple[int, int] = (64, 40)) -> Image.Image:
    """Return a picture red above and blue below."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0], size[1] // 2))
    return image


def refusal(path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        read_picture(path)
    assert str(path) in str(caught.value)
    return caught.value


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that only claims its size."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body)) + b"\0\0\0\x01IDAT"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.bmp", "a.webp", "a.tif", "a.gif", "a.avif"])
def test_common_formats_come_as_bgr(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    two_halves().save(path)
    image = read_picture(path)
    assert image.shape == (40, 64, 3)
    assert image.dtype == np.uint8
    assert image.flags.c_contiguous
    assert image[5, 32].tolist() == pytest.approx(RED[::-1], abs=12)
    assert image[35, 32].tolist() == pytest.approx(BLUE[::-1], abs=12)


def test_a_path_with_chinese_characters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "员工 照片" / "张伟.jpg"
    path.parent.mkdir()
    two_halves().save(path)
    assert read_picture(path).shape == (40, 64, 3)


def test_grey_and_bilevel_become_three_equal_channels(tmp_path: Path) -> None:
    for mode, level in (("L", 90), ("1", 1)):
        path = tmp_path / f"{mode}.png"
        Image.new(mode, (32, 32), level).save(path)
        assert np.unique(read_picture(path)).tolist() == [90 if mode == "L" else 255]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_is_white(tmp_path: Path, mode: str) -> None:
    layer = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    layer.paste((*RED, 255), (0, 0, 16, 32))
    layer.paste((*RED, 128), (16, 0, 24, 32))
    path = tmp_path / ("a.png" if mode != "PA" else "a.tif")
    layer.convert(mode).save(path)
    image = read_picture(path)
    assert image[0, 31].tolist() == [255, 255, 255]
    if mode == "RGBA":
        assert image[0, 0].tolist() == list(RED[::-1])
        assert image[0, 20].tolist() == pytest.approx([(c + 255) / 2 for c in RED[::-1]], abs=2)


def test_a_palette_with_a_transparent_entry_is_composited(tmp_path: Path) -> None:
    picture = two_halves().quantize(4)
    path = tmp_path / "a.png"
    picture.save(path, transparency=picture.getpixel((0, 39)))
    image = read_picture(path)
    assert image[39, 0].tolist() == [255, 255, 255]
    assert image[0, 0].tolist() == pytest.approx(RED[::-1], abs=4)


def test_sixteen_bits_keep_their_brightness(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 32 * 32).reshape(32, 32)
    for name in ("a.png", "a.tif"):
        Image.fromarray(ramp.astype(np.uint16)).save(tmp_path / name)
        image = read_picture(tmp_path / name)
        assert image[..., 0].astype(float) == pytest.approx(ramp / 257, abs=1.01)


@pytest.mark.parametrize(
    ("dtype", "full"), [(np.float32, 1.0), (np.float32, 255.0), (np.int32, 65535), (np.int32, 2**30)]
)
def test_wider_samples_are_fitted_into_eight_bits(tmp_path: Path, dtype: type, full: float) -> None:
    ramp = np.linspace(0, full, 32 * 32).reshape(32, 32)
    Image.fromarray(ramp.astype(dtype)).save(tmp_path / "a.tif")
    assert read_picture(tmp_path / "a.tif")[..., 0].astype(float) == pytest.approx(ramp / full * 255, abs=1.01)


def test_not_a_number_is_black(tmp_path: Path) -> None:
    samples = np.full((32, 32), 0.5, np.float32)
    samples[0, 0] = np.nan
    Image.fromarray(samples).save(tmp_path / "a.tif")
    assert read_picture(tmp_path / "a.tif")[0, :2, 0].tolist() == [0, 127]


def test_print_colours_are_turned_into_screen_colours(tmp_path: Path) -> None:
    two_halves().convert("CMYK").save(tmp_path / "a.jpg")
    image = read_picture(tmp_path / "a.jpg")
    assert image[5, 32, 2] > 150 > image[5, 32, 0]
    assert image[35, 32, 0] > 150 > image[35, 32, 2]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_camera_s_orientation_is_applied(tmp_path: Path, orientation: int) -> None:
    upright = two_halves((64, 48))
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "a.jpg", exif=exif, quality=95)
    image = read_picture(tmp_path / "a.jpg")
    assert image.shape == (48, 64, 3)
    assert image[8, 32].tolist() == pytest.approx(RED[::-1], abs=12)


def test_damaged_metadata_is_no_reason_to_refuse(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    two_halves().save(buffer, "JPEG", exif=exif)
    data = bytearray(buffer.getvalue())
    start = data.index(b"Exif\0\0") + 6
    for length in (2, 6, 12):
        damaged = data.copy()
        damaged[start + 4 : start + 4 + length] = b"\xff" * length
        path = tmp_path / f"{length}.jpg"
        path.write_bytes(damaged)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert sorted(read_picture(path).shape) == [3, 40, 64]


def test_missing_empty_and_foreign_files_say_what_they_are(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.jpg").code is ErrorCode.IMAGE_MISSING
    assert refusal(tmp_path / "no folder" / "none.jpg").code is ErrorCode.IMAGE_MISSING
    empty = tmp_path / "empty.jpg"
    empty.touch()
    assert refusal(empty).code is ErrorCode.IMAGE_EMPTY
    text = tmp_path / "text.jpg"
    text.write_text("no picture at all")
    assert refusal(text).code is ErrorCode.IMAGE_UNREADABLE
    assert refusal(tmp_path).code is ErrorCode.IMAGE_UNREADABLE


def test_a_name_no_file_can_have_is_missing() -> None:
    with pytest.raises(KnownError) as caught:
        read_picture(Path("a\0b.jpg"))
    assert caught.value.code is ErrorCode.IMAGE_MISSING


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert refusal(tmp_path / "pipe.jpg").code is ErrorCode.IMAGE_UNREADABLE


@pytest.mark.parametrize("step", ["stat", "open"])
def test_a_forbidden_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.jpg"
    two_halves().save(path)

    def forbidden(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    if step == "stat":
        monkeypatch.setattr(Path, "stat", forbidden)
    else:
        monkeypatch.setattr("PIL.Image.open", forbidden)
    with pytest.raises(KnownError) as caught:
        read_picture(path)
    assert caught.value.code is ErrorCode.FOLDER_UNREADABLE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_really_forbidden_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    two_halves().save(path)
    path.chmod(0)
    assert refusal(path).code is ErrorCode.FOLDER_UNREADABLE


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.bmp", "a.tif"])
def test_a_truncated_picture_is_refused(tmp_path: Path, name: str, share: float) -> None:
    path = tmp_path / name
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (90, 120, 3), np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refusal(path).code is ErrorCode.IMAGE_UNREADABLE


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (100_000, 1001), (10_001, 10_000)])
def test_a_huge_picture_is_refused_before_it_is_decoded(tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(png_header(width, height))  # decoding it would fail in another way
    error = refusal(path)
    assert error.code is ErrorCode.IMAGE_TOO_LARGE
    assert error.facts["width"] == width
    assert f"{width}×{height}" in str(error)


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(png_header(10_000, 10 * LIMIT_MEGAPIXELS * 10))
    assert refusal(path).code is ErrorCode.IMAGE_UNREADABLE  # got past the size, then found nothing inside


@pytest.mark.parametrize("pillow_s_limit", [2000, 1000])
def test_pillow_s_own_limit_neither_warns_nor_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pillow_s_limit: int
) -> None:
    path = tmp_path / "a.png"
    two_halves((64, 40)).save(path)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", pillow_s_limit)
    assert read_picture(path).shape == (40, 64, 3)
    assert pillow_s_limit == Image.MAX_IMAGE_PIXELS


@pytest.mark.parametrize("size", [(1, 1), (15, 400), (400, 15)])
def test_a_tiny_picture_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size).save(tmp_path / "a.png")
    error = refusal(tmp_path / "a.png")
    assert error.code is ErrorCode.IMAGE_TOO_SMALL
    assert f"{size[0]}×{size[1]}" in str(error)


def test_the_smallest_picture_allowed_is_read(tmp_path: Path) -> None:
    Image.new("RGB", (16, 16)).save(tmp_path / "a.png")
    assert read_picture(tmp_path / "a.png").shape == (16, 16, 3)


def encoded(name: str) -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    extra = {"exif": exif} if name in ("JPEG", "PNG", "WEBP") else {}
    two_halves().save(buffer, name, **extra)
    return buffer.getvalue()


@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF"]),
    damage=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), max_size=6),
    keep=st.floats(0.05, 1),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_damaged_ends_in_a_picture_or_a_sentence(
    tmp_path: Path, kind: str, damage: list[tuple[float, bytes]], keep: float
) -> None:
    data = bytearray(encoded(kind))
    for place, noise in damage:
        at = int(place * len(data))
        data[at : at + len(noise)] = noise
    path = tmp_path / "damaged"
    path.write_bytes(data[: max(1, int(keep * len(data)))])
    allowed = {ErrorCode.IMAGE_UNREADABLE, ErrorCode.IMAGE_TOO_LARGE, ErrorCode.IMAGE_TOO_SMALL}
    outcome = picture_or_error(path)
    assert outcome.code in allowed if isinstance(outcome, KnownError) else outcome.ndim == 3


def picture_or_error(path: Path) -> BgrImage | KnownError:
    try:
        return read_picture(path)
    except KnownError as error:
        return error


def test_jpeg_bytes_and_back() -> None:
    image = np.ascontiguousarray(np.asarray(two_halves())[:, :, ::-1])
    data = encode_jpeg(image)
    assert data.startswith(b"\xff\xd8")
    assert np.abs(decode_jpeg(data).astype(int) - image).mean() < 3
    assert len(encode_jpeg(image, 30)) < len(data)


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_bytes_that_are_no_jpeg_are_refused(data: bytes) -> None:
    with pytest.raises(KnownError, match="portrait of Ana") as caught:
        decode_jpeg(data, "portrait of Ana")
    assert caught.value.code is ErrorCode.IMAGE_UNREADABLE
