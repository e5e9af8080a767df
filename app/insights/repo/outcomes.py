"""What became of the invoices whose payment was foretold: paid in time, paid late, or still unpaid after too long.

Read from the app's own tables. Only invoices with a due date of their own tell: where usual terms stand in, nobody
knows which day was meant.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, text

from app.model_registry.records import Outcome

PAID = text("""
    with asked as (
        select i.id, i.due_date, i.total_amount, i.paid_amount, i.status, i.updated_at
        from public.invoices i
        where i.invoice_type = 'customer' and i.status not in ('draft', 'cancelled') and i.total_amount > 0
          and i.due_date between '1950-01-01' and '2150-12-31'
          and exists (select from public.ml_model_observations o where o.subject = i.id)
    ), told as (
        select a.id, a.due_date, a.updated_at,
               a.status = 'paid' or a.paid_amount >= a.total_amount * 0.99 as is_paid,
               (select max(p.payment_date) from public.payments p
                where p.invoice_id = a.id and p.status = 'completed') as paid_on
        from asked a
    )
    select id, paid_on > due_date + :late_after_days as is_late, updated_at as known_at
    from told
    where is_paid and paid_on is not null and updated_at >= :since
    union all
    select id, true, cast(due_date + :late_after_days + 1 as timestamp) at time zone 'Asia/Kolkata'
    from told
    where not is_paid and due_date + :late_after_days < cast(now() at time zone 'Asia/Kolkata' as date)
      and cast(due_date + :late_after_days + 1 as timestamp) at time zone 'Asia/Kolkata' >= :since
""")


def fetch(tx: Connection, since: datetime, *, late_after_days: int) -> Iterator[Outcome]:
    """The outcomes that became known since then: true where the invoice was, or by now is, late."""
    for row in tx.execute(PAID, {"since": since, "late_after_days": late_after_days}):
        yield Outcome(subject=row.id, is_true=row.is_late, at=row.known_at)
