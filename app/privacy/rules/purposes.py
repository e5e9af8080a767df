"""For what people are asked: each purpose with its version and the sentence that is shown in each language.

A purpose stands here only where taking it back has an effect. Nobody is left without the service for saying no.
"""

from app.privacy.records import Purpose, PurposeUnknown
from app.values.language import Language

TRAINING = Purpose(
    "training",
    1,
    {
        Language.ENGLISH: "My answers to alerts and my corrections may teach the models that serve all shops. "
        "Names and numbers of my customers are shown to nobody.",
        Language.HINDI: "अलर्ट पर मेरे जवाब और मेरे सुधार उन मॉडलों को सिखा सकते हैं जो सभी दुकानों की मदद करते हैं। "
        "मेरे ग्राहकों के नाम और नंबर किसी को नहीं दिखाए जाते।",
    },
)
ANALYTICS = Purpose(
    "analytics",
    1,
    {
        Language.ENGLISH: "You may count which features I use, to see what helps. What I write is never counted.",
        Language.HINDI: "आप गिन सकते हैं कि मैं कौन-सी सुविधाएँ इस्तेमाल करता हूँ, ताकि पता चले कि क्या काम आता है। "
        "मेरा लिखा हुआ कभी नहीं गिना जाता।",
    },
)
PURPOSES = (TRAINING, ANALYTICS)


def named(name: str) -> Purpose:
    """The purpose of this name. Raises `PurposeUnknown`."""
    for purpose in PURPOSES:
        if purpose.name == name:
            return purpose
    raise PurposeUnknown
