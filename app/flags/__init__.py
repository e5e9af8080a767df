"""What is switched on, for whom, and what the app reports about its use."""
