"""GSTR-1 as the JSON that the portal's offline tool takes.

The form is GSTN's (GSTR-1 save API and offline tool 3.2.4: `gstin`, `fp` as MMYYYY, the tool's version and a word in
place of a hash, one list a table, dates dd-mm-yyyy, amounts as numbers of two decimals, table 12 in two lists since May
2025). Tables without rows are left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from app.compliance.records.periods.gstr1 import GSTR1, Consumers, RateSum, Row, Untaxed
from app.compliance.records.periods.serials import Nature
from app.compliance.rules.periods.gstr1 import portal_lists
from app.gst.returns.sections import Name
from app.values.money import rounded

Json = dict[str, Any]

_TOOL = {"version": "GST3.2.4", "hash": "hash"}
"""What the offline tool writes on every file; the portal asks for both and reckons the hash itself."""
_INVOICES_TO_REGISTERED = frozenset({Name.B2B, Name.SEZWP, Name.SEZWOP, Name.DEEMED_EXPORT})
_KINDS = {Name.SEZWP: "SEWP", Name.SEZWOP: "SEWOP", Name.DEEMED_EXPORT: "DE"}
_LETTER = {Nature.CREDIT_NOTE: "C", Nature.DEBIT_NOTE: "D"}


def portal_json(draft: GSTR1) -> Json:
    """The whole return. Nothing that was left out of the draft stands in it."""
    of = {name: [row for row in draft.rows if row.section == name] for name in Name}
    found: Json = {
        "b2b": _by(_invoices(of), lambda row: row.supply.recipient_gstin or "", "ctin", "inv", _b2b),
        "b2cl": _by(of[Name.B2CL], lambda row: row.supply.place, "pos", "inv", _b2cl),
        "b2cs": [_b2cs(one) for one in draft.consumers],
        "exp": _by([*of[Name.EXPWP], *of[Name.EXPWOP]], _payment, "exp_typ", "inv", _export),
        "cdnr": _by(of[Name.CDNR], lambda row: row.supply.recipient_gstin or "", "ctin", "nt", _note),
        "cdnur": [_note_to_others(row) for row in of[Name.CDNUR]],
        "nil": {"inv": [_nil(one) for one in draft.untaxed]} if draft.untaxed else {},
        "hsn": portal_lists.by_code(draft),
        "doc_issue": portal_lists.documents(draft.documents),
    }
    head = {"gstin": draft.gstin or "", "fp": draft.period.portal_code}
    return head | _TOOL | {name: table for name, table in found.items() if table}


def _invoices(of: Mapping[Name, Sequence[Row]]) -> Iterable[Row]:
    return (row for name in sorted(_INVOICES_TO_REGISTERED) for row in of[name])


def _by(
    rows: Iterable[Row], key: Callable[[Row], str], key_name: str, list_name: str, written: Callable[[Row], Json]
) -> list[Json]:
    """The rows grouped by recipient, place or kind of export, as the form nests them."""
    ordered = sorted(rows, key=lambda row: (key(row), row.supply.issued_on, row.supply.number))
    return [{key_name: value, list_name: [written(row) for row in same]} for value, same in groupby(ordered, key=key)]


def _b2b(row: Row) -> Json:
    return _numbered(row) | {
        "pos": row.supply.place,
        "rchrg": "Y" if row.supply.is_reverse_charge else "N",
        "inv_typ": _KINDS.get(Name(row.section), "R"),
        "itms": _items(row),
    }


def _b2cl(row: Row) -> Json:
    return _numbered(row) | {"itms": _items(row)}


def _export(row: Row) -> Json:
    details = [_rate(one) | {"iamt": _rupees(one.heads.igst), "csamt": _rupees(one.heads.cess)} for one in row.rates]
    return _numbered(row) | {"itms": details}


def _note(row: Row) -> Json:
    supply = row.supply
    return _of_note(row) | {
        "pos": supply.place,
        "rchrg": "Y" if supply.is_reverse_charge else "N",
        "inv_typ": _kind_of_note(row),
        "itms": _items(row),
    }


def _kind_of_note(row: Row) -> str:
    if row.supply.recipient == "sez":
        return "SEWP" if row.supply.is_taxed else "SEWOP"
    return "DE" if row.supply.recipient == "deemed_export" else "R"


def _note_to_others(row: Row) -> Json:
    if row.supply.recipient == "overseas":
        return {"typ": "EXPWP" if row.supply.is_taxed else "EXPWOP"} | _of_note(row) | {"itms": _items(row)}
    return {"typ": "B2CL"} | _of_note(row) | {"pos": row.supply.place, "itms": _items(row)}


def _of_note(row: Row) -> Json:
    supply = row.supply
    letter = _LETTER[supply.nature]
    return {"ntty": letter, "nt_num": supply.number, "nt_dt": _day(supply.issued_on), "val": _rupees(supply.total)}


def _b2cs(one: Consumers) -> Json:
    kind = {"sply_ty": "INTER" if one.is_inter_state else "INTRA", "pos": one.place, "typ": "OE"}
    return kind | _detail(RateSum(one.rate_percent, one.taxable_value, one.heads), one.is_inter_state)


def _nil(one: Untaxed) -> Json:
    kind = f"{'INTR' if one.is_inter_state else 'INTRA'}{'B2B' if one.is_registered else 'B2C'}"
    amounts = {"nil_amt": one.nil_rated, "expt_amt": one.exempt, "ngsup_amt": one.non_gst}
    return {"sply_ty": kind} | {name: _rupees(amount) for name, amount in amounts.items()}


def _payment(row: Row) -> str:
    return "WPAY" if row.section == Name.EXPWP else "WOPAY"


def _numbered(row: Row) -> Json:
    supply = row.supply
    return {"inum": supply.number, "idt": _day(supply.issued_on), "val": _rupees(supply.total)}


def _items(row: Row) -> list[Json]:
    is_between = row.supply.is_inter_state
    return [{"num": place, "itm_det": _detail(one, is_between)} for place, one in enumerate(row.rates, start=1)]


def _detail(one: RateSum, is_inter_state: bool) -> Json:
    heads = one.heads
    amounts = {"iamt": heads.igst} if is_inter_state else {"camt": heads.cgst, "samt": heads.sgst}
    return _rate(one) | {name: _rupees(amount) for name, amount in (amounts | {"csamt": heads.cess}).items()}


def _rate(one: RateSum) -> Json:
    return {"rt": float(one.rate_percent), "txval": _rupees(one.taxable_value)}


def _rupees(amount: Any) -> float:
    return float(rounded(amount))


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
