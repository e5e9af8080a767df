"""Forecasts of monthly money: what to expect, how sure one can be, and how well it went on the series' own past."""
