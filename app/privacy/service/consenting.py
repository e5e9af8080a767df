"""Agreeing and taking back, and how a business lets its rows be used.

What holds is read where it matters, at once: a training reads `ai_training_businesses`, the count of use
`ai_consents_now`. Nothing is remembered in between.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.books import access
from app.privacy.records import Answer, Choices, Purpose, Standing, VersionUnknown
from app.privacy.repo import consents as repo
from app.privacy.rules import purposes
from app.privacy.service import admitting
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.language import Language


def standing(rt: Runtime, *, caller: Caller) -> Sequence[Standing]:
    """Each purpose with all that the caller said to it."""
    with rt.db.transaction(caller) as tx:
        return [Standing(one, repo.fetch_answers(tx, caller.user_id, one.name)) for one in purposes.PURPOSES]


def answer(
    rt: Runtime, purpose: str, *, is_given: bool, version: int, language: Language, caller: Caller, now: datetime
) -> Standing:
    """What holds after the caller's answer; the same answer again adds nothing.

    Taking back that use is counted also deletes what was counted, a repeat what a killed process has left.
    Raises `PurposeUnknown`, `VersionUnknown`.
    """
    asked = purposes.named(purpose)
    if version != asked.version:
        raise VersionUnknown
    answers = _answers(rt, asked, Answer(asked.name, version, language, is_given, now), caller)
    if asked is purposes.ANALYTICS and not is_given:
        with rt.db.transaction(Caller.service()) as tx:
            repo.forget_counted(tx, caller.user_id)
    return Standing(asked, answers)


def _answers(rt: Runtime, asked: Purpose, said: Answer, caller: Caller) -> Sequence[Answer]:
    """All answers of the caller to a purpose, the one just said among them."""
    with rt.db.transaction(caller) as tx:
        before = repo.fetch_answers(tx, caller.user_id, asked.name)
        if before and (before[0].is_given, before[0].version) == (said.is_given, said.version):
            return before
        repo.insert(tx, said, user_id=caller.user_id)
        action = "consent given" if said.is_given else "consent withdrawn"
        rt.audit.append(tx, Deed(action, Actor.of(caller), None, "purpose", asked.name, {"version": said.version}))
    return [said, *before]


def choices(rt: Runtime, business_id: UUID, *, caller: Caller) -> Choices:
    """How the business lets its rows be used. Raises `BusinessNotFound`."""
    access.reach(rt, caller, business_id)
    with rt.db.transaction(caller) as tx:
        return repo.fetch_choices(tx, business_id)


def choose(rt: Runtime, wanted: Choices, *, caller: Caller, now: datetime) -> Choices:
    """The choices as they hold now. Raises `BusinessNotFound` and `OwnerOnly`."""
    admitting.whom(rt, wanted.business_id, caller=caller)
    with rt.db.transaction(caller) as tx:
        repo.save_choices(tx, wanted, user_id=caller.user_id, now=now)
        told = {"anonymize_data": wanted.anonymize_data, "data_sharing_enabled": wanted.data_sharing_enabled}
        rt.audit.append(tx, Deed("privacy settings changed", Actor.of(caller), wanted.business_id, details=told))
    return replace(wanted, updated_at=now)
