"""The SQL behind the reader: one business whole, or a single document. Every query names its business or document."""

from sqlalchemy import text

INVOICE_COLUMNS = """
    id, business_id, customer_id, supplier_id, invoice_number, invoice_type, invoice_date, due_date, subtotal,
    tax_amount, discount_amount, total_amount, paid_amount, status, notes, created_at
"""
ITEM_COLUMNS = """
    t.invoice_id, t.name, t.quantity, t.unit_price, t.tax_rate, t.discount_rate, t.discount_type, t.tax_type,
    t.total_amount, t.unit, t.hsn_code, t.is_taxable, nullif(t.metadata, '{}') as metadata
"""
PAYMENT_COLUMNS = """
    t.id, t.invoice_id, t.customer_id, t.supplier_id, t.amount, t.payment_mode, t.reference, t.notes, t.created_at
"""
# What the app wrote down as a transaction is a payment too, unless a row of `payments` says the same once more.
TRANSACTIONS = f"""
    select {PAYMENT_COLUMNS}, t.type, t.date as payment_date
    from public.transactions t
    where t.business_id = :id and t.type in ('payment_in', 'payment_out') and t.status = 'completed'
      and not exists (select from public.payments p where p.business_id = :id and p.transaction_id = t.id)
      and not exists (select from public.payments p where p.business_id = :id and p.invoice_id = t.invoice_id
                      and p.amount = t.amount and p.payment_date = t.date)
"""
PAYMENTS = f"""
    select {PAYMENT_COLUMNS}, t.payment_date from public.payments t where t.business_id = :id and t.status = 'completed'
"""

BUSINESS = text("select * from public.businesses where id = :id")
CUSTOMER = text("select * from public.customers where id = :id")
SUPPLIER = text("select * from public.suppliers where id = :id")

WHOLE = {
    "customers": text("select * from public.customers where business_id = :id"),
    "suppliers": text("select * from public.suppliers where business_id = :id"),
    "products": text("select * from public.products where business_id = :id order by name, id"),
    "invoices": text(f"select {INVOICE_COLUMNS} from public.invoices where business_id = :id"),
    "payments": text(PAYMENTS),
    "transactions": text(TRANSACTIONS),
    "expenses": text("select * from public.expenses where business_id = :id"),
    "cashbook_entries": text("select * from public.cashbook_entries where business_id = :id order by entry_date, id"),
    "recurring_payments": text(
        "select * from public.recurring_payments where business_id = :id order by start_date, id"
    ),
}
"""One query for each table that is read whole, by its name."""

ITEMS = text(f"""
    select {ITEM_COLUMNS} from public.invoice_items t join public.invoices i on i.id = t.invoice_id
    where i.business_id = :id order by t.invoice_id, t.sort_order, t.id
""")
# One JSON text for each kind: read in one go, ten thousands of facts cost a tenth of what they cost one by one.
FACTS = text("""
    select subject_kind, json_object_agg(subject_id, facts) from public.book_facts where business_id = :id group by 1
""")

INVOICE = text(f"select {INVOICE_COLUMNS} from public.invoices where id = :id")
ITEMS_OF_INVOICE = text(
    f"select {ITEM_COLUMNS} from public.invoice_items t where invoice_id = :id order by sort_order, id"
)
FACTS_OF = text("""
    select subject_kind, json_object_agg(subject_id, facts) from public.book_facts
    where business_id = :business and subject_kind in ('document', 'party', 'business') and subject_id = any (:subjects)
    group by 1
""")
