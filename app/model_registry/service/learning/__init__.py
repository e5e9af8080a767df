"""From labels to a candidate."""
