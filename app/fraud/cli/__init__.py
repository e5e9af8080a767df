"""`flask fraud`: what can be found in files, without a server."""

import click

from app.fraud.cli import scanning

group = click.Group("fraud", help="Fraud: alerts on books from a file.")
group.add_command(scanning.scan)
