"""The chance that two bills, or two invoices, are one document entered twice: learned from pairs with known truth."""
