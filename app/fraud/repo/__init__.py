"""SQL over the stored alerts and analyses; a row becomes a record at once, and nothing commits here."""
