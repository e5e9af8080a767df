"""What compliance keeps in tables of its own."""
