"""Which words of a receipt are its company, date, address and total, learned from numbers that hold no text."""
