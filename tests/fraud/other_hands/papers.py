"""Writing documents into a business's books: with lines, as a copy, as a note about another."""

from datetime import date, timedelta
from typing import Any

from tests.fraud.other_hands import names
from tests.fraud.other_hands.ledger import Ledger, Line, Record
from tests.fraud.other_hands.trades import Ware


class Papers(Ledger):
    """Writes documents. They get their numbers at the very end, when every case has been written."""

    def buyer(self) -> Record:
        """A customer for a case; at a coaching centre a student whom nobody has billed yet."""
        if self.trade.key != "coaching":
            return self.one("customer")
        known = {party["name"] for party in self.parties}
        return self.party(
            "customer", next(name for name in names.people(self.rng, 200) if name not in known), taxed=False
        )

    def lines(self, party: Record, day: date, scale: float = 1.0) -> list[Line]:
        """What this party would take or bring on a day; never for a few rupees only."""
        known = self.goods[party["id"]]
        single = self.trade.key == "coaching" and party["kind"] == "customer"
        wares = self.rng.sample(known, 1 if single else self.rng.randint(1, min(3, len(known))))
        found = [self.line(ware, day, scale) for ware in wares]
        small = sum(many * price for _, many, price, _ in found) < 600
        return [(name, many * 8 if small else many, price, rate) for name, many, price, rate in found]

    def line(self, ware: Ware, day: date, scale: float = 1.0) -> Line:
        """A usual quantity of one ware."""
        _name, price, usual, rate = ware
        many = max(1.0, round(self.rng.randint(*usual) * scale))
        return self.trade.described(self.rng, ware, day), many, price, rate

    def same_lines(self, document: Record) -> list[Line]:
        """The lines of a document, to be written once more."""
        return [(item["name"], item["quantity"], item["unit_price"], item["tax_rate"]) for item in document["items"]]

    def sums(self, lines: list[Line], *, taxed: bool = True) -> Record:
        """The items of a document with their totals; a party that is not registered charges no tax."""
        items: list[Record] = [
            {"name": name, "quantity": many, "unit_price": price, "tax_rate": rate if taxed else 0,
             "amount": round(many * price, 2)}
            for name, many, price, rate in lines
        ]  # fmt: skip
        subtotal = round(sum(item["amount"] for item in items), 2)
        tax = round(sum(item["amount"] * item["tax_rate"] / 100 for item in items), 2)
        total = round(subtotal + tax, 0 if self.trade.rounds else 2)
        return {"subtotal": subtotal, "tax_amount": tax, "total_amount": total, "items": items}

    def document(
        self, party: Record, day: date, lines: list[Line] | None = None, *, delay: int | None = None,
        hour: float | None = None, **said: Any,
    ) -> Record:  # fmt: skip
        """A new document of this party, entered `delay` days after its date."""
        sells = party["kind"] == "customer"
        entered = self.open_day(day + timedelta(self.rng.choice((0, 0, 0, 1, 2)) if delay is None else delay))
        taxed = sells or party["gstin"] is not None
        record: Record = {
            "id": self.new_id(),
            "kind": "sales_invoice" if sells else "supplier_bill",
            "party_id": party["id"],
            "number": None,
            "date": day,
            "due_date": day + timedelta(self.rng.choice((7, 15, 30, 45))),
            **self.sums(lines or self.lines(party, day), taxed=taxed),
            "paid_amount": 0.0,
            "status": "unpaid",
            "reference": self.order(party),
            "related_document_id": None,
            "notes": self.remark(party),
            "source": self.rng.choices(("manual", "ocr", "import"), (6, 0 if sells else 3, 2))[0],
            "created_by": self.user(),
            "created_at": self.moment(entered, hour),
        } | said
        self.documents.append(record)
        return record

    def order(self, party: Record) -> str | None:
        """What a document refers to, if anything: an order, a challan; for a student always the one admission."""
        if self.rng.random() > 0.35:
            return None
        if self.trade.key == "coaching" and party["kind"] == "customer":
            return f"ADM {int(party['id'][:6], 16) % 9000 + 1000}"
        return f"{self.rng.choice(('PO', 'Order', 'DC'))} {self.rng.randint(200, 9999)}"

    def remark(self, party: Record) -> str | None:
        """A word that a clerk adds now and then."""
        fits = party["kind"] == "customer" or self.trade.key != "coaching"
        return self.rng.choice(self.trade.remarks) if fits and self.rng.random() < 0.18 else None

    def copy(self, original: Record, *, after: int = 1, **said: Any) -> Record:
        """The same document entered once more, days after the first time and by somebody else."""
        others = [user for user in self.trade.staff if user != original["created_by"]]
        record = original | {
            "id": self.new_id(),
            "items": [dict(item) for item in original["items"]],
            "paid_amount": 0.0,
            "status": "unpaid",
            "notes": None,
            "created_by": self.rng.choice(others),
            "created_at": self.moment(self.open_day(original["created_at"].date() + timedelta(after))),
        }
        record |= said
        self.documents.append(record)
        return record

    def simple(self, party: Record, day: date, words: str, rupees: float, *, rate: float = 18.0, **said: Any) -> Record:
        """A document of one line."""
        return self.document(party, day, [(words, 1.0, rupees, rate)], **said)

    def visits(
        self, party: Record, days: tuple[int, int, int], words: str, rupees: tuple[int, int, float], **said: Any
    ) -> list[Record]:
        """Documents of one line each of a new party: `days` are the first, the step and how many; sums go by units."""
        first, step, many = days
        low, high, unit = rupees
        born = party["created_at"]
        return [
            self.simple(
                party, born + timedelta(first + step * place), words, self.rng.randint(low, high) * unit, **said
            )
            for place in range(many)
        ]

    def one_back(self, document: Record) -> list[Line]:
        """One piece of the first line, as it comes back; of a single piece a third of its price."""
        line = document["items"][0]
        price = round(line["unit_price"] * (0.3 if line["quantity"] == 1 else 1.0), 2)
        return [(line["name"], 1.0, price, line["tax_rate"])]

    def note(self, document: Record, kind: str, day: date, lines: list[Line], **said: Any) -> Record:
        """A credit or debit note about a document."""
        told: Record = {
            "kind": kind,
            "related_document_id": document["id"],
            "reference": None,
            "source": "manual",
        } | said
        record = self.document(self.party_of(document), day, lines, delay=0, **told)
        self.later.append(lambda: record.update(reference=record["reference"] or document["number"]))
        return record
