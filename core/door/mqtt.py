"""A relay behind an MQTT broker.

Nothing is ever queued: an order goes out at once on a connection that is up (QoS 0), or it failed; after a failure the
connection is dropped, and an order that lay in a broker for too long says itself when it expires. That the broker took
an order is known by the answer to a question asked after it; that the relay did, only by its `state_topic`.

Where the device does not end what it was told by itself a guard stands by; in addition the broker holds a last will
that brings the door to its fail state as soon as Usher or the network between them is gone. After a power cut the
device does what it was set up to do at power-on.
"""

import socket
import threading
from contextlib import suppress
from uuid import uuid4

from paho.mqtt.client import Client, ConnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from core.config.doors import MqttRelay
from core.domain.errors import ErrorCode, KnownError
from core.door.links import ABORTIVE, CALL_S, GENTLE, Deadline, trusting
from core.door.templates import NEVER, filled, has_span

_KEEPALIVE_S = 5
_GOODBYE_S = 0.5


class MqttSwitch:
    """One output of such a relay; on is open. `home_on`: the state the broker brings it to when Usher is gone."""

    def __init__(self, settings: MqttRelay, *, home_on: bool, timeout_s: float = CALL_S) -> None:
        if not settings.host or not settings.topic:
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=settings.host, detail="it needs a host and a topic")
        if any(sign in settings.topic for sign in "+#"):
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=settings.host, detail="its topic has a + or a # in it")
        self._settings = settings
        self._will = filled(self._payload(home_on), None, NEVER)
        self._timeout_s = timeout_s
        self._session: _Session | None = None

    def times(self, on: bool) -> bool:
        """Say whether the device ends a state by itself."""
        return self._settings.timed and (on or has_span(self._settings.close_payload))

    def set(self, on: bool, seconds: float | None) -> None:
        """Publish what opens or closes, and wait for the relay's word if it has one, else for the broker's."""
        deadline = Deadline(self._timeout_s)
        try:
            self._reached(deadline).order(filled(self._payload(on), seconds, None if on else NEVER), on, deadline)
        except (OSError, _RefusedError) as error:
            raise self._lost(error) from error

    def input(self) -> bool | None:
        """Return what the contact told last; None without one or before it did. Asks the broker to be sure of it."""
        deadline = Deadline(self._timeout_s)
        try:
            session = self._reached(deadline)
            session.ask(deadline)
        except (OSError, _RefusedError) as error:
            raise self._lost(error) from error
        return session.leaf_open

    def close(self) -> None:
        """Say goodbye to the broker, so that it forgets the last will."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _payload(self, on: bool) -> str:
        return self._settings.open_payload if on else self._settings.close_payload

    def _reached(self, deadline: Deadline) -> "_Session":
        if self._session is None:
            self._session = _Session(self._settings, self._will)
            self._session.connect(deadline)
        return self._session

    def _lost(self, error: Exception) -> KnownError:
        session, self._session = self._session, None
        if session is not None:
            session.drop()
        code = ErrorCode.RELAY_REFUSED if isinstance(error, _RefusedError) else ErrorCode.RELAY_UNREACHABLE
        return KnownError(code, relay=self._settings.host, detail=str(error))


class _RefusedError(Exception):
    """The broker says no."""


class _Session:
    """One connection to the broker; what it tells comes on the library's thread."""

    def __init__(self, settings: MqttRelay, will: str) -> None:
        self._settings = settings
        self._news = threading.Condition()
        self._connected: bool | None = None
        self._refusal = ""
        self._answered = 0
        self._state: bool | None = None
        self.leaf_open: bool | None = None
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"usher-{uuid4().hex[:12]}", reconnect_on_failure=False
        )
        self._client.connect_timeout = CALL_S
        if settings.user:
            self._client.username_pw_set(settings.user, settings.password)
        if settings.tls:
            self._client.tls_set_context(trusting(settings.verify))
        self._client.will_set(settings.topic, will)
        self._client.on_socket_open = _prepare
        self._client.on_connect = self._on_connect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_disconnect = self._on_disconnect
        self._client.on_unsubscribe = self._on_unsubscribe
        self._client.on_message = self._on_message

    def connect(self, deadline: Deadline) -> None:
        """Connect; the library's thread does it, as names and handshakes may take their time."""
        self._client.connect_async(self._settings.host, self._settings.port, _KEEPALIVE_S)
        self._client.loop_start()
        with self._news:
            self._news.wait_for(lambda: self._connected is not None, deadline.left())
            if self._refusal:
                raise _RefusedError(self._refusal)
            if not self._connected:
                raise OSError("the broker does not answer")
        for topic in filter(None, (self._settings.state_topic, self._settings.contact_topic)):
            self._client.subscribe(topic)

    def order(self, payload: str, on: bool, deadline: Deadline) -> None:
        """Publish, and wait until it is known to have arrived."""
        if not self._client.is_connected():
            raise OSError("the connection to the broker is lost")
        self._client.publish(self._settings.topic, payload, qos=0, retain=False)
        self.ask(deadline)
        if self._settings.state_topic:
            with self._news:
                if not self._news.wait_for(lambda: self._state is on or not self._connected, deadline.left()):
                    raise OSError("the broker took the order, but the relay does not confirm it")
                if not self._connected:
                    raise OSError("the connection to the broker is lost")

    def ask(self, deadline: Deadline) -> None:
        """Wait for the broker's answer to a question, which it gives after it took all that was sent before."""
        if not self._client.is_connected():
            raise OSError("the connection to the broker is lost")
        # A topic nobody subscribed to: it is answered all the same, and changes nothing.
        _, mid = self._client.unsubscribe("usher/there")
        with self._news:
            answered = self._news.wait_for(lambda: self._answered == mid or not self._connected, deadline.left())
            if not answered or not self._connected:
                raise OSError("the broker does not answer any more")

    def close(self) -> None:
        """End it so that all that was sent arrives and the last will is forgotten."""
        sock = self._client.socket()
        if isinstance(sock, socket.socket):
            sock.setsockopt(*GENTLE)
        self._client.disconnect()
        with self._news:
            self._news.wait_for(lambda: not self._connected, _GOODBYE_S)
        self.drop()

    def drop(self) -> None:
        """Break it off; the library's thread ends with it."""
        sock = self._client.socket()
        if isinstance(sock, socket.socket):
            with suppress(OSError):  # it was broken already
                sock.shutdown(socket.SHUT_RDWR)

    def _on_connect(self, client: Client, data: object, flags: ConnectFlags, code: ReasonCode, *_: object) -> None:
        with self._news:
            self._refusal = str(code) if code.is_failure else ""
            self._connected = not code.is_failure
            self._news.notify_all()

    def _on_connect_fail(self, *_: object) -> None:
        self._end()

    def _on_disconnect(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        with self._news:
            self._connected = False
            self._news.notify_all()

    def _on_unsubscribe(self, client: Client, data: object, mid: int, *_: object) -> None:
        with self._news:
            self._answered = mid
            self._news.notify_all()

    def _on_message(self, client: Client, data: object, message: MQTTMessage) -> None:
        text = message.payload.decode("utf-8", "replace")
        with self._news:
            if message.topic == self._settings.state_topic:
                self._state = text == self._settings.state_open
            if message.topic == self._settings.contact_topic:
                self.leaf_open = text == self._settings.contact_open
            self._news.notify_all()


def _prepare(client: Client, data: object, sock: object) -> None:
    if isinstance(sock, socket.socket):
        sock.setsockopt(*ABORTIVE)
        # Else the question after an order waits 40 ms for the order to be acknowledged.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
