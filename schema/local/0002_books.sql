-- The mobile app's own tables, as the app keeps them in Supabase. This backend reads them and never changes their shape.
create table if not exists public.businesses (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references auth.users (id) on delete cascade,
    name text not null,
    category text not null,
    address text,
    city text,
    state text,
    country text not null default 'India',
    pincode text,
    gst_number text,
    currency text not null default 'INR',
    currency_symbol text not null default '₹',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_businesses_user on public.businesses (user_id);

create table if not exists public.user_profiles (
    id uuid primary key references auth.users (id) on delete cascade,
    business_id uuid not null references public.businesses (id) on delete cascade,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_user_profiles_business on public.user_profiles (business_id);

create table if not exists public.customers (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null references auth.users (id) on delete cascade,
    name text not null,
    phone text,
    email text,
    address text,
    gst_number text,
    balance numeric(15, 2) not null default 0,
    credit_limit numeric(15, 2) not null default 0,
    last_transaction_date date,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_customers_business on public.customers (business_id);

create table if not exists public.suppliers (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null references auth.users (id) on delete cascade,
    name text not null,
    phone text,
    email text,
    address text,
    gst_number text,
    upi_id text,
    balance numeric(15, 2) not null default 0,
    last_transaction_date date,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_suppliers_business on public.suppliers (business_id);

create table if not exists public.products (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null references auth.users (id) on delete cascade,
    name text not null,
    description text,
    sku text,
    barcode text,
    category text,
    unit text not null default 'pcs',
    purchase_price numeric(15, 2),
    selling_price numeric(15, 2),
    stock_quantity numeric not null default 0,
    min_stock_level numeric not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_products_business on public.products (business_id);

create table if not exists public.invoices (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid references auth.users (id) on delete set null,
    customer_id uuid references public.customers (id) on delete set null,
    supplier_id uuid references public.suppliers (id) on delete set null,
    invoice_number text not null,
    invoice_type text not null check (invoice_type in ('customer', 'supplier')),
    invoice_date date not null,
    due_date date,
    subtotal numeric(15, 2) not null default 0,
    tax_amount numeric(15, 2) not null default 0,
    discount_amount numeric(15, 2) not null default 0,
    total_amount numeric(15, 2) not null default 0,
    paid_amount numeric(15, 2) not null default 0,
    status text not null default 'draft'
        check (status in ('draft', 'sent', 'paid', 'partially_paid', 'overdue', 'cancelled')),
    notes text,
    terms_conditions text,
    template_id uuid,
    transaction_id uuid,
    whatsapp_sent boolean not null default false,
    pdf_path text,
    pdf_generated_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_invoices_business_date on public.invoices (business_id, invoice_date);
create index if not exists idx_invoices_customer on public.invoices (customer_id);
create index if not exists idx_invoices_supplier on public.invoices (supplier_id);

create table if not exists public.invoice_items (
    id uuid primary key default gen_random_uuid(),
    invoice_id uuid not null references public.invoices (id) on delete cascade,
    group_id uuid,
    name text not null,
    description text,
    quantity numeric not null default 1,
    unit_price numeric(15, 2) not null default 0,
    tax_rate numeric(6, 3) not null default 0,
    discount_rate numeric(6, 3) not null default 0,
    total_amount numeric(15, 2) not null default 0,
    due_date date,
    sort_order integer not null default 0,
    unit text not null default 'pcs',
    sku text,
    hsn_code text,
    notes text,
    is_taxable boolean not null default true,
    tax_type text not null default 'percentage' check (tax_type in ('percentage', 'fixed')),
    discount_type text not null default 'percentage',
    status text not null default 'pending',
    paid_amount numeric(15, 2) not null default 0,
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_invoice_items_invoice on public.invoice_items (invoice_id);

create table if not exists public.transactions (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null references auth.users (id) on delete cascade,
    customer_id uuid references public.customers (id) on delete set null,
    supplier_id uuid references public.suppliers (id) on delete set null,
    type text not null check (type in
        ('income', 'expense', 'credit', 'debit', 'payment_in', 'payment_out', 'sale', 'purchase')),
    amount numeric(15, 2) not null,
    description text not null,
    payment_mode text not null check (payment_mode in
        ('cash', 'card', 'upi', 'netBanking', 'cheque', 'bankTransfer', 'other')),
    date date not null,
    due_date date,
    reference text,
    invoice_number text,
    invoice_id uuid references public.invoices (id) on delete set null,
    notes text,
    attachments text[],
    status text not null default 'completed' check (status in ('pending', 'completed', 'cancelled')),
    is_synced boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_transactions_business_date on public.transactions (business_id, date);
create index if not exists idx_transactions_customer on public.transactions (customer_id);
create index if not exists idx_transactions_supplier on public.transactions (supplier_id);
create index if not exists idx_transactions_invoice on public.transactions (invoice_id);

-- Invoices and transactions name each other; this half can only be added once both tables stand.
do $$
begin
    if not exists (select from pg_constraint where conname = 'invoices_transaction_id_fkey') then
        alter table public.invoices add constraint invoices_transaction_id_fkey
            foreign key (transaction_id) references public.transactions (id) on delete set null;
    end if;
end
$$;
create index if not exists idx_invoices_transaction on public.invoices (transaction_id);

create table if not exists public.payments (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null references auth.users (id) on delete cascade,
    invoice_id uuid references public.invoices (id) on delete set null,
    transaction_id uuid references public.transactions (id) on delete set null,
    customer_id uuid references public.customers (id) on delete set null,
    supplier_id uuid references public.suppliers (id) on delete set null,
    amount numeric(15, 2) not null check (amount > 0),
    payment_mode text not null check (payment_mode in
        ('cash', 'upi', 'bank_transfer', 'cheque', 'card', 'online', 'other')),
    status text not null default 'completed' check (status in ('pending', 'completed', 'failed', 'cancelled')),
    payment_date date not null,
    reference text,
    notes text,
    receipt_url text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_payments_business_date on public.payments (business_id, payment_date);
create index if not exists idx_payments_invoice on public.payments (invoice_id);
create index if not exists idx_payments_transaction on public.payments (transaction_id);
create index if not exists idx_payments_customer on public.payments (customer_id);
create index if not exists idx_payments_supplier on public.payments (supplier_id);

create table if not exists public.expenses (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null references auth.users (id) on delete cascade,
    category text not null,
    amount numeric(15, 2) not null,
    description text not null,
    expense_date date not null,
    receipt text,
    vendor text,
    reference text,
    notes text,
    is_recurring boolean not null default false,
    recurrence_type text check (recurrence_type in ('daily', 'weekly', 'monthly', 'quarterly', 'yearly')),
    next_due_date date,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_expenses_business_date on public.expenses (business_id, expense_date);

create table if not exists public.cashbook_entries (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    user_id uuid not null references auth.users (id) on delete cascade,
    type text not null check (type in ('IN', 'OUT')),
    amount numeric(15, 2) not null,
    payment_mode text not null,
    details text,
    entry_date date not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index if not exists idx_cashbook_entries_business_date on public.cashbook_entries (business_id, entry_date);

create table if not exists public.recurring_payments (
    id uuid primary key default gen_random_uuid(),
    business_id uuid not null references public.businesses (id) on delete cascade,
    customer_id uuid references public.customers (id) on delete cascade,
    supplier_id uuid references public.suppliers (id) on delete cascade,
    description text not null,
    amount numeric(15, 2) not null,
    frequency text not null check (frequency in ('daily', 'weekly', 'monthly', 'yearly')),
    day_of_month integer,
    day_of_week integer,
    start_date date not null,
    end_date date,
    max_occurrences integer,
    status text not null default 'active' check (status in ('active', 'paused', 'cancelled', 'completed')),
    last_generated_date date,
    occurrences_generated integer not null default 0,
    auto_generate_invoice boolean not null default false,
    auto_send_reminder boolean not null default false,
    reminder_days_before integer not null default 0,
    notes text,
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (num_nonnulls(customer_id, supplier_id) = 1)
);
create index if not exists idx_recurring_payments_business on public.recurring_payments (business_id);
