"""Invoices from words, from the text of documents and from pictures of them."""
