"""Whether a flag is on: kill switch, the business's own setting, the flag's own, its rollout, the environment."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from app.flags.records import Decision, Flag, Reason

AI_FLAG = "ai_enabled"
"""The flag that switches every analysis off while running, as AI_ENABLED does at start."""

ENVIRONMENT_DEFAULTS: Mapping[str, str] = {
    "fraud_detection": "fraud_detection_enabled",
    "predictive_insights": "predictive_analytics_enabled",
    "predictive_analytics": "predictive_analytics_enabled",
    "compliance_checking": "compliance_checking_enabled",
    "nlp_invoice_generation": "nlp_invoice_enabled",
    "nlp_invoice": "nlp_invoice_enabled",
    AI_FLAG: "ai_enabled",
}
"""Which setting gives a flag's default. Two names mean one thing where the app and its health screen differ."""

FRAUD, INSIGHTS = "fraud_detection", "predictive_analytics"
COMPLIANCE, DRAFTS = "compliance_checking", "nlp_invoice"
FEATURES = (FRAUD, INSIGHTS, COMPLIANCE, DRAFTS)
"""The features of the app's health screen, by its names."""

ALIASES: Mapping[str, str] = {"predictive_analytics": "predictive_insights", "nlp_invoice": "nlp_invoice_generation"}
"""Second names, and the name under which the flag is stored."""


def decision(
    name: str,
    flag: Flag | None,
    *,
    default: bool | None,
    user_id: UUID | None,
    business_ids: Collection[UUID],
    is_ai_on: bool = True,
) -> Decision:
    """Whether `name` is on for this user of these businesses. `default` is the environment's; None when it has none.

    Of several businesses with settings of their own, one that has it on is enough: the app asks for the person.
    """
    if flag is None and default is None:
        return Decision(name, False, Reason.UNKNOWN_FLAG)
    flag = flag or Flag(name)
    enabled, reason, variant = _judged(flag, default, user_id, business_ids)
    if enabled and not is_ai_on:
        enabled, reason = False, Reason.AI_DISABLED
    return Decision(name, enabled, reason, (variant or flag.variant) if enabled else None, flag.metadata)


def of_business(name: str, flag: Flag | None, *, default: bool | None, business_id: UUID, is_ai_on: bool) -> Decision:
    """Whether work that nobody waits for is done for a business: a rollout to some users is one that somebody sees."""
    seen = replace(flag, rollout_percent=100) if flag and flag.rollout_percent else flag
    return decision(name, seen, default=default, user_id=None, business_ids=(business_id,), is_ai_on=is_ai_on)


def stored_name(name: str) -> str:
    """The name under which a flag is stored."""
    return ALIASES.get(name, name)


def is_name(name: str) -> bool:
    """Whether a flag may be called so."""
    return re.fullmatch(r"[a-z][a-z0-9_]{0,99}", name) is not None


def bucket(name: str, user_id: UUID | None) -> int:
    """The user's place 0..99 in the rollout of a flag: the same for ever, and unlike that in other flags."""
    digest = hashlib.sha256(f"{name}:{user_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 100


def _judged(
    flag: Flag, default: bool | None, user_id: UUID | None, business_ids: Collection[UUID]
) -> tuple[bool, Reason, str | None]:
    own = [override for override in flag.overrides if override.business_id in business_ids]
    if own:
        chosen = max(own, key=lambda override: override.enabled)
        return chosen.enabled, Reason.BUSINESS_OVERRIDE, chosen.variant
    if flag.enabled is False:
        return False, Reason.FLAG, None
    if flag.enabled is None and default is False:
        return False, Reason.ENVIRONMENT, None
    if flag.rollout_percent < 100:
        return bucket(flag.name, user_id) < flag.rollout_percent, Reason.ROLLOUT, None
    return True, Reason.FLAG if flag.enabled else Reason.ENVIRONMENT, None
