"""The calendar of a business as JSON: what is due, what was due lately, what each costs, and what was assumed."""

from app.compliance.records.periods.calendar import Duty, Frequency
from app.compliance.rules.periods import calendar, filer
from app.compliance.service.periods.asking import Asked, Json, rupees
from app.compliance.wording import periods as wording
from app.gst.parties import Registration


def answer(asked: Asked) -> Json:
    """The dates of the 90 days around the day."""
    registration, frequency = asked.parameters.get("registration"), asked.parameters.get("frequency")
    who = filer.filer(
        asked.books,
        on=asked.on,
        registration=Registration(registration) if registration else None,
        frequency=Frequency(frequency) if frequency else None,
    )
    found = calendar.calendar(who, on=asked.on)
    head = {
        "on": asked.on.isoformat(),
        "registration": who.registration.value,
        "frequency": who.frequency.value,
        "state": who.state,
        "turnover_before": rupees(who.turnover),
        "assumed": [{"what": one.value, "sentence": asked.told("assumed", one)} for one in who.assumed],
        "notes": asked.notes("not_filed_known"),
    }
    lists = {"coming": [_duty(one, asked) for one in found.coming], "past": [_duty(one, asked) for one in found.past]}
    return {"head": head, "lists": lists}


def _duty(one: Duty, asked: Asked) -> Json:
    return {
        "return": one.form,
        "name": asked.told("forms", one.form),
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "due_date": one.due_on.isoformat(),
        "days_left": one.days_left,
        "extended": one.is_extended,
        "optional": one.is_optional,
        "late_fee_per_day": rupees(one.fee_per_day),
        "late_fee_per_day_nil": rupees(one.fee_per_day_nil),
        "late_fee_cap": rupees(one.fee_cap),
        "late_fee_so_far": rupees(one.fee_so_far),
        "interest_percent": float(one.interest_percent) if one.interest_percent is not None else None,
        "plain_language_explanation": wording.duty(one, asked.language),
        "law": one.law,
    }
