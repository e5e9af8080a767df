"""The chance that an owner would agree with an alert: what the score of a rule is worth, by type and by rule."""
