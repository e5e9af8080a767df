"""What is cached, and for how long: one line a kind of result."""

from dataclasses import dataclass

HOUR = 3600


@dataclass(frozen=True, slots=True)
class CacheType:
    """A kind of result. Keys are `<name>:<part>:<part>...`; the parts carry model version, business and revision."""

    name: str
    ttl_seconds: int
    is_kept_near: bool = False
    """Whether a process may serve it again without asking Redis: only what nothing but its key can change."""

    def key(self, *parts: object) -> str:
        """The key of one result."""
        return ":".join((self.name, *map(str, parts)))


INSIGHTS = CacheType("insights", 24 * HOUR, is_kept_near=True)
INSIGHT_CHARTS = CacheType("insight_charts", 24 * HOUR)
FRAUD_ANALYSIS = CacheType("fraud_analysis", 6 * HOUR)
COMPLIANCE_CHECK = CacheType("compliance_check", 12 * HOUR, is_kept_near=True)
COMPLIANCE_PERIOD = CacheType("compliance_period", 6 * HOUR)
ML_MODELS = CacheType("ml_models", 7 * 24 * HOUR)
DOCUMENT_PROCESSING = CacheType("documentProcessing", 24 * HOUR)
SENTENCE_TAGS = CacheType("sentence_tags", HOUR)
USER_CONTEXT = CacheType("userContext", 300)
GST_REGISTER = CacheType("gst_register", 24 * HOUR)
HSN_SUGGESTIONS = CacheType("hsn_suggestions", 24 * HOUR)

ALL = (
    *(INSIGHTS, FRAUD_ANALYSIS, COMPLIANCE_CHECK, COMPLIANCE_PERIOD, ML_MODELS),
    *(DOCUMENT_PROCESSING, SENTENCE_TAGS, USER_CONTEXT, GST_REGISTER, HSN_SUGGESTIONS),
    INSIGHT_CHARTS,
)
