"""Those who know arrays, loaded where insights are computed: in the worker, never in the web process."""

from app.insights.records.answer import LATE_MODEL
from app.insights.records.tools import Tools
from app.model_registry.service.files import shipped


def loaded() -> Tools:
    """All of them; the first call in a process takes a second."""
    from ml_models.cashflow.simulation import simulate
    from ml_models.forecasting.estimator import forecast
    from ml_models.forecasting.festivals import moving_festivals
    from ml_models.late_payment.coming import coming_days
    from ml_models.purchases.forecast import forecast as purchases

    return Tools(
        forecast=forecast, purchases=purchases, payment_days=coming_days, simulate=simulate, festivals=moving_festivals
    )


def open_all() -> None:
    """All of them and the reader of learned models, for a process that then parts into several: they share it."""
    shipped.opened(LATE_MODEL)
    loaded()
