"""The business as a draft needs it: its state, what it sells, and what it last took for it; a few reads by index."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, text

from app.invoices.records.completions import Goods, Seller

MOST_PRODUCTS = 5_000
MOST_INVOICES = 300
"""So many of the latest invoices tell what is usual."""

SELLER = text("select gst_number, state from public.businesses where id = :business_id")
PRODUCTS = text(
    "select id, name, unit, selling_price from public.products where business_id = :business_id and is_active"
    " order by name, id limit :most"
)
SOLD = text("""
    select distinct on (lower(t.name)) t.name, t.unit, t.unit_price, t.tax_rate, t.hsn_code
    from (select id, invoice_date from public.invoices
          where business_id = :business_id and invoice_type = 'customer' and status not in ('draft', 'cancelled')
          order by invoice_date desc, id limit :most) i
    join public.invoice_items t on t.invoice_id = i.id
    order by lower(t.name), i.invoice_date desc, t.id
""")


def fetch_seller(tx: Connection, business_id: UUID) -> Seller:
    """GSTIN and state of the business; it must be there."""
    row = tx.execute(SELLER, {"business_id": business_id}).one()
    return Seller(row.gst_number, row.state)


def fetch_products(tx: Connection, business_id: UUID) -> Sequence[Goods]:
    """The list of products."""
    rows = tx.execute(PRODUCTS, {"business_id": business_id, "most": MOST_PRODUCTS})
    return [Goods(row.name, row.unit, row.selling_price, product_id=row.id) for row in rows]


def fetch_sold(tx: Connection, business_id: UUID) -> Sequence[Goods]:
    """What stands on the latest invoices, each as it was last sold."""
    rows = tx.execute(SOLD, {"business_id": business_id, "most": MOST_INVOICES})
    return [Goods(row.name, row.unit, row.unit_price, row.tax_rate, row.hsn_code) for row in rows]
