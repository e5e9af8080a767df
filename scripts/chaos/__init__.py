"""Faults done to a real system while people use it, and what must hold all the same (docs/reliability.md)."""
