"""The inputs of the late-payment scorer, in their order; no arrays here, since the rules that fill them need none.

All of them are known on the day of the question. What says something of a customer is shrunk towards all customers of
the business, with the weight of five invoices: about somebody who has settled nothing yet, everybody's habits speak.
"""

LATE_AFTER_DAYS = 15
"""Late is paid, or still unpaid, more than so many days after the due date. Two or three days are a weekend and a bank;
after a fortnight an owner picks up the telephone, and section 15 of the MSMED Act, 2006 gives as long where no day was
agreed."""

COLUMNS: tuple[str, ...] = (
    "days_past_due",  # on the day of the question, negative before the due date
    "terms_days",  # from issue to due date
    "days_log_odds",  # of being late by the distribution of the day of payment, given that it is unpaid by now
    "everybody_log_odds",  # the same by how all customers together pay
    "late_share",  # of the customer's settled invoices
    "mean_days_late",
    "recent_days_late",  # of the last three settled
    "spread_days",  # standard deviation of the delays
    "settled",  # how many, as log(1 + n)
    "is_cold",  # nothing of the customer settled yet
    "others_late_share",  # of the customer's other open invoices, those late already
    "others_due_share",  # and those past the due date
    "amount_to_usual",  # log of the amount over the customer's middle one
    "part_paid",  # share that is paid already
    "is_due_assumed",  # the books name no due date; usual terms stand in
)

HABIT = COLUMNS.index("days_log_odds")
COLD = COLUMNS.index("is_cold")
PAST_DUE = COLUMNS.index("days_past_due")
