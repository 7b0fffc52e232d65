"""A camera on loopback that speaks HTTP: MJPEG as cheap cameras send it, and what goes wrong there."""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.capture.pictures import encode_jpeg
from core.domain.arrays import BgrImage
from tests.helpers.web import QuietHandler, listening

_PERIOD_S = 0.02


@dataclass(slots=True)
class HttpCamera:
    """What is served: `pictures` once at /video, a page at /page, nothing elsewhere; all of it behind `password`."""

    pictures: list[BgrImage]
    password: str = ""
    port: int = 0
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "video", password: str | None = None) -> str:
        """Return the address, with the right password unless another one is given."""
        word = self.password if password is None else password
        user = f"admin:{word}@" if word else ""
        return f"http://{user}127.0.0.1:{self.port}/{path}"

    def allows(self, credentials: str) -> bool:
        """Tell whether an Authorization header is right."""
        return not self.password or credentials.endswith(base64.b64encode(f"admin:{self.password}".encode()).decode())


@contextmanager
def serving(camera: HttpCamera) -> Iterator[HttpCamera]:
    """Serve on a free port."""

    class Handler(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            path = self.path.partition("?")[0]
            camera.asked.append(self.path)
            if not camera.allows(self.headers.get("Authorization", "")):
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="camera"')
                self.end_headers()
            elif path == "/video":
                self._answer(200, "multipart/x-mixed-replace; boundary=next")
                for picture in camera.pictures:
                    jpeg = encode_jpeg(picture)
                    head = f"--next\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                    self.wfile.write(head.encode() + jpeg + b"\r\n")
                    time.sleep(_PERIOD_S)
            elif path == "/page":
                self._answer(200, "text/html")
                self.wfile.write(b"<html><body>Please log in.</body></html>" * 50)
            else:
                self._answer(503 if path == "/busy" else 404, "text/plain")

        def _answer(self, code: int, kind: str) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.end_headers()

    with listening(Handler) as camera.port:
        yield camera
