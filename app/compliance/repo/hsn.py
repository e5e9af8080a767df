"""The official list of codes in `hsn_codes`: replaced as a whole, found by the beginning of a code or by words."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, text

from app.compliance.records.hsn import ListedCode


class Joint(StrEnum):
    """How the words of a search are joined, as PostgreSQL writes it."""

    ALL = " & "
    ANY = " | "


PUT = text("""
    insert into public.hsn_codes (code, kind, description, imported_at)
    select *, cast(:now as timestamptz)
    from unnest(cast(:codes as text[]), cast(:kinds as text[]), cast(:described as text[]))
    on conflict (code) do update
    set kind = excluded.kind, description = excluded.description, imported_at = excluded.imported_at
""")
DROP_OTHERS = text("delete from public.hsn_codes where imported_at <> cast(:now as timestamptz)")
BY_PREFIX = text("""
    select code, kind, description from public.hsn_codes where code like :prefix
    order by length(code), code limit :limit
""")
BY_WORDS = text("""
    select code, kind, description from public.hsn_codes, to_tsquery('english', :query) as asked
    where words @@ asked
    order by ts_rank_cd(words, asked, 1) desc, length(code), code limit :limit
""")


def replace(tx: Connection, codes: Sequence[ListedCode], *, now: datetime) -> None:
    """Keeps exactly these codes."""
    tx.execute(
        PUT,
        {
            "codes": [code.code for code in codes],
            "kinds": [code.kind for code in codes],
            "described": [code.description for code in codes],
            "now": now,
        },
    )
    tx.execute(DROP_OTHERS, {"now": now})


def beginning_with(tx: Connection, digits: str, *, limit: int) -> list[ListedCode]:
    """Codes that begin with `digits`, the shortest first."""
    return [ListedCode(*row) for row in tx.execute(BY_PREFIX, {"prefix": f"{digits}%", "limit": limit})]


def described_by(tx: Connection, words: Sequence[str], *, joint: Joint, limit: int) -> list[ListedCode]:
    """Codes whose description has all or any of `words`; the last word may be unfinished."""
    query = joint.join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
    return [ListedCode(*row) for row in tx.execute(BY_WORDS, {"query": query, "limit": limit})]
