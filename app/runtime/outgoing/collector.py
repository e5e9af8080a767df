"""The same for OpenTelemetry's exporter, which wants a session of `requests`; imported where a collector is set."""

from collections.abc import Mapping
from typing import Any

import httpx
import requests
from requests.adapters import BaseAdapter

from app.runtime.outgoing.client import Bounds, client
from app.runtime.outgoing.door import Door


def session(door: Door, bounds: Bounds) -> requests.Session:
    """A session whose requests go through `door`, whatever their address."""
    made = requests.Session()
    made.trust_env = False
    for scheme in ("https://", "http://"):
        made.mount(scheme, Adapter(door, bounds))
    return made


class Adapter(BaseAdapter):
    """Carries `requests`' requests with our client. Raises `requests.ConnectionError`."""

    def __init__(self, door: Door, bounds: Bounds) -> None:
        super().__init__()
        self._client = client(door, bounds)

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer; only its status and body are of use to an exporter."""
        try:
            found = self._client.request(
                request.method or "POST", request.url or "", headers=_headers(request), content=_content(request)
            )
        except httpx.HTTPError as error:
            raise requests.ConnectionError(str(error), request=request) from error
        answer = requests.Response()
        answer.status_code, answer.reason, answer.url = found.status_code, found.reason_phrase, str(found.url)
        answer._content = found.content
        answer.headers.update(found.headers)
        return answer

    def close(self) -> None:
        """Hangs up."""
        self._client.close()


def _content(request: requests.PreparedRequest) -> bytes:
    body = request.body or b""
    if not isinstance(body, bytes):
        raise requests.ConnectionError("only whole bodies are sent", request=request)
    return body


def _headers(request: requests.PreparedRequest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value.decode() for name, value in request.headers.items()}
