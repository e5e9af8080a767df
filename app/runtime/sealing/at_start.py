"""Whether a process may start with its keys: asked once by the parent of the web's and of the worker's processes.

On a connection of its own without any thread, since processes are forked from here. A database that is away, or whose
schema is still to come, is no reason not to start: the keys are proven again before anything is sealed or opened.
"""

from collections.abc import Mapping

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from app.runtime.sealing import keyring, proof
from app.runtime.sealing.problems import KeyRefused
from app.runtime.settings import Settings

CONNECT_SECONDS = 2


def refusal(settings: Settings) -> str | None:
    """Why the keys are not those of the database, in a sentence for whoever starts the process; None where they are."""
    if not settings.database_url:
        return None
    address = settings.database_url.replace("postgres://", "postgresql://", 1)
    engine = create_engine(
        address.replace("postgresql://", "postgresql+psycopg://", 1),
        poolclass=NullPool,
        connect_args={"connect_timeout": CONNECT_SECONDS, "prepare_threshold": None},
    )

    def ask(statement: str, parameters: Mapping[str, object]) -> str | None:
        with engine.begin() as connection:
            found: str | None = connection.execute(text(statement), dict(parameters)).scalar()
        return found

    try:
        proof.prove(keyring.of(settings), ask)
    except KeyRefused as refused:
        return refused.why
    except DBAPIError:
        return None
    return None
