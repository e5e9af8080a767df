"""Series of which it is known how they were made."""

from datetime import date

import numpy as np

from ml_models.forecasting.series import FloatArray

DIWALI = {2019: 10, 2020: 11, 2021: 11, 2022: 10, 2023: 11, 2024: 10, 2025: 10, 2026: 11}
"""The month of Diwali (Lakshmi Puja, as the Government of India's list of holidays has it)."""


def shop(*, seed: int, years: int, noise: float = 0.1) -> FloatArray:
    """Sales with a peak in the last month of each year, some growth and noise."""
    random = np.random.default_rng(seed)
    months = np.arange(12 * years)
    season = np.where(months % 12 == 11, 2.0, 1.0)
    series: FloatArray = (1000 + 5 * months) * season * random.normal(1, noise, months.size)
    return series


def festive(*, seed: int, start: date, months: int, lift: float) -> tuple[FloatArray, FloatArray]:
    """Sales that are `lift` times higher in the month of Diwali: with noise, and as they would be without."""
    random = np.random.default_rng(seed)
    places = np.arange(months)
    plain = 1000 * (1 + 0.1 * np.sin(2 * np.pi * places / 12))
    for place in places:
        year, month = divmod(start.year * 12 + start.month - 1 + int(place), 12)
        plain[place] *= lift if DIWALI.get(year) == month + 1 else 1.0
    return plain * random.normal(1, 0.05, months), plain
