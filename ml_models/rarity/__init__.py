"""How odd a row of a table is beside all the others: what it holds that others do not, and why it was noticed."""
