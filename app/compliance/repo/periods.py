"""Answers about periods in `ai_analysis_results`: `head` has the figures, `lists` the rows, `portal` the portal's JSON.

PostgreSQL cuts out what is wanted, so that a page of a long list is never read whole.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.compliance.records.periods.asked import Kept, Made, Matter, Page, View

FORGET = text("""
    delete from public.ai_analysis_results
    where business_id = :business_id and analysis_type = :analysis_type and subject_id = :subject
      and created_at < cast(:now as timestamptz) - interval '1 hour'
""")
INSERT = text("""
    insert into public.ai_analysis_results
        (business_id, analysis_type, subject_id, model_version, book_revision, result, created_at)
    values (:business_id, :analysis_type, :subject, :version, :revision, cast(:result as jsonb), :now)
""")
NEWEST = text("""
    select id, book_revision, model_version, created_at from public.ai_analysis_results
    where business_id = :business_id and analysis_type = :analysis_type and subject_id = :subject
    order by created_at desc limit 1
""")
BODIES = {
    View.FULL: "(result->'head') || (result->'lists') || cast(:more as jsonb)",
    View.SUMMARY: "(result->'head') || cast(:more as jsonb)",
    View.PORTAL: "result->'portal'",
}
BODY = {
    view: text(
        f"select cast({what} as text) from public.ai_analysis_results where id = :id and business_id = :business"
    )
    for view, what in BODIES.items()
}
PAGE = text("""
    with wanted as (
        select result->'head' as head, case when cast(:rule as text) is null then result->'lists'->'invoices'
            else jsonb_path_query_array(result->'lists'->'invoices', '$[*] ? (@.rules[*] == $rule)',
                jsonb_build_object('rule', :rule)) end as rows
        from public.ai_analysis_results where id = :id and business_id = :business
    )
    select cast(head || cast(:more as jsonb) || jsonb_build_object(
        'page', :page, 'page_size', :size, 'total', jsonb_array_length(rows),
        'invoices', jsonb_path_query_array(rows, '$[$first to $last]',
            jsonb_build_object('first', :first, 'last', :last))) as text)
    from wanted
""")


def save(tx: Connection, matter: Matter, answer: Mapping[str, Any], made: Made) -> None:
    """Keeps an answer in place of earlier ones, save those of the last hour: somebody may be reading them.

    Raises `ValueError` for a figure that is not finite.
    """
    values = {
        **_whose(matter, made.business_id, made.subject),
        "version": made.version,
        "revision": made.revision,
        "result": json.dumps(answer, allow_nan=False, ensure_ascii=False),
        "now": made.made_at,
    }
    tx.execute(FORGET, {**_whose(matter, made.business_id, made.subject), "now": made.made_at})
    tx.execute(INSERT, values)


def fetch_newest(tx: Connection, matter: Matter, *, business_id: UUID, subject: UUID) -> Kept | None:
    """Which answer to this question was kept last; None when there is none."""
    row = tx.execute(NEWEST, _whose(matter, business_id, subject)).first()
    return Kept(*row) if row else None


def fetch_body(tx: Connection, kept: Kept, view: View, *, business_id: UUID, more: Mapping[str, Any]) -> str:
    """The answer as JSON, with `more` beside its figures."""
    values = {"id": kept.id, "business": business_id, "more": json.dumps(more)}
    body: str = tx.execute(BODY[view], values).scalar_one()
    return body


def fetch_page(tx: Connection, kept: Kept, page: Page, *, business_id: UUID, more: Mapping[str, Any]) -> str:
    """The figures with one page of the invoices."""
    values: dict[str, Any] = {"id": kept.id, "business": business_id, "more": json.dumps(more), "rule": page.rule}
    values |= {"page": page.number, "size": page.size, "first": page.first, "last": page.first + page.size - 1}
    body: str = tx.execute(PAGE, values).scalar_one()
    return body


def _whose(matter: Matter, business_id: UUID, subject: UUID) -> dict[str, Any]:
    return {"business_id": business_id, "analysis_type": f"compliance_{matter}", "subject": subject}
