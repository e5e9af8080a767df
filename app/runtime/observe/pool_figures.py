"""How many connections of the pool are lent, told whenever one is taken or given back."""

from typing import Any

from sqlalchemy import Engine, QueuePool, event

from app.runtime.observe import metrics


def watch(engine: Engine, *, most: int) -> None:
    """Keeps the figures of `engine`, which lends `most` connections at a time."""
    pool = engine.pool
    if not isinstance(pool, QueuePool):
        raise TypeError(f"{type(pool).__name__} does not count what it lends")

    def tell(lent: int) -> None:
        metrics.database_in_use.set(lent)
        metrics.database_pool_share.set(lent / most)

    def taken(*_: Any) -> None:
        tell(pool.checkedout())

    def given_back(*_: Any) -> None:
        tell(pool.checkedout() - 1)  # it still counts as lent while it is asked about

    event.listen(engine, "checkout", taken)
    event.listen(engine, "checkin", given_back)
