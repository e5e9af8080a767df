"""`flask insights`: forecasts and insights from files, without a server."""

import click

from app.insights.cli import forecasting, paying, purchases, reporting

group = click.Group("insights", help="Insights: what comes, from files, without a server.")
group.add_command(forecasting.forecast)
group.add_command(purchases.customers)
group.add_command(paying.late_payments_of_a_file)
group.add_command(reporting.report)
