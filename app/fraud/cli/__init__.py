"""`flask fraud`: what can be found in files, without a server."""

import click

from app.fraud.cli import anomalies, scanning

group = click.Group("fraud", help="Fraud: alerts on books, and odd payments, from a file.")
group.add_command(scanning.scan)
group.add_command(anomalies.anomalies)
