"""The control: a plain Flask view that verifies the same token and returns the same bytes from Redis."""

import os
from pathlib import Path
from typing import cast

import jwt
import redis
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from flask import Flask, Response, request

from scripts.bench.stack import CONTROL_KEY

app = Flask("plain")
_store = redis.Redis.from_url(os.environ["REDIS_URL"])
_private = serialization.load_pem_private_key(Path(os.environ["BENCH_KEY"]).read_bytes(), password=None)
_public = cast(EllipticCurvePrivateKey, _private).public_key()


@app.get("/health/live")
def live() -> str:
    """The process answers."""
    return "alive"


@app.get("/api/v1/insights/<uuid:business_id>")
def insights(business_id: object) -> Response:
    """The bytes, for whoever carries a token of the local issuer."""
    token = request.headers["Authorization"].removeprefix("Bearer ")
    jwt.decode(token, _public, algorithms=["ES256"], audience="authenticated", issuer="fineasy-local")
    body = _store.get(CONTROL_KEY)
    return Response(body, mimetype="application/json")
