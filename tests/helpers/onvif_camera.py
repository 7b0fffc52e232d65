"""An ONVIF camera on loopback: it answers calls into the network, and tells where its stream is to who may know."""

import base64
import hashlib
import re
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.helpers.web import QuietHandler, listening

_GROUP, _PORT = "239.255.255.250", 3702
_SOAP = "http://www.w3.org/2003/05/soap-envelope"
_ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
_DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery"
_NETWORK = "http://www.onvif.org/ver10/network/wsdl"
_MEDIA = "http://www.onvif.org/ver10/media/wsdl"


@dataclass(slots=True)
class OnvifCamera:
    """What it says. `stream` is its RTSP address without user and password; `profiles` how many streams it has."""

    stream: str
    password: str = "secret"
    profiles: int = 1
    port: int = 0
    asked: list[str] = field(default_factory=list)

    def allows(self, request: str) -> bool:
        """Check the digest of a SOAP request (WS-Security UsernameToken)."""
        found: dict[str, str] = {
            name: value for name, value in re.findall(r"<\w+:(Password|Nonce|Created)[^>]*>([^<]*)<", request)[:3]
        }
        if len(found) < 3:
            return False
        text = base64.b64decode(found["Nonce"]) + found["Created"].encode() + self.password.encode()
        right = base64.b64encode(hashlib.sha1(text, usedforsecurity=False).digest()).decode()
        return found["Password"] == right

    def answer(self, request: str) -> tuple[int, str]:
        """Return the status and the body of the reply to a request."""
        operation = re.search(r"<\w+:Body>\s*<(?:\w+:)?(\w+)", request)
        name = operation[1] if operation else ""
        self.asked.append(name)
        here = f"http://127.0.0.1:{self.port}"
        if name == "GetServices":
            service = f"<t:Service><t:Namespace>{_MEDIA}</t:Namespace><t:XAddr>{here}/onvif/media</t:XAddr></t:Service>"
            return 200, _envelope(f"<t:GetServicesResponse>{service}</t:GetServicesResponse>")
        if name == "GetSystemDateAndTime":
            return 200, _envelope(_now())
        if not self.allows(request):
            return 401, _fault("NotAuthorized")
        if name == "GetProfiles":
            listed = "".join(
                f'<t:Profiles token="p{n}"><t:Name>{n}</t:Name></t:Profiles>' for n in range(self.profiles)
            )
            return 200, _envelope(f"<t:GetProfilesResponse>{listed}</t:GetProfilesResponse>")
        if name == "GetStreamUri":
            uri = f"<t:MediaUri><t:Uri>{self.stream}</t:Uri></t:MediaUri>"
            return 200, _envelope(f"<t:GetStreamUriResponse>{uri}</t:GetStreamUriResponse>")
        return 500, _fault("ActionNotSupported")


@contextmanager
def serving_onvif(camera: OnvifCamera) -> Iterator[OnvifCamera]:
    """Answer ONVIF requests over HTTP on a free port."""

    class Handler(QuietHandler):
        def do_POST(self) -> None:  # noqa: N802 - http.server's name
            request = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, body = camera.answer(request)
            self.send_response(status)
            self.send_header("Content-Type", "application/soap+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

    with listening(Handler) as camera.port:
        yield camera


@contextmanager
def answering_calls(*replies: str) -> Iterator[list[str]]:
    """Answer every call of WS-Discovery on loopback by these bodies; lends the calls that were heard."""
    heard: list[str] = []
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_GROUP, _PORT))
        member = socket.inet_aton(_GROUP) + socket.inet_aton("127.0.0.1")
        listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
        listener.settimeout(0.05)
        over = threading.Event()

        def answer() -> None:
            while not over.is_set():
                try:
                    call, caller = listener.recvfrom(65536)
                except TimeoutError:
                    continue
                heard.append(call.decode())
                for reply in replies:
                    listener.sendto(reply.encode(), caller)

        thread = threading.Thread(target=answer, name="onvif-answer")
        thread.start()
        try:
            yield heard
        finally:
            over.set()
            thread.join()


def match(*places: str, name: str = "", hardware: str = "", key: str = "") -> str:
    """Return the answer of one camera that may be reached at `places`."""
    scopes = " ".join(f"onvif://www.onvif.org/{kind}/{v}" for kind, v in (("name", name), ("hardware", hardware)) if v)
    return _envelope(
        f'<d:ProbeMatches xmlns:d="{_DISCOVERY}" xmlns:a="{_ADDRESSING}" xmlns:n="{_NETWORK}"><d:ProbeMatch>'
        f"<a:EndpointReference><a:Address>urn:uuid:{key or uuid.uuid4()}</a:Address></a:EndpointReference>"
        f"<d:Types>n:NetworkVideoTransmitter</d:Types><d:Scopes>{scopes}</d:Scopes>"
        f"<d:XAddrs>{' '.join(places)}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>"
        "</d:ProbeMatch></d:ProbeMatches>"
    )


def _now() -> str:
    time = "<t:Time><t:Hour>%H</t:Hour><t:Minute>%M</t:Minute><t:Second>%S</t:Second></t:Time>"
    date = "<t:Date><t:Year>%Y</t:Year><t:Month>%m</t:Month><t:Day>%d</t:Day></t:Date>"
    moment = datetime.now(UTC).strftime(f"<t:UTCDateTime>{time}{date}</t:UTCDateTime>")
    return f"<t:GetSystemDateAndTimeResponse>{moment}</t:GetSystemDateAndTimeResponse>"


def _envelope(body: str) -> str:
    return f'<s:Envelope xmlns:s="{_SOAP}" xmlns:t="{_MEDIA}"><s:Body>{body}</s:Body></s:Envelope>'


def _fault(code: str) -> str:
    value = f"<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:{code}</s:Value></s:Subcode></s:Code>"
    return _envelope(f"<s:Fault>{value}<s:Reason><s:Text>{code}</s:Text></s:Reason></s:Fault>")
