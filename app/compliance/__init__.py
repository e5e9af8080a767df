"""Whether an invoice obeys the GST law as far as the books tell, and in plain words what to put right."""
