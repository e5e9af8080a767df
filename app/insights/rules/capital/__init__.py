"""What the business has tied up, and for how long."""
