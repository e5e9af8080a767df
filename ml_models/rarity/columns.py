"""Which columns of a table hold categories, which amounts, and which say nothing (numbers of papers, dates, texts)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ml_models.evaluation.arrays import FloatArray
from ml_models.rarity.levels import as_amounts
from ml_models.rarity.records import TextArray, UnusableTable

MOSTLY = 0.95
"""This share of the values that are not blank decides what a column holds."""
MOST_OWN = 0.5
"""A column with a value of its own for more than this share of the rows names its rows: numbers, free text."""
FEW_VALUES, LENGTHS, LEAST_SHARE = 50, 3, 0.05
"""Whole numbers are amounts where there are many, of several lengths each of which is no exception; codes are alike."""
DATE = re.compile(r"(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))([ T]\d.*)?")
NO_COLUMN = "No column holds categories or amounts, so there is nothing to compare the rows by."
CODE = re.compile(r"-?0\d.*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns that count, in the order of the table."""

    categorical: tuple[str, ...]
    numeric: tuple[str, ...]


def found(
    table: Mapping[str, TextArray],
    *,
    categorical: Sequence[str] | None,
    numeric: Sequence[str] | None,
    ignore: Iterable[str],
) -> Columns:
    """The columns of each kind: those named, and those found where None is given.

    Raises `UnusableTable` for names that the table lacks or that are given twice, and where nothing is left.
    """
    named, left_out = [*(categorical or ()), *(numeric or ())], set(ignore)
    _check_names(table, [*named, *sorted(left_out)])
    open_to = [name for name in table if name not in left_out and name not in named]
    kinds = _kinds({name: table[name] for name in open_to}) if categorical is None or numeric is None else {}
    columns = Columns(
        tuple(categorical) if categorical is not None else tuple(n for n in open_to if kinds[n] == "categorical"),
        tuple(numeric) if numeric is not None else tuple(n for n in open_to if kinds[n] == "numeric"),
    )
    if not columns.categorical and not columns.numeric:
        raise UnusableTable(NO_COLUMN)
    return columns


def amounts_of(name: str, texts: TextArray) -> FloatArray:
    """The amounts of a column, NaN where blank. Raises `UnusableTable` for the first text that is no number."""
    amounts = as_amounts(texts)
    wrong = np.flatnonzero(np.isnan(amounts) & (texts != ""))
    if wrong.size:
        raise UnusableTable(f'{name} is "{texts[wrong[0]]}", which is no number', row=int(wrong[0]))
    return amounts


def _check_names(table: Mapping[str, TextArray], names: Sequence[str]) -> None:
    for name in names:
        if name not in table:
            raise UnusableTable(f'There is no column "{name}". The columns are: {", ".join(table)}.')
        if names.count(name) > 1:
            raise UnusableTable(f'The column "{name}" is named twice.')


def _kinds(table: Mapping[str, TextArray]) -> dict[str, str]:
    """The kind of each column: categorical, numeric, date or none."""
    kinds = {name: _kind(texts) for name, texts in table.items()}
    dates = [name for name, kind in kinds.items() if kind == "date"]
    for name in (name for name, kind in kinds.items() if kind == "categorical"):
        if any(_follows(table[name], table[date]) for date in dates):
            kinds[name] = "none"
    return kinds


def _follows(texts: TextArray, dates: TextArray) -> bool:
    """Whether a column only says in which month, week or year a date lies."""
    days, different_days = pd.factorize(dates)
    said, different = pd.factorize(texts)
    if not 1 < different.size <= different_days.size <= MOST_OWN * dates.size:
        return False
    return bool(np.unique(days * different.size + said).size == different_days.size)


def _kind(texts: TextArray) -> str:
    codes, values = pd.factorize(texts[texts != ""])
    if not values.size:
        return "none"
    times = np.bincount(codes)
    if _share(DATE, values) >= MOSTLY:
        return "date"
    if _are_amounts(values, times / times.sum()):
        return "numeric"
    return "categorical" if values.size <= max(MOST_OWN * times.sum(), 2) else "none"


def _are_amounts(values: TextArray, shares: FloatArray) -> bool:
    """values : different texts; shares : of the rows that are not blank, those with each."""
    if shares[np.isnan(as_amounts(values))].sum() > 1 - MOSTLY or _share(CODE, values) > 1 - MOSTLY:
        return False
    if any("." in value or value.startswith("-") for value in values):
        return True
    of_length = np.bincount([len(text) for text in values], weights=shares)
    return values.size > FEW_VALUES and int((of_length >= LEAST_SHARE).sum()) >= LENGTHS


def _share(pattern: re.Pattern[str], values: TextArray) -> float:
    return sum(pattern.fullmatch(value) is not None for value in values) / max(values.size, 1)
