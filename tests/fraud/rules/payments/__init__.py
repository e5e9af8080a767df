"""Payments that fit, for one of many honest reasons, and payments that do not: a file for each kind of trouble."""
