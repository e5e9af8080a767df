"""What a rule finds: its type, the test that spoke, the ids it names, and how sure it is.

`RULES_VERSION` stands here alone. It is part of every cache key and of every stored alert, so a change of the rules or
of their weights means a new version. What a learned model took part in names that model's version as well.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b
from uuid import UUID

MODEL_NAME = "fraud"
RULES_VERSION = "fraud-rules-3"
PAIR_MODEL = "duplicate_pairs"
"""The learned model that scores pairs of documents, as the registry names it."""
CONFIDENCE_MODEL = "alert_confidence"
"""The learned model that says what the word of a rule is worth."""


class AlertType(StrEnum):
    """What an alert is about; the phone app knows exactly these."""

    DUPLICATE_INVOICE = "duplicate_invoice"
    PAYMENT_MISMATCH = "payment_mismatch"
    SUSPICIOUS_PATTERN = "suspicious_pattern"
    DUPLICATE_SUPPLIER_BILL = "duplicate_supplier_bill"


class Rule(StrEnum):
    """Which test spoke."""

    DUPLICATE = "duplicate"
    BOOKED_IN_PARTS = "booked_whole_and_in_parts"
    PAID_TWICE = "paid_twice"
    OTHER_PARTY = "paid_by_or_to_another_party"
    PAID_BEFORE = "paid_before_the_document"
    OVERPAID = "paid_too_much"
    UNDERPAID = "marked_paid_but_short"
    DIGITS_SWAPPED = "digits_swapped_in_payment"
    NO_DOCUMENT = "payment_without_document"
    SETTLED_BEFORE = "paid_after_all_was_settled"
    REFERENCE_SHARED = "one_bank_reference_for_two_parties"
    WRONG_WAY = "booked_the_wrong_way"
    NOTHING_OWED = "paid_for_a_cancelled_or_credited_document"
    TAX_MISFIT = "tax_deducted_does_not_fit"
    GST_KEPT_BACK = "gst_never_paid"
    SUM_MISFIT = "does_not_come_to_the_documents_it_names"
    ADVANCE_FORGOTTEN = "advance_never_taken_off"
    CREDIT_FORGOTTEN = "credit_note_never_taken_off"
    BOUNCED = "bounced_and_not_paid_again"
    DATED_AHEAD = "dated_after_it_was_entered"
    MARKED_PAID = "marked_paid_without_a_payment"
    PAID_FIGURE = "paid_figure_disagrees_with_payments"
    FAR_FROM_HABIT = "amount_far_from_habit"
    CASH_PAID = "cash_paid_over_limit"
    CASH_RECEIVED = "cash_received_over_limit"
    ACCOUNT_CHANGED = "paid_after_unverified_account_change"
    BELOW_APPROVAL = "just_below_approval_limit"
    SHARED_ACCOUNT = "supplier_shares_account_with_employee"
    SHARED_CONTACT = "supplier_shares_contact_with_employee"
    SHARED_BY_SUPPLIERS = "two_suppliers_share_an_account"
    OTHER_S_ACCOUNT = "paid_into_the_account_of_another"
    UNKNOWN_ACCOUNT = "paid_into_an_unknown_account"
    SILENT_SUPPLIER = "large_bill_after_long_silence"
    ONLY_CUSTOMER = "bills_numbered_as_for_one_customer"
    BOUGHT_BACK = "sold_and_bought_back"
    TAKEN_BACK = "sales_taken_back_after_month_end"
    CANCELLED_SALES = "sales_cancelled_by_one_person"
    CREDITS_AT_ONCE = "credit_notes_in_one_sitting"
    CASH_REFUNDS = "cash_refunds_by_one_person"
    STAFF_SHARE_ACCOUNT = "two_employees_share_an_account"
    BORROWED_GSTIN = "gstin_of_another"
    TAX_UNREGISTERED = "gst_charged_without_gstin"
    ADVANCES_ONLY = "advances_and_never_a_bill"
    PAID_AHEAD = "paid_before_the_bill_again_and_again"
    LATE_RECORD = "supplier_entered_with_old_bills"
    NEW_SUPPLIER = "new_supplier_paid_at_once"
    FIRST_LARGE = "large_first_bill_of_a_new_supplier"
    ROUND_AMOUNTS = "only_round_amounts"
    AT_NIGHT = "entered_at_night"
    CLOSED_DAY = "entered_on_closed_days"
    BACKDATED = "entered_long_after_its_date"
    AGAINST_DATES = "numbers_against_dates"
    CASH_KEPT_BELOW = "cash_kept_just_below_limit"
    CASH_LOAN = "cash_loan_over_limit"
    SPLIT_ORDER = "one_order_split_below_approval_limit"
    BELOW_ROUND_SUM = "just_below_a_round_sum"
    INVENTED_AMOUNTS = "amounts_look_invented"
    FLURRY = "sudden_flurry_of_bills"
    VOUCHERS_BELOW = "vouchers_just_below_a_round_sum"
    TOO_DEAR = "dearer_than_all_others"
    TOO_CHEAP = "cheaper_than_for_all_others"


class Sign(StrEnum):
    """One thing that two documents have in common, or in which they differ."""

    PARTY = "party"
    OTHER_RECORD = "other_record"
    SAME_CONTACT = "same_contact"
    BRANCH = "branch"
    NUMBER = "number"
    NUMBER_LOOKALIKE = "number_lookalike"
    NUMBER_SUFFIX = "number_suffix"
    NUMBER_TYPO = "number_typo"
    NUMBER_CUT = "number_cut"
    NUMBER_ELSEWHERE = "number_elsewhere"
    NUMBER_MISSING = "number_missing"
    AMOUNT = "amount"
    AMOUNT_WITHOUT_GST = "amount_without_gst"
    AMOUNT_LESS_TDS = "amount_less_tds"
    AMOUNT_TYPO = "amount_typo"
    AMOUNT_NEAR = "amount_near"
    AMOUNT_SUM = "amount_sum"
    DATE = "date"
    DATE_NEAR = "date_near"
    DATE_SWAPPED = "date_swapped"
    DATE_SLIP = "date_slip"
    PERIOD = "period"
    REFERENCE = "reference"
    ITEMS = "items"
    ITEMS_MOST = "items_most"
    ENTERED_BY = "entered_by"
    ENTERED_TOGETHER = "entered_together"
    ENTERED_LATE = "entered_late"


LONGEST_FINGERPRINT = 2000
"""Letters. PostgreSQL indexes rows of up to 2,704 bytes; a pattern may name thousands of documents."""
DIGEST_BYTES = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, in ids and figures; `wording` turns it into sentences.

    `probability` is the chance, in 0..1, that the owner would agree that something is wrong; `by_rule` is what the rule
    alone said, where a model of confidence has spoken since. `expected` and `actual` are what the books promised and
    what happened; `detail` is a word of the rule's own (a section, an account).
    """

    type: AlertType
    rule: Rule
    probability: float
    amount_at_risk: Decimal
    documents: tuple[UUID, ...] = ()
    payments: tuple[UUID, ...] = ()
    parties: tuple[UUID, ...] = ()
    expected: Decimal | None = None
    actual: Decimal | None = None
    on: date | None = None
    agree: tuple[Sign, ...] = ()
    differ: tuple[Sign, ...] = ()
    detail: str | None = None
    by_rule: float | None = None

    @property
    def named(self) -> frozenset[UUID]:
        """The documents and payments it is about; the parties, where it names neither."""
        return frozenset(self.documents + self.payments) or frozenset(self.parties)

    @property
    def ground(self) -> str:
        """What it accuses them of: the type, for a pattern the rule too, since one bill may be odd in two ways."""
        return ground_of(self.type, self.rule)

    @property
    def fingerprint(self) -> str:
        """The ground and what is named, in any order; a digest of that where the database could not index it."""
        whole = f"{self.ground}:{','.join(sorted(map(str, self.named)))}"
        if len(whole) <= LONGEST_FINGERPRINT:
            return whole
        return f"{self.ground}:{len(self.named)}:{blake2b(whole.encode(), digest_size=DIGEST_BYTES).hexdigest()}"


def ground_of(type: AlertType, rule: str) -> str:
    """The ground of a finding of this type by this rule."""
    return f"{type}:{rule}" if type is AlertType.SUSPICIOUS_PATTERN else type.value
