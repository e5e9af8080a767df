"""The steps of a version and of a model: first a page that says what will happen, then the deed with its reason."""

from collections.abc import Callable, Mapping
from functools import partial

from flask import Response, request

from app.console import forms, rendering, sentences
from app.console.blueprint import page
from app.model_registry.records import Actor
from app.model_registry.rules.offers import Step
from app.model_registry.service import actors, jobs, models, versions
from app.model_registry.service.lifecycle import promotion, trials
from app.runtime.http.current import caller, rt
from app.values.errors import Invalid

ANY_STEP = f"<any({', '.join(step.value for step in Step)}):step>"
DEEDS: Mapping[Step, Callable[..., object]] = {
    Step.PROMOTE: promotion.promote,
    Step.APPROVE: promotion.approve,
    Step.REJECT: promotion.reject,
    Step.ARCHIVE: promotion.archive,
    Step.SHADOW: trials.shadow,
    Step.UNSHADOW: partial(trials.shadow, is_on=False),
    Step.UNCANARY: partial(trials.canary, share=0.0),
}


@page(f"/models/<name>/versions/<int:number>/{ANY_STEP}")
def step(name: str, number: int, step: str) -> Response:
    """What the step does, and the form that takes it."""
    return rendering.page(
        "step.html",
        model=models.one(rt(), name),
        version=versions.one(rt(), name, number),
        step=step,
        told=sentences.STEPS[step],
    )


@page(f"/models/<name>/versions/<int:number>/{ANY_STEP}", method="POST")
def take_step(name: str, number: int, step: str) -> Response:
    """Takes the step."""
    if step == Step.VALIDATE:
        jobs.ask_for_validation(rt(), name, number, actor=_actor())
    else:
        share = {"share": _share()} if step == Step.CANARY else {}
        deed = DEEDS.get(Step(step), trials.canary)
        deed(rt(), name, number, actor=_actor(), reason=forms.reason(), now=rt().clock.now(), **share)
    return rendering.to("version", name=name, number=number, said=step)


@page("/models/<name>/<any(rollback, retrain):deed>")
def model_step(name: str, deed: str) -> Response:
    """What going back, or training anew, does, and the form that does it."""
    return rendering.page(
        "step.html", model=models.one(rt(), name), version=None, step=deed, told=sentences.STEPS[deed]
    )


@page("/models/<name>/rollback", method="POST")
def rollback(name: str) -> Response:
    """Puts the version before back into production."""
    promotion.rollback(rt(), name, actor=_actor(), reason=forms.reason(), now=rt().clock.now())
    return rendering.to("model", name=name, said="rollback")


@page("/models/<name>/retrain", method="POST")
def retrain(name: str) -> Response:
    """Asks for a training now and shows its job."""
    is_anyway = request.form.get("anyway") == "yes"
    job_id = jobs.ask_for_retraining(rt(), name, actor=_actor(), is_anyway=is_anyway)
    return rendering.to("job", job_id=job_id, said="retrain")


def _actor() -> Actor:
    return actors.admin(caller())


def _share() -> float:
    given = request.form.get("share", "").strip()
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= 100):
        raise Invalid("The share of businesses must be a whole number from 1 to 100.")
    return int(given) / 100
