"""An RTSP camera on loopback, real down to the RTP packets, which a test can kill, stall, cut and corrupt."""

import asyncio
import base64
import hashlib
import itertools
import os
import re
import struct
import threading
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import quote

import av
import cv2
import numpy as np

from core.domain.arrays import BgrImage

T = TypeVar("T")

_MTU = 1400
_REALM = "camera"
_NONCE = "5f2d7c"


@dataclass(frozen=True, slots=True)
class Clip:
    """H.264 as a camera sends it: the NAL units of every picture, beginning with a key frame."""

    units: tuple[tuple[bytes, ...], ...]
    fps: int

    def __add__(self, other: "Clip") -> "Clip":
        return Clip(self.units + other.units, self.fps)


def encoded(pictures: Iterable[BgrImage], fps: int = 25) -> Clip:
    """Encode (h, w, 3) BGR pictures of one size, a key frame every second, without reordering."""
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.pix_fmt, encoder.time_base, encoder.framerate = "yuv420p", Fraction(1, fps), Fraction(fps)
    encoder.options = {"tune": "zerolatency", "preset": "veryfast", "g": str(fps)}
    packets: list[bytes] = []
    for number, picture in enumerate(pictures):
        if number == 0:
            encoder.height, encoder.width = picture.shape[:2]
        frame = av.VideoFrame.from_ndarray(picture, format="bgr24").reformat(format="yuv420p")
        frame.pts = number
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    packets += [bytes(packet) for packet in encoder.encode(None)]
    return Clip(tuple(tuple(re.split(b"\0?\0\0\1", packet)[1:]) for packet in packets), fps)


def clip_of(video: Path, seconds: float, size: tuple[int, int], fps: int = 25) -> Clip:
    """Return the beginning of a video in the given width and height."""
    with av.open(str(video)) as container:
        frames = itertools.islice(container.decode(video=0), int(seconds * fps))
        return encoded((np.asarray(cv2.resize(f.to_ndarray(format="bgr24"), size), np.uint8) for f in frames), fps)


def painted(seconds: float = 1.0, size: tuple[int, int] = (96, 64), fps: int = 25) -> Clip:
    """Return moving stripes, for tests that need no faces."""
    row = np.broadcast_to(np.arange(size[0]) * 8, (size[1], size[0]))
    frames = (np.repeat((row + 16 * n)[:, :, None] % 256, 3, axis=2) for n in range(int(seconds * fps)))
    return encoded((frame.astype(np.uint8) for frame in frames), fps)


class RtspCamera(AbstractContextManager["RtspCamera"]):
    """Serves a looped clip at /live, each client from its first key frame on.

    `password`, `stalled` (send nothing), `garbage` (random payload), `udp_only`, `has_video` and `reply_to_describe`
    may be changed at any time; `kill`, `restart` and `cut` act at once.
    """

    def __init__(self, clip: Clip, *, password: str = "", basic: bool = False) -> None:
        self.clip, self.password, self.basic = clip, password, basic
        self.stalled = self.garbage = self.udp_only = False
        self.has_video = True
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rtsp-camera")
        self._server: asyncio.Server | None = None
        self._clients: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

    def __enter__(self) -> Self:
        self._thread.start()
        self.restart()
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, at: TracebackType | None) -> None:
        self.kill()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def url(self, password: str | None = None, path: str = "live") -> str:
        """Return the address, with the right password unless another one is given."""
        word = self.password if password is None else password
        user = f"admin:{quote(word, safe='')}@" if word else ""
        return f"rtsp://{user}127.0.0.1:{self.port}/{path}"

    def kill(self) -> None:
        """Stop listening and drop every connection, as when the plug is pulled."""
        self._do(self._close())

    def restart(self) -> None:
        """Listen again, on the same port."""
        self._do(self._listen())

    def cut(self) -> None:
        """Drop every connection in the middle of what is being sent; new ones are welcome."""
        self._do(self._drop())

    def _do(self, work: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        await self._drop()

    async def _drop(self) -> None:
        for writer, task in list(self._clients.items()):
            if task is not None:
                task.cancel()
            writer.transport.abort()
        while self._clients:
            await asyncio.sleep(0.001)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._clients[writer] = None
        ports: list[int] = []
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                request = await self._request(reader)
                for reply in self._answer(request, ports):
                    writer.write(reply.encode())
                if request.startswith("PLAY") and self._allowed(request):
                    self._clients[writer] = asyncio.create_task(self._stream(writer, ports))
        task = self._clients.pop(writer)
        if task is not None:
            task.cancel()
        writer.close()

    @staticmethod
    async def _request(reader: asyncio.StreamReader) -> str:
        while (first := await reader.readexactly(1)) == b"$":  # the client's own RTCP reports
            head = await reader.readexactly(3)
            await reader.readexactly(int.from_bytes(head[1:], "big"))
        return (first + await reader.readuntil(b"\r\n\r\n")).decode()

    def _answer(self, request: str, ports: list[int]) -> Iterator[str]:
        method, uri, _ = request.split(" ", 2)
        ordinal = re.search(r"CSeq: *(\d+)", request)
        head = f"CSeq: {ordinal[1] if ordinal else 0}\r\n"
        wants = re.search(r"client_port=(\d+)", request)
        if method != "OPTIONS" and not self._allowed(request):
            scheme = f'Basic realm="{_REALM}"' if self.basic else f'Digest realm="{_REALM}", nonce="{_NONCE}"'
            yield f"RTSP/1.0 401 Unauthorized\r\n{head}WWW-Authenticate: {scheme}\r\n\r\n"
        elif method == "DESCRIBE" and "/live" not in uri:
            yield f"RTSP/1.0 404 Not Found\r\n{head}\r\n"
        elif method == "DESCRIBE":
            body = self._description()
            kind = "Content-Type: application/sdp\r\n"
            yield f"RTSP/1.0 200 OK\r\n{head}{kind}Content-Base: {uri}/\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        elif method == "SETUP" and self.udp_only and wants is None:
            yield f"RTSP/1.0 461 Unsupported Transport\r\n{head}\r\n"
        elif method == "SETUP":
            ports[:] = [int(wants[1])] if wants else []
            way = f"RTP/AVP;unicast;client_port={wants[1]}-{int(wants[1]) + 1};server_port=6970-6971" if wants else ""
            way = way or "RTP/AVP/TCP;unicast;interleaved=0-1"
            yield f"RTSP/1.0 200 OK\r\n{head}Transport: {way}\r\nSession: 1\r\n\r\n"
        else:
            yield f"RTSP/1.0 200 OK\r\n{head}Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\nSession: 1\r\n\r\n"

    def _allowed(self, request: str) -> bool:
        if not self.password:
            return True
        basic = base64.b64encode(f"admin:{self.password}".encode()).decode()
        if self.basic:
            return f"Authorization: Basic {basic}" in request
        uri = re.search(r'uri="([^"]*)"', request)
        user = _md5(f"admin:{_REALM}:{self.password}")
        asked = _md5(f"{request.split(' ', 1)[0]}:{uri[1] if uri else ''}")
        return f'response="{_md5(f"{user}:{_NONCE}:{asked}")}"' in request

    def _description(self) -> str:
        head = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\n"
        if not self.has_video:
            return f"{head}m=audio 0 RTP/AVP 0\r\na=control:track1\r\n"
        sets = ",".join(base64.b64encode(u).decode() for u in self.clip.units[0] if u[0] & 31 in (7, 8))
        form = f"a=fmtp:96 packetization-mode=1;sprop-parameter-sets={sets}\r\n"
        return f"{head}m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n{form}a=control:track1\r\n"

    async def _stream(self, writer: asyncio.StreamWriter, ports: list[int]) -> None:
        loop, sequence = asyncio.get_running_loop(), itertools.count()
        begin = loop.time()
        async with _datagrams(ports) as datagram:
            for number, unit in enumerate(itertools.cycle(self.clip.units)):
                await asyncio.sleep(max(0.0, begin + number / self.clip.fps - loop.time()))
                while self.stalled:
                    await asyncio.sleep(0.01)
                    begin = loop.time() - number / self.clip.fps
                for packet in self._packets(unit, number * 90_000 // self.clip.fps, sequence):
                    if writer.is_closing():
                        return
                    if datagram is not None:
                        datagram.sendto(packet)
                    else:
                        writer.write(b"$\0" + len(packet).to_bytes(2, "big") + packet)
                with suppress(ConnectionError):
                    await writer.drain()

    def _packets(self, unit: tuple[bytes, ...], stamp: int, sequence: Iterator[int]) -> Iterator[bytes]:
        payloads = [part for nal in unit for part in _fragments(nal)]
        for payload in payloads:
            marker = 0x80 if payload is payloads[-1] else 0
            number = next(sequence) & 0xFFFF
            head = struct.pack(">BBHII", 0x80, marker | 96, number, stamp & 0xFFFFFFFF, 1)
            yield head + (os.urandom(len(payload)) if self.garbage else payload)


@asynccontextmanager
async def _datagrams(ports: list[int]) -> AsyncIterator[asyncio.DatagramTransport | None]:
    """Lend a way to send to the first of `ports`; None without any, which means the connection itself."""
    if not ports:
        yield None
        return
    loop, there = asyncio.get_running_loop(), ("127.0.0.1", ports[0])
    transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=there)
    try:
        yield transport
    finally:
        transport.close()


def _fragments(nal: bytes) -> list[bytes]:
    """Split what does not fit into one packet into FU-A fragments (RFC 6184)."""
    if len(nal) <= _MTU:
        return [nal]
    parts = [nal[i : i + _MTU] for i in range(1, len(nal), _MTU)]
    flags = [0x80, *[0] * (len(parts) - 2), 0x40]
    return [bytes((nal[0] & 0x60 | 28, flag | nal[0] & 31)) + part for flag, part in zip(flags, parts, strict=True)]


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
