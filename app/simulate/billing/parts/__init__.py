"""What bills are put together from: parties, facts, sums, the portal's mark, and what stands at the foot."""
