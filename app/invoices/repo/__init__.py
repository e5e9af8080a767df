"""SQL of this capability: answers kept, customers' names, corrections."""

from app.invoices.repo.answers import fetch_customers, save_once, subject_id

__all__ = ["fetch_customers", "save_once", "subject_id"]
