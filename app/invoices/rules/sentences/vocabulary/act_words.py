"""The words by which a message does something else than to bill: ask, undo, complain, buy, pay, or order its reader."""

from app.invoices.rules.sentences import normalise


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(normalise.key, words.split()))


UNDOING = _keys(
    "delete cancel edit update remove find search show list remind reminder yaad mark undo forget change correct"
    " radd hatao hata dikhao याद रद्द हटाओ दिखाओ मिटाओ"
)
"""First words of a message about what exists already."""

ASKING = _keys(
    "quotation quotations quote estimate enquiry inquiry kotation availability कोटेशन kya kyun batao bataiye bataye"
    " bataana क्या बताओ बताइए बताएं"
)

NEWS = _keys(
    "owes owe owed happy shubh mubarak badhai congratulations congrats wishes शुभ बधाई मुबारक bounced "
    "bounce dishonoured won lottery otp pnr wrong broken damaged defective refund refunded complaint "
    "complain mistake returned wapas vapas galat galti kharab toota tuta tute toote shikayat गलत खराब टूटा "
    "टूटे टूटी वापस शिकायत"
)
"""What went wrong, is owed, or is wished: news, and no order."""

BUYING = _keys(
    "mangwayi mangwai mangayi mangai bought purchased"
    " kharida khareeda kharide khareede kharidi khareedi mangwaya mangaya mangwaye mangaye liya li liye"
    " खरीदा खरीदे खरीदी मंगाया मंगवाया मंगाए"
) - _keys("liye")

OURS = _keys("i we maine mene humne hamne hum ham मैंने हमने")
TO_US = _keys("mujhe mujhko hame hamein humein humko मुझे हमें")
WISHES = _keys("need want chahiye chaiye mangwana चाहिए")

SPENDING = _keys("paid pay spent kharcha kharch purchase kharid kharidi expense expenses खर्च खरीद")
HAPPENED = _keys("hui hua hue हुई हुआ")
GIVEN = _keys("diya di diye dia दिया दी दिए")
FILLED = _keys("bhar bhara bhari भर भरा")
"""Of bills: paid, before another verb ("bhar diya")."""
OUTLAYS = _keys("salary tankhwah tankha vetan wages pagar वेतन तनख्वाह पगार")
"""What is paid by a shop and never sold by one."""

OF_A_READER = _keys("prompt json xml yaml override pretend jailbreak instruction instructions निर्देश")
TO_A_READER = frozenset(
    {
        ("you", "are"),
        ("act", "as"),
        ("ignore", "all"),
        ("ignore", "previous"),
        ("ignore", "above"),
        ("output", "only"),
        ("respond", "with"),
        ("return", "status"),
        ("set", "total"),
        ("system", ":"),
    }
)
