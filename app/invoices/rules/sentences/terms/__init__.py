"""What is said beside the lines: tax, discount, payment, days and numbers of papers."""
