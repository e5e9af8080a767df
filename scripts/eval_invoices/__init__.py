"""`make eval-invoices`: how well sentences, receipts, PDFs and invoices are read, each figure beside its bar."""
