"""Who supplied, who bought, and where the goods went."""
