"""Where sales and expenses are going."""
