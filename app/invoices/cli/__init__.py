"""`flask invoices`: documents and sentences from files, without a server."""

from app.invoices.cli import drafting, extracting
from app.runtime import commands

group = commands.Group("invoices", help="Invoices: documents and sentences from files, without a server.")
group.add_command(drafting.draft)
group.add_command(extracting.extract)
