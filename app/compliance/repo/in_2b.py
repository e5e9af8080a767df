"""Which bills of the books the stored matches with GSTR-2B miss, for the sums of credit at risk."""

from uuid import UUID

from sqlalchemy import Connection, text

STATE = text("""
    select concat_ws('|', (select max(matched_at) from gstr2b_reconciliations where business_id = :business),
        (select max(answered_at) from gstr2b_answers where business_id = :business))
""")
# A bill that one month's statement lacks may stand in the next one's: then it is not missing.
MISSING = text("""
    select distinct r.document_id from gstr2b_rows r
    left join gstr2b_answers a on a.business_id = r.business_id and a.row_id = r.id
    where r.business_id = :business and r.state = 'missing_in_2b' and r.document_id is not null
      and a.answer is distinct from 'ignore'
      and not exists (
          select from gstr2b_rows o where o.business_id = r.business_id and o.document_id = r.document_id
            and o.state in ('exact', 'suggested', 'mismatch'))
""")


def fetch_state(tx: Connection, business_id: UUID) -> str:
    """A text that changes with every match and every answer to one; empty while no statement was uploaded."""
    found: str = tx.execute(STATE, {"business": business_id}).scalar_one()
    return found


def fetch_missing(tx: Connection, business_id: UUID) -> frozenset[UUID]:
    """The bills that no statement shows and the owner does not ignore."""
    return frozenset(tx.execute(MISSING, {"business": business_id}).scalars())
