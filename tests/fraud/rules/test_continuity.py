"""An alert keeps its id while its evidence stands, whatever joins it, and no two share one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fraud.records import AlertType, Finding, Rule, alert_id
from app.fraud.rules import continuity
from tests.fraud.shop import BUSINESS, DAY, identifier, moment
from tests.fraud.suspicions import finding, kept, pattern

GROUPS = st.lists(st.frozensets(st.sampled_from("ABCDEFGHIJ"), min_size=1, max_size=5), max_size=6)


class TestIds:
    @pytest.mark.parametrize(
        ("before", "now", "goes_on"),
        [
            (finding("AB"), finding("AB"), True),
            (finding("AB"), finding("BA", 0.71, "5"), True),  # order, chance and amount are not what it is about
            (finding("AB"), finding("ABC"), True),  # a third copy
            (finding("ABC"), finding("AB"), True),  # one of three was deleted
            (finding("ABCD"), finding("BCDE"), True),  # a window that moved on
            (finding("AB"), finding("AC"), False),  # another pair
            (finding("AB"), finding("CD"), False),
            (finding("AB"), finding("AB", type=AlertType.DUPLICATE_INVOICE), False),
            (finding("A", type=AlertType.PAYMENT_MISMATCH, rule=Rule.OVERPAID),
             finding("A", type=AlertType.PAYMENT_MISMATCH, rule=Rule.DIGITS_SWAPPED), True),  # another word for it
            (pattern("ABC"), pattern("ABC"), True),
            (pattern("ABC"), pattern("ABC", Rule.AT_NIGHT), False),  # odd in another way
        ],
    )  # fmt: skip
    def test_go_on_while_more_than_half_is_common(self, before: Finding, now: Finding, goes_on: bool) -> None:
        known = kept(before)
        (found,) = continuity.ids(BUSINESS.id, [now], [known]).values()
        assert found == (known.id if goes_on else alert_id(BUSINESS.id, now))

    def test_party_alone_carries_an_alert_that_names_nothing_else(self) -> None:
        one = pattern("", parties=(identifier("party"),))
        assert list(continuity.ids(BUSINESS.id, [one], [kept(one)]).values()) == [kept(one).id]

    def test_group_that_splits_leaves_its_id_to_the_larger_part(self) -> None:
        known, large, small = kept(finding("ABCDE")), finding("ABC"), finding("DE")
        found = continuity.ids(BUSINESS.id, [small, large], [known])
        assert found == {large.fingerprint: known.id, small.fingerprint: alert_id(BUSINESS.id, small)}

    def test_groups_that_merge_go_on_as_the_larger_then_the_older_one(self) -> None:
        small, large = kept(finding("AB"), "small"), kept(finding("CDE"), "large")
        old = kept(finding("FG"), "old", detected_at=moment(DAY - timedelta(days=9)))
        assert [*continuity.ids(BUSINESS.id, [finding("ABCDE")], [small, large]).values()] == [large.id]
        assert [*continuity.ids(BUSINESS.id, [finding("ABFG")], [small, old]).values()] == [old.id]

    def test_birth_id_that_another_alert_has_is_not_given_twice(self) -> None:
        """The pair was born long ago, has become a group since, and now there are both."""
        pair, group = finding("AB"), finding("ABCDE")
        known = kept(group, id=alert_id(BUSINESS.id, pair))
        found = continuity.ids(BUSINESS.id, [pair, group], [known])
        assert found[group.fingerprint] == known.id
        assert found[pair.fingerprint] not in (known.id, alert_id(BUSINESS.id, group))
        name = continuity.born_as(BUSINESS.id, pair.fingerprint, found[pair.fingerprint])
        assert name == f"{pair.fingerprint}#2"

    def test_thousands_of_alerts_on_one_document_take_no_longer_than_they_are_many(self) -> None:
        """Every payment of a shop is booked on one invoice; then one of them changes its document."""
        many = [
            finding("A", type=AlertType.PAYMENT_MISMATCH, rule=Rule.OVERPAID, payments=(identifier(str(place)),))
            for place in range(4000)
        ]
        stored = [kept(one, str(place)) for place, one in enumerate(many)]
        moved = finding("B", type=AlertType.PAYMENT_MISMATCH, rule=Rule.OVERPAID, payments=many[0].payments)
        found = continuity.ids(BUSINESS.id, [moved, *many[1:]], stored)
        assert [found[one.fingerprint] for one in many[1:]] == [one.id for one in stored[1:]]
        assert found[moved.fingerprint] == alert_id(BUSINESS.id, moved)

    @given(GROUPS, GROUPS)
    def test_no_two_findings_share_one_and_their_order_does_not_matter(
        self, before: list[frozenset[str]], now: list[frozenset[str]]
    ) -> None:
        stored = [kept(finding("".join(sorted(one))), str(place)) for place, one in enumerate(before)]
        found = [finding("".join(sorted(one))) for one in now]
        ids = continuity.ids(BUSINESS.id, found, stored)
        assert len(set(ids.values())) == len(ids) == len({one.fingerprint for one in found})
        assert ids == continuity.ids(BUSINESS.id, found[::-1], stored[::-1])
