"""Are the insights right? Measured on series, invoices and purchases of which it is known how they went on."""
