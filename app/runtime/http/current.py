"""What the present request or command stands on."""

from flask import Flask, current_app

from app.runtime.http.visit import present
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.errors import Unauthorized

EXTENSION = "runtime"


def attach(app: Flask, runtime: Runtime) -> None:
    """Makes `runtime` the one that this app's requests and commands use."""
    app.extensions[EXTENSION] = runtime


def rt() -> Runtime:
    """The runtime."""
    found: Runtime = current_app.extensions[EXTENSION]
    return found


def caller() -> Caller:
    """Who is calling. Raises `Unauthorized` when nobody is signed in."""
    found = present().caller
    if found is None:
        raise Unauthorized
    return found


def runtime_of(app: Flask) -> Runtime:
    """The runtime of `app`, outside of a request."""
    found: Runtime = app.extensions[EXTENSION]
    return found
