"""Cameras in the network, over RTSP or HTTP, decoded by FFmpeg through PyAV."""

import errno
import logging
import time
from collections import deque
from collections.abc import Iterator

import av
import numpy as np

from core.capture.address import NetworkAddress
from core.capture.onvif import stream_address
from core.capture.reaching import reach
from core.capture.source import GuardedSource, NoPicture, Picture, Reading, SourceInfo
from core.domain.errors import ErrorCode, KnownError

log = logging.getLogger(__name__)

_OPEN_S, _READ_S = 3.0, 1.0
"""FFmpeg gives up opening, and waiting for the next packet, after this; only then it can be told to stop."""
_SILENT_S = 3.0
"""A stream without any data for this long is given up and opened again."""
_GARBLED_S, _GARBLED_PACKETS = 1.5, 3
"""A stream is garbage after this long without a picture, when at least so many packets were damaged."""
_BLIND_S = 12.0
"""A stream that sends data but no picture is given up after this; key frames are up to ten seconds apart."""

_RTSP = {
    # TCP crosses every network in order; a camera that refuses it (461) is asked for UDP.
    "rtsp_transport": "tcp+udp",
    "rtsp_flags": "prefer_tcp",
    "protocol_whitelist": "rtsp,rtsps,rtp,srtp,tcp,tls,udp,crypto",
}
_HTTP = {
    # A page or a playlist from a camera gone astray may not make FFmpeg open anything else.
    "protocol_whitelist": "http,https,tcp,tls,crypto",
    "format_whitelist": "mpjpeg,mjpeg,mpegts,flv,h264,hevc,matroska,webm,mov,mp4,hls,asf",
}
_PROBE = {"probesize": "100000", "analyzeduration": "100000"}
"""Bytes, and microseconds: enough to see what comes; FFmpeg's own choice costs seconds."""


class NetworkSource(GuardedSource):
    """A live stream at a network address. Neither errors nor the log tell its password."""

    def __init__(self, address: NetworkAddress) -> None:
        super().__init__()
        self._address = address
        self._container: av.container.InputContainer | None = None
        self._stream: av.VideoStream | None = None
        self._packets = self._no_packets()
        self._pictures: deque[Picture] = deque()
        self._damaged = 0
        self._damaged_in_a_row = 0
        self._trusted = False
        self._late_s = 0.0
        self._data_at = 0.0
        self._picture_at = 0.0

    @property
    def live(self) -> bool:
        """A camera may come back."""
        return True

    @property
    def paced(self) -> bool:
        """A camera sets its own pace."""
        return True

    def _open(self) -> SourceInfo:
        if not reach(self._address, self._closing):
            return SourceInfo(0, 0, 0.0)
        self._container = self._connected(stream_address(self._address) if self._address.is_onvif else self._address)
        if not self._container.streams.video:
            raise self._error(ErrorCode.SOURCE_NO_VIDEO)
        self._stream = stream = self._container.streams.video[0]
        stream.codec_context.thread_count = 1  # cameras run side by side; frame threads only add latency
        self._packets = self._container.demux(stream)
        self._data_at = self._picture_at = time.monotonic()
        fps = float(stream.average_rate or 0)
        return SourceInfo(stream.codec_context.width, stream.codec_context.height, fps)

    def _read(self, timeout_s: float) -> Reading:
        deadline = time.monotonic() + timeout_s
        while not self._pictures:
            self._pictures.extend(self._decoded(self._next_packet()))
            self._give_up_if_hopeless()
            if not self._pictures and (self._closing.is_set() or time.monotonic() > deadline):
                return NoPicture.WAITING
        return self._pictures.popleft()

    def _next_packet(self) -> "av.Packet[av.VideoStream] | None":
        """Return the next packet, None when none came in time. Raises KnownError(SOURCE_LOST)."""
        if self._container is None or self._stream is None:
            raise self._error(ErrorCode.SOURCE_LOST)
        begin = time.monotonic()
        try:
            packet = next(self._packets, None)
        except av.ExitError:
            self._packets = self._container.demux(self._stream)  # the wait was cut short; the stream goes on
            return None
        except av.FFmpegError:
            packet = None
        if packet is None:  # a live stream has no other end
            raise self._error(ErrorCode.SOURCE_LOST)
        # FFmpeg holds a packet back until the next one begins, and lets go of it when it has waited long enough.
        waited_s = time.monotonic() - begin
        self._late_s = waited_s if waited_s >= _READ_S else 0.0
        if packet.size and not self._late_s:
            self._data_at = time.monotonic()
        return packet

    @staticmethod
    def _no_packets() -> Iterator["av.Packet[av.VideoStream]"]:
        return iter(())

    def _decoded(self, packet: "av.Packet[av.VideoStream] | None") -> list[Picture]:
        if packet is None:
            return []
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self._note_damage(1)
            return []
        shown = [frame for frame in frames if self._trusted or not frame.is_corrupt]
        self._note_damage(len(frames) - len(shown))
        if shown:
            self._picture_at = time.monotonic()
            self._damaged_in_a_row = 0
            self._trusted = True
        return [
            Picture(np.asarray(frame.to_ndarray(format="bgr24"), np.uint8), frame.time, self._late_s) for frame in shown
        ]

    def _note_damage(self, packets: int) -> None:
        """Count; what is guessed from then on is not shown before something arrives whole again."""
        self._damaged += packets
        self._damaged_in_a_row += packets
        self._trusted = self._trusted and not packets

    def _give_up_if_hopeless(self) -> None:
        now = time.monotonic()
        blind = now - self._picture_at
        if now - self._data_at > _SILENT_S:
            raise self._error(ErrorCode.SOURCE_LOST)
        if blind > _BLIND_S or (blind > _GARBLED_S and self._damaged_in_a_row >= _GARBLED_PACKETS):
            raise self._error(ErrorCode.SOURCE_GARBLED)

    def _free(self) -> None:
        if self._damaged:
            log.info("%s: %d packets could not be decoded", self._address.shown, self._damaged)
            self._damaged = 0
        self._packets = self._no_packets()
        self._pictures.clear()
        self._stream = None
        if self._container is not None:
            self._container.close()
            self._container = None

    def _connected(self, address: NetworkAddress) -> av.container.InputContainer:
        options = {**_PROBE, **(_RTSP if address.is_rtsp else _HTTP)}
        begin = time.monotonic()
        try:
            return av.open(address.url, options=options, timeout=(_OPEN_S, _READ_S))
        except av.FFmpegError as error:
            silent = time.monotonic() - begin >= _OPEN_S  # whatever FFmpeg then says, nobody spoke
            failure = self._unreachable() if silent else self._explained(error)
        # Raised only here, as FFmpeg's own error holds the address with its password.
        raise failure

    def _explained(self, error: av.FFmpegError) -> KnownError:
        match error:
            case av.HTTPUnauthorizedError() | av.HTTPForbiddenError():
                return self._error(ErrorCode.SOURCE_REFUSED)
            case av.HTTPNotFoundError():
                return self._error(ErrorCode.SOURCE_NO_STREAM)
            case av.HTTPError() | av.HTTPClientError():
                detail = f"it answers {error.strerror}"
                return KnownError(ErrorCode.SOURCE_UNAVAILABLE, source=self._address.shown, detail=detail)
            case av.InvalidDataError() | av.LookupError() | av.OSError(errno=errno.EIO):
                return self._error(ErrorCode.SOURCE_NO_VIDEO)
            case _:
                return self._unreachable()

    def _unreachable(self) -> KnownError:
        return KnownError(ErrorCode.SOURCE_UNREACHABLE, address=f"{self._address.host}:{self._address.port}")

    def _error(self, code: ErrorCode) -> KnownError:
        return KnownError(code, source=self._address.shown)
