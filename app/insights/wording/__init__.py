"""Every sentence of the insights that an owner reads."""
