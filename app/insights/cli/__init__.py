"""`flask insights`: forecasts and insights from files, without a server."""

import click

group = click.Group("insights", help="Insights: what comes, from files, without a server.")
