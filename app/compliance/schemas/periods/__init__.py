"""Returns, registers and checks of a period on the wire, one file a matter."""

from app.compliance.schemas.periods.checks import PeriodChecksSchema
from app.compliance.schemas.periods.exposure import CalendarSchema, ExposureSchema
from app.compliance.schemas.periods.gstr1 import GSTR1Schema
from app.compliance.schemas.periods.gstr3b import GSTR3BSchema
from app.compliance.schemas.periods.queries import (
    CalendarQuery,
    ChecksQuery,
    ExposureQuery,
    GSTR1Query,
    PeriodQuery,
    SerialsQuery,
)
from app.compliance.schemas.periods.serials import SerialsSchema

__all__ = [
    "CalendarQuery",
    "CalendarSchema",
    "ChecksQuery",
    "ExposureQuery",
    "ExposureSchema",
    "GSTR1Query",
    "GSTR1Schema",
    "GSTR3BSchema",
    "PeriodChecksSchema",
    "PeriodQuery",
    "SerialsQuery",
    "SerialsSchema",
]
