"""A real MQTT broker on loopback, where mosquitto is installed, and a relay that listens there."""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

USER, PASSWORD = "door", "swordfish"
_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"))


class Broker:
    """mosquitto with one user, on a port it keeps over restarts."""

    def __init__(self, folder: Path) -> None:
        program, passwords = (shutil.which(name, path=_PATH) for name in ("mosquitto", "mosquitto_passwd"))
        if program is None or passwords is None:
            pytest.skip("mosquitto is not installed")
        self._program = program
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        secrets = folder / "passwords"
        subprocess.run([passwords, "-b", "-c", str(secrets), USER, PASSWORD], check=True, capture_output=True)
        self._settings = folder / "mosquitto.conf"
        self._settings.write_text(
            f"listener {self.port} 127.0.0.1\nallow_anonymous false\npassword_file {secrets}\nuser root\n"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [self._program, "-c", str(self._settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.01)  # there is nothing to wait on: it does not say when it is ready
            else:
                return
        raise TimeoutError("mosquitto did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def brokering(folder: Path) -> Iterator[Broker]:
    """Have a broker run."""
    broker = Broker(folder)
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()


class Listener:
    """Hears what is published to a topic, as the relay there would; `on_told` may answer."""

    def __init__(self, broker: Broker, topic: str, on_told: "Callable[[Listener, str], None] | None" = None) -> None:
        self.told: list[str] = []
        self._news = threading.Condition()
        self._ready = threading.Event()
        self._on_told = on_told
        self._topic = topic
        self._client = Client(CallbackAPIVersion.VERSION2)
        self._client.username_pw_set(USER, PASSWORD)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = self._subscribe
        self._client.on_subscribe = lambda *_: self._ready.set()
        self._client.on_message = self._hear
        self._client.connect("127.0.0.1", broker.port)
        self._client.loop_start()
        assert self._ready.wait(5)

    def say(self, topic: str, text: str) -> None:
        """Publish, and have it kept; also from within `on_told`."""
        self._client.publish(topic, text, retain=True)

    def hears(self, count: int) -> bool:
        """Wait until so much was told."""
        with self._news:
            return self._news.wait_for(lambda: len(self.told) >= count, 5)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _subscribe(self, client: Client, *_: object) -> None:
        client.subscribe(self._topic)

    def _hear(self, client: Client, data: object, message: MQTTMessage) -> None:
        text = message.payload.decode()
        with self._news:
            self.told.append(text)
            self._news.notify_all()
        if self._on_told is not None:
            self._on_told(self, text)
