"""What is learned from data: arrays and frames in, arrays out. Knows no web, no database, no settings."""
