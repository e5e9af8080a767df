"""Clients that are many, slow, hostile, gone in the middle, or greedy."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

from scripts.chaos import door, load
from scripts.chaos.catalogue import fault
from scripts.chaos.people import TRACES, is_sentence
from scripts.chaos.records import Broken, Figure
from scripts.chaos.scene import Scene
from scripts.chaos.wire import HOSTILE, spoken

CLIENTS, SECONDS = 200, 60.0
DRIPPING, DRIP_SECONDS = 400, 15.0
DROPPED = 60
LIGHT_SECONDS = 2.0
"""The guides' objective: 95 of 100 calls within 2 s."""


@fault()
def two_hundred_clients(scene: Scene) -> Iterator[Figure]:
    """200 phones, each asking once a second for a minute."""
    asks = [load.insights(scene.owner), load.fraud(scene.owner), load.gstin(scene.owner)]
    with load.going_on(scene.owner, scene.running.url, asks, clients=CLIENTS, pause=1.0) as found:
        time.sleep(SECONDS)
    load.statuses(found, allowed=(200,))
    yield Figure("calls answered", len(found), least=CLIENTS)
    yield load.within("95 of 100 within", found, 0.95, most=LIGHT_SECONDS)
    yield load.within("longest answer", found, 1, most=10)


@fault()
def slowloris(scene: Scene) -> Iterator[Figure]:
    """400 connections that send a byte of their headers now and then, at the shipped nginx."""
    place = scene.folder / "door"
    place.mkdir()
    with door.opened(place, scene.running.port) as opened, Dripping(opened.port):
        found, until = list[load.Took](), time.monotonic() + DRIP_SECONDS
        while time.monotonic() < until:
            with opened.phone(scene.owner.token) as phone:
                found.append(load.asked(phone, load.insights(scene.owner)))
            time.sleep(0.1)
    load.statuses(found, allowed=(200,))
    yield load.within("95 of 100 honest calls within", found, 0.95, most=LIGHT_SECONDS)


@fault(is_short=True)
def hostile_requests(scene: Scene) -> Iterator[Figure]:
    """Bodies, headers, addresses and JSON of a size, depth or shape that nobody means well with."""
    slowest = 0.0
    for name, request in HOSTILE.items():
        began = time.monotonic()
        status, body = spoken(scene.running.port, request(scene.owner.token))
        slowest = max(slowest, time.monotonic() - began)
        if not 400 <= status < 500:
            raise Broken(f"{name} is answered {status}: {body[:80]!r}")
        if any(mark in body for mark in TRACES) or not is_sentence(body):
            raise Broken(f"the answer to {name} is no plain sentence: {body[:120]!r}")
    yield Figure("refused in a sentence", len(HOSTILE), f"of {len(HOSTILE)}")
    yield Figure("longest refusal", round(slowest, 2), "s", most=10)


@fault()
def uploads_dropped(scene: Scene) -> Iterator[Figure]:
    """60 uploads whose senders go away half-way."""
    listed = f"/api/v1/invoices/extractions?business_id={scene.owner.business_id}"
    with scene.phone() as phone:
        before = phone.get(listed).json()
        for _ in range(DROPPED):
            _half_an_upload(scene)
        took = load.asked(phone, load.insights(scene.owner))
        after = phone.get(listed).json()
    load.statuses([took], allowed=(200,))
    if after != before:
        raise Broken("half of a document was kept")
    yield Figure("a call afterwards within", round(took.seconds, 2), "s", most=LIGHT_SECONDS)


@fault()
def fairness(scene: Scene) -> Iterator[Figure]:
    """One business sends 30 documents and asks from 20 phones without a pause; the other asks as ever."""
    heavy, light = scene.people.owners
    stop = threading.Event()
    sender = threading.Thread(target=_send_documents, args=(scene, stop))
    sender.start()
    try:
        asks = [load.insights(heavy), load.fraud(heavy)]
        busy = load.going_on(heavy, scene.running.url, asks, clients=20, pause=0.02)
        with busy, light.phone(scene.running.url) as phone:
            time.sleep(2)
            stored = [load.asked(phone, load.insights(light)) for _ in range(60)]
            worked_out = [load.asked(phone, load.fresh_insights(light)) for _ in range(3)]
    finally:
        stop.set()
        sender.join()
    load.statuses([*stored, *worked_out], allowed=(200,))
    yield load.within("95 of 100 calls of the light one within", stored, 0.95, most=LIGHT_SECONDS)
    yield load.within("its answers worked out anew within", worked_out, 1, most=25)


def _send_documents(scene: Scene, stop: threading.Event) -> None:
    """Bills as text, each another, none waited for."""
    with scene.phone() as phone:
        for number in range(30):
            if stop.is_set():
                return
            text = f"Sai Electricals\nInvoice {uuid4()}\nLED bulb {number} x 120\n".encode() * 40
            load.asked(phone, load.document(scene.owner, text))


def _half_an_upload(scene: Scene) -> None:
    form = (
        '--x\r\nContent-Disposition: form-data; name="business_id"\r\n\r\n'
        f"{scene.owner.business_id}\r\n--x\r\n"
        'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 '
    )
    head = (
        f"POST /api/v1/invoices/extract HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {scene.owner.token}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 4000000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", scene.running.port), timeout=10) as sender:
        sender.sendall((head + form).encode() + b"x" * 500_000)


class Dripping:
    """Within the block many connections to `port` send a byte of their headers every few seconds."""

    def __init__(self, port: int) -> None:
        self._port, self._sockets = port, list[socket.socket]()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._drip)

    def __enter__(self) -> None:
        for _ in range(DRIPPING):
            with suppress(OSError):
                self._sockets.append(socket.create_connection(("127.0.0.1", self._port), timeout=5))
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
        for one in self._sockets:
            one.close()

    def _drip(self) -> None:
        while not self._is_over.wait(1.0):
            for one in self._sockets:
                with suppress(OSError):
                    one.sendall(b"G")
