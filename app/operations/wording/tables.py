"""Why a table was not vacuumed."""

NOT_ALLOWED = "The role of DATABASE_URL may not: it does not own the table."
LOCKED = "A session held it locked."
TOO_LONG = "It took longer than the database lets a statement run."
