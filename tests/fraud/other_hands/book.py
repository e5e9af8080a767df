"""Writing payments into a business's books, beside its documents."""

from datetime import date, timedelta
from typing import Any

from tests.fraud.other_hands import marks
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.papers import Papers


class Book(Papers):
    """Everything that cases need in order to write down what happened."""

    def pay(
        self, party: Record | None, amount: float, day: date, *, invoice: Record | None = None, mode: str | None = None,
        hour: float | None = None, **said: Any,
    ) -> Record:  # fmt: skip
        """Money that moved, without a word about it in the document."""
        inwards = party is not None and party["kind"] == "customer"
        mode = mode or self.usual_mode(amount)
        account = self.account if inwards or party is None else party["bank"]["account"]
        record: Record = {
            "id": self.new_id(),
            "direction": "in" if inwards else "out",
            "party_id": party and party["id"],
            "invoice_id": invoice and invoice["id"],
            "amount": round(amount, 2),
            "date": day,
            "mode": mode,
            "reference": marks.proof(self.rng, mode, day),
            "notes": None,
            "paid_to_account": None if mode in ("cash", "cheque") or party is None else account,
            "created_by": self.user(),
            "created_at": self.moment(day, hour),
        } | said
        self.payments.append(record)
        return record

    def usual_mode(self, amount: float) -> str:
        """A way of paying that fits the amount: no large cash, no small RTGS."""
        fitting = [
            mode
            for mode in self.trade.modes
            if (mode != "cash" or amount < 4500) and (mode != "rtgs" or amount >= 200_000)
        ]
        return self.rng.choice([mode for mode in fitting if mode != "upi" or amount < 100_000] or ["neft"])

    def pay_off(
        self, document: Record, *, after: int | None = None, amount: float | None = None, **said: Any
    ) -> Record:
        """Pay a document, in full unless an amount is said, and write it down as settled."""
        day = self.open_day(document["date"] + timedelta(self.rng.randint(2, 30) if after is None else after))
        paid = document["total_amount"] if amount is None else amount
        document["paid_amount"] = round(document["paid_amount"] + paid, 2)
        document["status"] = "paid"
        return self.pay(self.party_of(document), paid, day, invoice=document, **said)

    def bank_change(
        self, party: Record, at: tuple[date, int], old: str, new: str, by: str, *, verified: bool = False
    ) -> None:
        """Note in a party's record that its account was changed, so many days after a day."""
        moment = self.moment(at[0] + timedelta(at[1])).isoformat()
        told: Record = {"old_account": old, "new_account": new, "verified": verified, "changed_by": by}
        party["bank_changes"].append({"changed_at": moment} | told)
