"""How often and for how much each customer buys again, from the days and amounts of earlier purchases."""
