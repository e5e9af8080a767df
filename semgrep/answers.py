"""Each line says whether its rule speaks up (ruleid) or is silent (ok)."""

from flask import jsonify


def first():
    try:
        return read()
    except ValueError as error:
        # ruleid: tells-a-librarys-words
        return jsonify(message=str(error)), 400


def second():
    try:
        return read()
    except ValueError as error:
        # ruleid: tells-a-librarys-words
        return {"message": f"It failed: {error}"}


def third():
    try:
        return read()
    except ValueError as error:
        log.warning("not read", extra={"reason": str(error)})
        # ok: tells-a-librarys-words
        return {"message": "This file could not be read."}
