"""One business's books while they are being written: its parties, records, and what is known to be wrong."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tests.fraud.other_hands import marks, names
from tests.fraud.other_hands.trades import Trade, Ware

Record = dict[str, Any]
Line = tuple[str, float, float, float]
"""Name, quantity, price, rate of GST."""


class Ledger:
    """What is known of a business: parties, records, and which of them are wrong or only look wrong."""

    def __init__(self, trade: Trade, rng: Random, start: date, end: date) -> None:
        self.trade, self.rng, self.start, self.end = trade, rng, start, end
        self.id = self.new_id()
        self.name = rng.choice(trade.names)
        self.account = marks.account(rng)
        self.gstin = marks.gstin(trade.state, marks.pan(rng))
        self.parties: list[Record] = []
        self.documents: list[Record] = []
        self.payments: list[Record] = []
        self.labels: list[Record] = []
        self.innocents: list[Record] = []
        self.goods: dict[str, list[Ware]] = {}
        self.next_number: set[str] = set()
        """Documents that carry the number right after their party's last one."""
        self.later: list[Callable[[], None]] = []
        """What can be done only when every document has its number."""

    def new_id(self) -> str:
        return str(UUID(int=self.rng.getrandbits(128), version=4))

    def day(self, first: float = 0.0, last: float = 0.92) -> date:
        """A day within this part of the period, on which the business is open."""
        span = (self.end - self.start).days
        return self.open_day(self.start + timedelta(int(span * self.rng.uniform(first, last))))

    def open_day(self, day: date) -> date:
        return day + timedelta(1) if day.weekday() == self.trade.day_off else day

    def user(self) -> str:
        return self.rng.choice(self.trade.staff)

    def next_march(self) -> date:
        """The last day of the first financial year that ends in the period."""
        return date(self.start.year + (self.start.month > 3), 3, 31)

    def clerk(self) -> str:
        """Somebody who is not the owner."""
        return self.rng.choice(self.trade.staff[1:])

    def moment(self, day: date, hour: float | None = None) -> datetime:
        """A time on this day, within working hours unless `hour` says otherwise."""
        first, last = self.trade.hours
        hour = self.rng.uniform(first, last - 0.1) if hour is None else hour
        return datetime(day.year, day.month, day.day) + timedelta(seconds=int(hour * 3600) + self.rng.randint(0, 300))  # noqa: DTZ001

    def party(self, kind: str, name: str, *, taxed: bool = True, **said: Any) -> Record:
        """A new party; it was known before the period began unless `created_at` says otherwise."""
        of_pan = marks.pan(self.rng, self.rng.choice("FFPC"))
        record: Record = {
            "id": self.new_id(),
            "kind": kind,
            "name": name,
            "gstin": marks.gstin(self.rng.choice((self.trade.state, self.trade.state, "27", "06")), of_pan)
            if taxed
            else None,
            "phone": marks.phone(self.rng),
            "bank": marks.bank(self.rng),
            "created_at": self.start - timedelta(self.rng.randint(40, 1400)),
            "bank_changes": [],
        } | said
        self.parties.append(record)
        wares = self.trade.sold if kind == "customer" else self.trade.bought
        self.goods[record["id"]] = [
            (name, round(price * self.rng.uniform(0.93, 1.08), 2), usual, rate)
            for name, price, usual, rate in self.rng.sample(wares, self.rng.randint(2, 4))
        ]
        return record

    def brand(self, words: str) -> str:
        """The name of a firm that nobody in these books has yet."""
        known = {party["name"] for party in self.parties}
        return next(name for name in iter(lambda: f"{self.rng.choice(names.BRANDS)} {words}", "") if name not in known)

    def registered(self) -> Record:
        """An ordinary supplier with a GSTIN, whose bills carry tax."""
        return next(party for party in iter(lambda: self.one("supplier"), None) if party["gstin"])

    def another(self, party: Record) -> Record:
        """An ordinary party of the same kind that is not this one."""
        return next(one for one in iter(lambda: self.one(party["kind"]), None) if one["id"] != party["id"])

    def one(self, kind: str) -> Record:
        """Some ordinary party of this kind."""
        return self.rng.choice([party for party in self.parties if party["kind"] == kind and "case" not in party])

    def other_side(self, seller: Record) -> Record:
        """The same firm once more, as a customer."""
        same: Record = {name: seller[name] for name in ("gstin", "phone")} | {"bank": dict(seller["bank"])}
        return self.party("customer", seller["name"], case=True, **same)

    def party_of(self, document: Record) -> Record:
        return next(party for party in self.parties if party["id"] == document["party_id"])

    def trouble(self, type: str, subtype: str, *named: Record) -> None:
        """Write down that something is wrong with these records."""
        self.labels.append({"business_id": self.id, "type": type, "subtype": subtype} | self._sorted(named))

    def innocent(self, subtype: str, *named: Record) -> None:
        """Write down that these records look wrong and are not."""
        self.innocents.append({"business_id": self.id, "subtype": subtype} | self._sorted(named))

    def _sorted(self, named: tuple[Record, ...]) -> Record:
        ids = [record["id"] for record in named]
        return {
            kind: [id for id in ids if any(known["id"] == id for known in records)]
            for kind, records in (("documents", self.documents), ("payments", self.payments), ("parties", self.parties))
        }
