"""How far a GSTIN was checked, in a sentence."""

from collections.abc import Mapping

from app.compliance.records.numbers import Checked
from app.values.language import Language

_NOTES: Mapping[Language, Mapping[Checked, str]] = {
    Language.ENGLISH: {
        Checked.NUMBER: "Only the number itself was checked, not whether somebody is registered under it.",
        Checked.REGISTER_OFF: "Only the number itself was checked: looking it up in the GST register is switched off.",
        Checked.REGISTER_AWAY: "Only the number itself was checked: the GST register did not answer. Try again later.",
        Checked.NOT_ASKED: "Only the number itself was checked: looking up so many at once would take too long.",
        Checked.NOT_IN_REGISTER: "The number is well formed, but the GST register did not show a taxpayer under it.",
        Checked.REGISTER: "The number was looked up in the GST register within the last day.",
    },
    Language.HINDI: {
        Checked.NUMBER: "सिर्फ़ नंबर की बनावट जाँची गई, यह नहीं कि उस पर कोई पंजीकृत है या नहीं।",
        Checked.REGISTER_OFF: "सिर्फ़ नंबर की बनावट जाँची गई: जीएसटी रजिस्टर में देखना बंद है।",
        Checked.REGISTER_AWAY: "सिर्फ़ नंबर की बनावट जाँची गई: जीएसटी रजिस्टर ने जवाब नहीं दिया। बाद में फिर कोशिश करें।",
        Checked.NOT_ASKED: "सिर्फ़ नंबर की बनावट जाँची गई: सारे नंबर एक साथ देखने में बहुत समय लगता।",
        Checked.NOT_IN_REGISTER: "नंबर की बनावट सही है, पर जीएसटी रजिस्टर में इस पर कोई करदाता नहीं मिला।",
        Checked.REGISTER: "नंबर पिछले एक दिन के भीतर जीएसटी रजिस्टर में देखा गया।",
    },
}


def note(checked: Checked, language: Language) -> str:
    """The sentence in that language."""
    return _NOTES[language][checked]
