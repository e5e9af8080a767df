"""`flask models validate`, `approve`, `reject`, `promote`, `rollback`, `archive`, `shadow`, `canary` and `retrain`."""

from typing import Any

import click
from flask.cli import with_appcontext

from app.model_registry.cli import words
from app.model_registry.cli.following import follow
from app.model_registry.cli.group import group
from app.model_registry.records import ModelVersion, State
from app.model_registry.service import actors, jobs, versions
from app.model_registry.service.lifecycle import promotion, trials
from app.runtime.http import current

VERSION = click.argument("version", type=click.IntRange(1))
NAME = click.argument("name")


def _said(_: click.Context, __: click.Parameter, reason: str) -> str:
    if not reason.strip():
        raise click.ClickException("Please say in a few words why, so that others can understand it later.")
    return reason.strip()


REASON = click.option("--reason", required=True, callback=_said, help="Why, in words that the history keeps.")
NO_REASON_NEEDED = click.option("--reason", default="", help="Why, in words that the history keeps.")


@group.command("validate")
@NAME
@VERSION
@with_appcontext
def validate(name: str, version: int) -> None:
    """Have the worker validate a version, and show the verdict."""
    judged(name, version)


@group.command("approve")
@NAME
@VERSION
@NO_REASON_NEEDED
@with_appcontext
def approve(name: str, version: int, reason: str) -> None:
    """Approve a validated version."""
    _told(promotion.approve(current.rt(), name, version, **_will(reason)))


@group.command("reject")
@NAME
@VERSION
@REASON
@with_appcontext
def reject(name: str, version: int, reason: str) -> None:
    """Reject a version: neither a promotion nor a rollback reaches it."""
    _told(promotion.reject(current.rt(), name, version, **_will(reason)))


@group.command("promote")
@NAME
@VERSION
@REASON
@with_appcontext
def promote(name: str, version: int, reason: str) -> None:
    """Let a version serve, in every process within seconds."""
    _told(promotion.promote(current.rt(), name, version, **_will(reason)))


@group.command("rollback")
@NAME
@REASON
@with_appcontext
def rollback(name: str, reason: str) -> None:
    """Let the version serve again that served before."""
    _told(promotion.rollback(current.rt(), name, **_will(reason)))


@group.command("archive")
@NAME
@VERSION
@REASON
@with_appcontext
def archive(name: str, version: int, reason: str) -> None:
    """Put away a version that does not serve."""
    _told(promotion.archive(current.rt(), name, version, **_will(reason)))


@group.command("shadow")
@NAME
@VERSION
@click.option("--on/--off", "is_on", default=True, help="Whether it shall watch.")
@NO_REASON_NEEDED
@with_appcontext
def shadow(name: str, version: int, is_on: bool, reason: str) -> None:
    """Let a version score what the serving one answers, unseen by anybody."""
    found = trials.shadow(current.rt(), name, version, is_on=is_on, **_will(reason))
    click.echo(f"{found.label} {'watches' if is_on else 'does not watch'} now.")


@group.command("canary")
@NAME
@VERSION
@click.option("--share", type=click.FloatRange(0, 1), required=True, help="Share of the businesses; 0 ends it.")
@NO_REASON_NEEDED
@with_appcontext
def canary(name: str, version: int, share: float, reason: str) -> None:
    """Let a version answer a share of the businesses, always the same ones."""
    found = trials.canary(current.rt(), name, version, share=share, **_will(reason))
    click.echo(f"{found.label} answers {share:.0%} of the businesses now.")


@group.command("retrain")
@NAME
@click.option("--anyway", is_flag=True, help="Also without enough new labels.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Draw other generated examples than the last time.")
@with_appcontext
def retrain(name: str, anyway: bool, seed: int | None) -> None:
    """Have the worker train a new version and validate it, and watch both."""
    found = follow(jobs.ask_for_retraining(current.rt(), name, actor=actors.operator(), is_anyway=anyway, seed=seed))
    for key, value in found.items():
        click.echo(f"{key}: {value}")
    if found.get("state") == State.CANDIDATE:
        judged(name, found["version"])


def judged(name: str, version: int) -> None:
    """Has a version validated and shows each gate. Ends the command when it does not pass."""
    rt = current.rt()
    follow(jobs.ask_for_validation(rt, name, version, actor=actors.operator()))
    found, kept = versions.one(rt, name, version), versions.validations_of(rt, name, version)
    for line in words.gates(kept[0] if kept else None):
        click.echo(line)
    if kept and not kept[0].has_passed:
        raise click.ClickException(f"Version {version} of {name} did not pass; it is {found.state}.")
    _told(found)


def _told(found: ModelVersion) -> None:
    click.echo(f"{found.label} is {found.state}.")


def _will(reason: str) -> dict[str, Any]:
    return {"reason": reason, "actor": actors.operator(), "now": current.rt().clock.now()}
