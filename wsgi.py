"""The web application for gunicorn and for `flask --app wsgi`."""

import sys

from app.runtime import memory

with memory.staying():
    from app.factory import create_app
    from app.runtime.settings import SettingsError

    try:
        app = create_app()
    except SettingsError as error:
        sys.exit("\n".join(f"problem: {problem}" for problem in error.problems))
