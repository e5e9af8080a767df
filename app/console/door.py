"""Who may come in: a browser that an admin has signed in, and only with forms that this service has written.

The cookie is sent by no other site (`SameSite=Strict`), read by no script (`HttpOnly`), and each form carries the
session's secret besides: a page of a neighbour under the same domain is the same site, and still not this one.
"""

import hmac
import secrets
from datetime import datetime

import flask
from flask import Response, g, request

from app.runtime.auth import sessions
from app.runtime.auth.sessions import Session
from app.runtime.http.bodies import ENVELOPE_BYTES
from app.runtime.http.current import rt
from app.runtime.http.visit import present
from app.runtime.observe import context
from app.runtime.observe.logs import audit, security
from app.values.errors import Forbidden, NotFound

FORM_FIELD = "form_secret"
STALE_FORM = "This form is out of date. Please go back, load the page again and repeat what you wanted to do."
_open: set[str] = set()
_for_models: set[str] = set()


def open_to_all(endpoint: str) -> None:
    """Lets everybody see this page."""
    _open.add(endpoint)


def allow_model(endpoint: str) -> None:
    """Lets this page's form carry a model file."""
    _for_models.add(endpoint)


def admit() -> Response | None:
    """Lets a signed-in admin in, sends everybody else to sign in. Raises `Forbidden` for a form of somebody else.

    Raises `NotFound` for an address with a NUL, which no name of ours has and PostgreSQL does not take.
    """
    if "\x00" in request.path or any("\x00" in value for value in request.args.values()):
        raise NotFound("There is no page at this address.")
    if request.method == "POST":
        _from_here()
    if request.endpoint in _open:
        return None
    cookie = request.cookies.get(cookie_name())
    session = sessions.find(rt(), cookie, now=rt().clock.now()) if cookie else None
    if session is None:
        return _to_sign_in()
    g.console_session = session
    present().caller = session.caller
    context.add(user_id=session.caller.user_id)
    if request.endpoint in _for_models:
        request.max_content_length = rt().settings.model_max_file_size + ENVELOPE_BYTES
    if request.method == "POST" and not is_beyond_cap():
        _own_form(session.form_secret)
    if not is_fragment():
        audit("admin page", method=request.method, path=request.path)
    return None


def is_beyond_cap() -> bool:
    """Whether a model's form says that it is larger than any that is read; its secret then stays unread, too."""
    most = request.max_content_length
    return request.endpoint in _for_models and most is not None and (request.content_length or 0) > most


def session() -> Session | None:
    """The session of the present request."""
    found: Session | None = g.get("console_session")
    return found


def is_fragment() -> bool:
    """Whether htmx asks for a part of a page that it shows already."""
    return request.headers.get("HX-Request") == "true"


def cookie_name() -> str:
    """`__Host-` makes browsers take it from this very host over TLS alone; a laptop without TLS goes without."""
    return "__Host-console" if _is_secure() else "console"


def keep(response: Response, cookie: str, until: datetime) -> None:
    """Hands the session's cookie to the browser."""
    response.set_cookie(
        cookie_name(), cookie, expires=until, path="/", secure=_is_secure(), httponly=True, samesite="Strict"
    )


def forget(response: Response) -> None:
    """Takes the cookie back."""
    response.delete_cookie(cookie_name(), path="/", secure=_is_secure(), httponly=True, samesite="Strict")


def form_secret_for_sign_in(response: Response) -> str:
    """A secret for the one form that stands before a session: kept in a cookie and in the form, compared later."""
    secret = secrets.token_urlsafe(32)
    response.set_cookie(
        _form_cookie(), secret, max_age=3600, path="/", secure=_is_secure(), httponly=True, samesite="Strict"
    )
    return secret


def check_sign_in_form() -> None:
    """Raises `Forbidden` unless the form is the one that this browser was given."""
    _own_form(request.cookies.get(_form_cookie(), ""))


def _from_here() -> None:
    """Browsers say where a form comes from; those that do not are stopped by the form's secret alone."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        security("console form of another site refused", path=request.path)
        raise Forbidden(STALE_FORM)


def _own_form(secret: str) -> None:
    given = request.form.get(FORM_FIELD, "")
    if not secret or not hmac.compare_digest(secret.encode(), given.encode()):
        security("console form without its secret refused", path=request.path)
        raise Forbidden(STALE_FORM)


def _to_sign_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" and not is_fragment() else None
    address = flask.url_for("console.sign_in", next=wanted)
    if is_fragment():
        return Response(status=401, headers={"HX-Redirect": address})
    return flask.redirect(address, 303)  # type: ignore[return-value]


def _form_cookie() -> str:
    return f"{cookie_name()}-form"


def _is_secure() -> bool:
    return rt().settings.environment not in ("development", "test")
