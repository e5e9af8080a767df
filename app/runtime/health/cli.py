"""`flask status`: one look at everything, for whoever was just woken."""

import click
from flask import current_app
from flask.cli import with_appcontext

from app.runtime.health.service import Finding, Health, overall
from app.runtime.http.current import rt
from app.runtime.jobs import desk
from app.values.errors import Problem

EXTENSION = "health"
EXITS = {"healthy": 0, "degraded": 1, "unhealthy": 2}


@click.command("status")
@with_appcontext
def status() -> None:
    """Say what answers and what does not, and how many jobs wait or are dead.

    Ends with 0 (healthy), 1 (a part is down: answers, with less, or lacks a backup) or 2 (unhealthy: cannot answer).
    """
    health: Health = current_app.extensions[EXTENSION]
    findings = health.findings()
    word = overall(findings)
    click.echo(f"{word}, version {rt().settings.app_version}, {rt().settings.environment}")
    for one in findings:
        click.echo(_line(one))
    try:
        click.echo("jobs: " + ", ".join(f"{count:,} {one.value}" for one, count in desk.tallies(rt()).items()))
        click.echo("waits: " + ", ".join(f"{kind} {seconds:,.0f} s" for kind, seconds in desk.waits(rt()).items()))
    except Problem as problem:
        click.echo(f"jobs: {problem.message}")
    raise click.exceptions.Exit(max(EXITS[word], int(not all(one.is_healthy for one in findings))))


def _line(one: Finding) -> str:
    return f"{'ok  ' if one.is_healthy else 'DOWN'} {one.component}: {one.detail} ({one.took_ms:.0f} ms)"
