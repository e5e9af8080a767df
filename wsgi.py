"""The web application for gunicorn and for `flask --app wsgi`."""

from app.factory import create_app

app = create_app()
