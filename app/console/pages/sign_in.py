"""`/admin/sign-in` and `/admin/sign-out`."""

import re

import flask
from flask import Response, request

from app.console import door, rendering
from app.console.blueprint import page
from app.runtime.auth import passwords, sessions
from app.runtime.http import errors
from app.runtime.http.current import rt
from app.values.errors import Problem

OURS = re.compile(r"/admin(/\w[\w.-]*)*(\?[\w.~%&=+:-]*)?", re.ASCII)
"""Addresses of our pages: no host, no way up, nothing that a header cannot hold."""


@page("/sign-in", is_open=True)
def sign_in() -> Response:
    """The form."""
    return _form()


@page("/sign-in", method="POST", is_open=True)
def signed_in() -> Response:
    """Signs the browser in with a token, or with an account's password, and goes where it wanted to go."""
    door.check_sign_in_form()
    try:
        cookie, session = sessions.begin(rt(), _shown, address=request.remote_addr or "", now=rt().clock.now())
    except Problem as problem:
        return _form(problem.message, status=errors.status_of(problem))
    response: Response = flask.redirect(_wanted(), 303)  # type: ignore[assignment]
    door.keep(response, cookie, session.until)
    return response


@page("/sign-out", method="POST")
def sign_out() -> Response:
    """Ends the session here and in the service."""
    sessions.end(rt(), request.cookies.get(door.cookie_name(), ""))
    response = rendering.to("sign_in", said="signed_out")
    door.forget(response)
    return response


def _shown() -> str:
    email = request.form.get("email", "").strip()
    if email:
        return passwords.token(rt(), email=email, password=request.form.get("password", ""))
    return request.form.get("token", "")


def _form(refusal: str = "", *, status: int = 200) -> Response:
    response = Response(status=status, mimetype="text/html")
    secret = door.form_secret_for_sign_in(response)
    response.set_data(
        rendering.rendered(
            "sign_in.html",
            refusal=refusal,
            form_secret=secret,
            wanted=_wanted(),
            has_passwords=passwords.are_known(rt()),
            has_local_issuer=rt().settings.identity_mode == "local",
            email=request.form.get("email", ""),
        )
    )
    return response


def _wanted() -> str:
    """Where the browser wanted to go; only ever a page of ours."""
    wanted = request.values.get("next", "")
    return wanted if OURS.fullmatch(wanted) else flask.url_for("console.models")
