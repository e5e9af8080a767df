"""The sums below the lines, and the table of tax by rate."""
