"""Questions in an owner's own words, answered from the books with the figures' origin."""
