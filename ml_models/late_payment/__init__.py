"""The chance that an open invoice is paid late: learned from invoices of which it is known."""
