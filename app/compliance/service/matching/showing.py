"""A month's match as the owner sees it: at a glance, row by row, and what they say of a row.

Owners expect the list to follow their books: a bill entered a minute ago is matched when they look. So a look at a
month whose books, statement or rules have changed has it matched anew and waits; where that takes too long the rows
before are shown, and say that they are stale.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from app.books import access
from app.books.access import Reach
from app.compliance.records.matching import Difference, State
from app.compliance.records.reconciliation import (
    Basis,
    KeptRow,
    NoStatement,
    OfSupplier,
    Page,
    Reconciliation,
    RowNotFound,
    StillMatching,
    Sums,
    Verb,
)
from app.compliance.repo import matching as repo
from app.compliance.repo import reconciled
from app.compliance.rules import matching as rules
from app.compliance.rules.matching import month
from app.compliance.service.matching import working
from app.compliance.wording import matching as wording
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.language import Language


def reconciliation(rt: Runtime, business_id: UUID, *, period: str | None, caller: Caller) -> Reconciliation:
    """The month, or the newest that has a statement. Raises `BusinessNotFound`, `NoStatement`, `StillMatching`."""
    reach = access.reach(rt, caller, business_id)
    return _at_a_glance(rt, *_current(rt, reach, _period(rt, reach, period, caller), caller), caller)


def refreshed(rt: Runtime, business_id: UUID, *, period: str, caller: Caller) -> Reconciliation:
    """The month matched anew whether or not anything has changed. Raises as `reconciliation` does."""
    reach = access.reach(rt, caller, business_id)
    wanted = _period(rt, reach, period, caller)
    _match(rt, reach, wanted, caller)
    return _at_a_glance(rt, *_basis_to_show(rt, reach, wanted, caller), caller)


def rows(
    rt: Runtime,
    business_id: UUID,
    *,
    period: str | None,
    state: State | None,
    page: int,
    per_page: int,
    caller: Caller,
    language: Language,
) -> Page:
    """Rows of the month, each with its differences in words. Raises as `reconciliation` does."""
    reach = access.reach(rt, caller, business_id)
    wanted = _period(rt, reach, period, caller)
    _current(rt, reach, wanted, caller)
    with rt.db.transaction(caller) as tx:
        found, total = reconciled.fetch_page(tx, business_id, wanted, state=state, page=page, per_page=per_page)
    return Page([_in_words(row, language) for row in found], total, page, per_page)


def answer(
    rt: Runtime,
    business_id: UUID,
    row_id: UUID,
    *,
    said: Verb,
    note: str | None,
    caller: Caller,
    now: datetime,
    language: Language,
) -> KeptRow:
    """Keeps what the owner says of a row; it holds while the row's evidence does. Raises `RowNotFound`."""
    access.reach(rt, caller, business_id)
    with rt.db.transaction(Caller.service()) as tx:
        if reconciled.fetch_row(tx, business_id, row_id) is None:
            raise RowNotFound
        reconciled.save_answer(tx, business_id, row_id, answer=said, note=note, by=caller.user_id, at=now)
        row = reconciled.fetch_row(tx, business_id, row_id)
    if row is None:
        raise RowNotFound
    return _in_words(row, language)


def _period(rt: Runtime, reach: Reach, asked: str | None, caller: Caller) -> str:
    """The month asked for, or the newest with a statement. Raises `NoStatement`."""
    with rt.db.transaction(caller) as tx:
        known = repo.fetch_periods(tx, reach.business_id)
    if not known or (asked and asked not in known):
        raise NoStatement
    return asked or known[0]


def _current(rt: Runtime, reach: Reach, period: str, caller: Caller) -> tuple[Basis, bool]:
    """From what the rows are made that are shown, and whether something has changed since."""
    basis, is_fresh = _basis(rt, reach, period, caller)
    if basis is not None and is_fresh:
        return basis, False
    _match(rt, reach, period, caller)
    return _basis_to_show(rt, reach, period, caller)


def _basis_to_show(rt: Runtime, reach: Reach, period: str, caller: Caller) -> tuple[Basis, bool]:
    """What there is after a match was asked for, and whether it is stale. Raises `StillMatching` for the first one."""
    basis, is_fresh = _basis(rt, reach, period, caller)
    if basis is None:
        raise StillMatching
    return basis, not is_fresh


def _basis(rt: Runtime, reach: Reach, period: str, caller: Caller) -> tuple[Basis | None, bool]:
    with rt.db.transaction(caller) as tx:
        basis = repo.fetch_basis(tx, reach.business_id, period)
        statement = repo.fetch_statement(tx, reach.business_id, period)
        if basis is None or statement is None:
            return basis, False
        is_newest = repo.is_newest_known(tx, reach.business_id, basis)
    is_same = basis.upload.id == statement.id and basis.rules_version == rules.VERSION
    return basis, is_same and is_newest and basis.book_revision >= reach.revision


def _match(rt: Runtime, reach: Reach, period: str, caller: Caller) -> None:
    rt.jobs.run(
        working.MATCH_JOB,
        caller=caller,
        business_id=reach.business_id,
        payload={"period": period},
        key=f"{working.MATCH_JOB}:{reach.business_id}:{period}:{reach.revision}",
    )


def _at_a_glance(rt: Runtime, basis: Basis, is_stale: bool, caller: Caller) -> Reconciliation:
    upload = basis.upload
    with rt.db.transaction(caller) as tx:
        found = list(reconciled.fetch_sums(tx, upload.business_id, upload.period))
    totals: dict[State, Sums] = dict.fromkeys(State, Sums())
    suppliers: dict[str | None, dict[State, Sums]] = defaultdict(dict)
    names: dict[str | None, str | None] = {}
    at_risk = Decimal(0)
    for who, state, sums, ignored_tax in found:
        totals[state] = _added(totals[state], sums)
        suppliers[who.supplier_gstin][state] = sums
        names[who.supplier_gstin] = names.get(who.supplier_gstin) or who.supplier_name
        at_risk += sums.tax - ignored_tax if state is State.MISSING_IN_2B else Decimal(0)
    listed = [OfSupplier(number, names[number], states) for number, states in suppliers.items()]
    return Reconciliation(
        upload.business_id, upload.period, upload, basis.matched_at, is_stale, totals, at_risk, listed
    )


def _added(one: Sums, other: Sums) -> Sums:
    return Sums(one.rows + other.rows, one.value + other.value, one.tax + other.tax)


def _in_words(row: KeptRow, language: Language) -> KeptRow:
    told: tuple[Difference, ...] = month.told_differently(row)
    return replace(
        row,
        differences=wording.details(told, language),
        explanation=wording.explanation(row.state, row.tax, language=language),
    )
