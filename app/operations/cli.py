"""`flask report`: what was told of weeks and months of the service, and telling it now."""

from datetime import date, datetime

import click
from flask.cli import with_appcontext

from app.operations.records import NoReport, Period, Report
from app.operations.rules import spans
from app.operations.service import reporting
from app.operations.wording import reports as wording
from app.runtime.commands import Group
from app.runtime.http.current import rt

PERIODS = click.Choice([one.value for one in Period])


@click.group("report", cls=Group, help="Weekly and monthly reports on the service.")
def group() -> None:
    """Commands about reports."""


@group.command("list")
@with_appcontext
def list_reports() -> None:
    """List the reports, the latest first."""
    found = reporting.listed(rt())
    for one in found:
        click.echo(f"{one.span.period.value} {one.span.begins_on}  {wording.title(one.span)}")
    if not found:
        click.echo("No report was written yet.")


@group.command("show")
@click.option("--period", type=PERIODS, help="A week or a month; the latest of either by default.")
@click.option("--begins", type=click.DateTime(["%Y-%m-%d"]), help="Its first day; the latest by default.")
@with_appcontext
def show(period: str | None, begins: datetime | None) -> None:
    """Show a report."""
    kept = reporting.listed(rt(), most=500)
    wanted = [
        one
        for one in kept
        if (period is None or one.span.period.value == period)
        and (begins is None or one.span.begins_on == begins.date())
    ]
    if not wanted:
        raise NoReport
    _print(wanted[0])


@group.command("write")
@click.option("--period", type=PERIODS, default=Period.WEEK.value, show_default=True)
@click.option("--begins", type=click.DateTime(["%Y-%m-%d"]), help="A day in it; else the last one that is over.")
@with_appcontext
def write(period: str, begins: datetime | None) -> None:
    """Write the report on a week or month that is over, anew where there is one, and show it."""
    kind, now = Period(period), rt().clock.now()
    today: date = rt().clock.today()
    span = spans.of(kind, begins.date()) if begins else spans.last_over(kind, today)
    _print(reporting.write(rt(), span, now=now))


def _print(report: Report) -> None:
    for line in wording.lines(wording.title(report.span), report.sections):
        click.echo(line)
