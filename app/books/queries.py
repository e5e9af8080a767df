"""The SQL behind the reader: one business whole, or a single document. Every query names its business or document.

PostgreSQL keeps what no calendar and no sum can use: days before Christ, `infinity`, amounts that are `NaN`. Here they
become null; `rows.readable` says which rows are left out for it.
"""

from sqlalchemy import text

FIRST_DAY, LAST_DAY = "1950-01-01", "2150-12-31"
"""The years that an import takes, too: a day beyond them is a slip of the pen."""
MOST = 10**13
"""What no amount reaches in `numeric(15,2)`; a count may, in a column without bounds."""


def _day(column: str, name: str = "") -> str:
    """The day or moment in `column`, null where it lies outside our time."""
    name = name or column.split(".")[-1]
    return f"case when {column} between '{FIRST_DAY}' and '{LAST_DAY}' then {column} end as {name}"


def _numbers(*columns: str) -> str:
    """The numbers in `columns`, each null where it is not a finite one."""
    return ", ".join(
        f"case when abs({column}) < {MOST} then {column} end as {column.split('.')[-1]}" for column in columns
    )


INVOICE_COLUMNS = f"""
    id, business_id, customer_id, supplier_id, invoice_number, invoice_type, status, notes,
    {_day("invoice_date")}, {_day("due_date")}, {_day("created_at")},
    {_numbers("subtotal", "tax_amount", "discount_amount", "total_amount", "paid_amount")}
"""
ITEM_COLUMNS = f"""
    t.invoice_id, t.name, t.discount_type, t.tax_type, t.unit, t.hsn_code, t.is_taxable,
    nullif(t.metadata, '{{}}') as metadata,
    {_numbers("t.quantity", "t.unit_price", "t.tax_rate", "t.discount_rate", "t.total_amount")}
"""
PAYMENT_COLUMNS = f"""
    t.id, t.invoice_id, t.customer_id, t.supplier_id, t.payment_mode, t.reference, t.notes,
    {_numbers("t.amount")}, {_day("t.created_at")}
"""
PARTY_COLUMNS = f"id, name, gst_number, phone, email, address, {_day('created_at')}"
PRODUCT_NUMBERS = _numbers("purchase_price", "selling_price", "stock_quantity", "min_stock_level")
# What the app wrote down as a transaction is a payment too, unless a row of `payments` says the same once more.
TRANSACTIONS = f"""
    select {PAYMENT_COLUMNS}, t.type, {_day("t.date", "payment_date")}
    from public.transactions t
    where t.business_id = :id and t.type in ('payment_in', 'payment_out') and t.status = 'completed'
      and not exists (select from public.payments p where p.business_id = :id and p.transaction_id = t.id)
      and not exists (select from public.payments p where p.business_id = :id and p.invoice_id = t.invoice_id
                      and p.amount = t.amount and p.payment_date = t.date)
"""
PAYMENTS = f"""
    select {PAYMENT_COLUMNS}, {_day("t.payment_date")}
    from public.payments t where t.business_id = :id and t.status = 'completed'
"""

BUSINESS = text("""
    select id, user_id, name, category, address, city, state, pincode, gst_number, currency
    from public.businesses where id = :id
""")
CUSTOMER = text(f"select {PARTY_COLUMNS} from public.customers where id = :id")
SUPPLIER = text(f"select {PARTY_COLUMNS}, upi_id from public.suppliers where id = :id")

WHOLE = {
    "customers": text(f"select {PARTY_COLUMNS} from public.customers where business_id = :id"),
    "suppliers": text(f"select {PARTY_COLUMNS}, upi_id from public.suppliers where business_id = :id"),
    "products": text(f"""
        select id, name, unit, category, is_active, {PRODUCT_NUMBERS}
        from public.products where business_id = :id order by name, id
    """),
    "invoices": text(f"select {INVOICE_COLUMNS} from public.invoices where business_id = :id"),
    "items": text(f"""
        select {ITEM_COLUMNS} from public.invoice_items t join public.invoices i on i.id = t.invoice_id
        where i.business_id = :id order by t.invoice_id, t.sort_order, t.id
    """),
    "payments": text(PAYMENTS),
    "transactions": text(TRANSACTIONS),
    "expenses": text(f"""
        select id, category, description, vendor, is_recurring, {_numbers("amount")}, {_day("expense_date")}
        from public.expenses where business_id = :id
    """),
    "cashbook_entries": text(f"""
        select id, type, payment_mode, details, {_numbers("amount")}, {_day("entry_date")}
        from public.cashbook_entries where business_id = :id order by entry_date, id
    """),
    "recurring_payments": text(f"""
        select id, customer_id, supplier_id, description, frequency, day_of_month, status,
            {_numbers("amount")}, {_day("start_date")}, {_day("end_date")}
        from public.recurring_payments where business_id = :id order by start_date, id
    """),
}
"""One query for each table that is read whole, by its name."""
# One JSON text for each kind: read in one go, ten thousands of facts cost a tenth of what they cost one by one.
FACTS = text("""
    select subject_kind, json_object_agg(subject_id, facts) from public.book_facts where business_id = :id group by 1
""")

PARTY_NAMES = text("""
    select 'customer' as kind, id, name from public.customers where business_id = :id
    union all select 'supplier', id, name from public.suppliers where business_id = :id
    union all select 'employee', subject_id, facts ->> 'name' from public.book_facts
              where business_id = :id and subject_kind = 'employee'
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
