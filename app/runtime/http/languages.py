"""Which language the reader of an answer wants: `Accept-Language` (RFC 9110, section 12.5.4) among those we have."""

import flask

from app.values.language import Language

_SPOKEN = {language.value: language for language in Language}


def wanted() -> Language:
    """The language that the present request likes best among ours, else English; a dialect (`hi-IN`) is its language.

    Never raises: a header that nobody can read asks for nothing.
    """
    for tag, quality in flask.request.accept_languages:
        language = _SPOKEN.get(tag.replace("_", "-").split("-")[0].lower())
        if language and quality > 0:
            return language
    return Language.ENGLISH


def named(response: flask.Response, language: Language) -> flask.Response:
    """`response` with the name of its language, and word to caches that another reader may get another."""
    response.headers["Content-Language"] = language.value
    response.vary.add("Accept-Language")
    return response
