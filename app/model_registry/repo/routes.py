"""Who answers for each model, as one small JSON text over `ml_models`, their pointers and what processes loaded."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from app.model_registry.records import Chosen, Route
from app.model_registry.repo.loads import SILENT_SECONDS

ROUTES = (
    "select json_agg(json_build_object('name', m.name, 'generation', coalesce(p.generation, 0),"
    " 'production', json_build_array(m.id, m.label),"
    " 'shadow', (select json_build_array(s.id, s.label) from ml_models s where s.id = p.shadow_id),"
    " 'canary', (select json_build_array(c.id, c.label) from ml_models c where c.id = p.canary_id),"
    " 'share', coalesce(p.canary_share, 0), 'instead', (select json_agg(distinct jsonb_build_array(f.label, l.serving))"
    " from ml_model_loads l join ml_models f on f.id = l.model_id where l.model_id in (m.id, p.canary_id)"
    f" and l.reason <> '' and l.seen_at > now() - interval '{SILENT_SECONDS} seconds')) order by m.name)"
    " from ml_models m left join ml_model_pointers p on p.name = m.name"
    " where m.state = 'production' and m.sha256 is not null"
)


def routes(found: str | None) -> Mapping[str, Route]:
    """What the answer to `ROUTES` says, by the model's name."""
    return {row["name"]: _route(row) for row in json.loads(found or "[]")}


def _route(row: Mapping[str, Any]) -> Route:
    substitutes: dict[str, set[str]] = {}
    for label, serving in row["instead"] or ():
        substitutes.setdefault(label, set()).add(serving)
    return Route(
        name=row["name"],
        generation=row["generation"],
        production=_chosen(row["production"]),
        canary=_chosen(row["canary"]) if row["canary"] else None,
        shadow=_chosen(row["shadow"]) if row["shadow"] else None,
        canary_share=row["share"],
        substitutes={label: frozenset(found) for label, found in substitutes.items()},
    )


def _chosen(found: Sequence[str]) -> Chosen:
    model_id, label = found
    return Chosen(UUID(model_id), label)
