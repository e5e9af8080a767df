"""The measure of expected purchases: it tells, against plain BG/NBD, what is better and what is missed."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from scripts.eval_insights import purchases

FEW = 300


class TestMeasured:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Customers with rates of their own who leave, over both the days known and those after."""
        chance = np.random.default_rng(4)
        lines = ["customer_id,date,amount"]
        for name in range(FEW):
            day, every = float(chance.integers(1, 90)), 5 + 60 * chance.random()
            while day < 270 + purchases.DAYS:
                lines.append(f"{name:05d},{purchases.UNTIL - timedelta(days=270 - int(day)):%Y%m%d},{20 + name % 7}")
                day += 1 + chance.exponential(every)
                if chance.random() < 0.1:
                    break
        (tmp_path / "shop.csv").write_text("\n".join(lines))
        return tmp_path

    def test_every_figure_is_a_number_and_some_have_bars(self, folder: Path) -> None:
        ((title, figures),) = purchases.measured(folder)
        assert f"{FEW} customers" in title
        by_name = {figure.name: figure for figure in figures}
        assert all(np.isfinite(figure.value) for figure in figures)
        assert by_name["AUC of buying again"].value > 0.7
        assert by_name["total expected / came"].value == pytest.approx(1, abs=0.35)
        assert by_name["correlation"].least is not None and by_name["mean absolute error"].most is not None

    def test_the_development_half_is_expected_better_than_by_plain_bg_nbd(self) -> None:
        folder = Path(__file__).resolve().parents[3] / "shared" / "data" / "clv"
        if not folder.is_dir():
            pytest.skip("the purchases that this is measured on are not at hand")
        for _, figures in purchases.measured(folder):
            missed = [figure.line() for figure in figures if figure.name != "CPU seconds" and not figure.is_reached]
            assert missed == []
