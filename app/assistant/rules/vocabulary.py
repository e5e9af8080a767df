"""What owners say for each topic, and how much each phrase weighs: data, read by `questions`.

A topic is recognised from two points up. Whole phrases outweigh their words; a negative weight marks what only sounds
like the topic ("gst number"). Spellings are those of English, of Hindi in Latin letters, and of Devanagari.
"""

from collections.abc import Mapping

from app.assistant.records.asked import Topic
from app.assistant.rules.words import listed

PHRASES: Mapping[Topic, Mapping[float, str]] = {
    Topic.RECEIVABLES: {
        5: "kisne kitna dena | kis ne kitna dena | किसने कितना देना | kisne mujhe dena | kisko mujhe dena",
        4: "owe me | owes me | owe us | owes us | owed to me | kisse lena | kis se lena | kisse kitna lena | किससे लेना",
        3: "receivable | receivables | debtors | due from | pay me | pending payment | pending payments | to"
        " receive | owes | lena hai | lene hain | lene hai | lena h | aana baki | paise nahi diye | लेना है"
        " | लेने हैं | लेने है | पैसे आने हैं",
        2.5: "owed | not paid | unpaid | hasn t paid | haven t paid | udhaar | udhar | udhari | nahi diya | nahi"
        " diye | vasuli | vasooli | milna hai | milne hain | milne hai | उधार | वसूली | नहीं दिया | नहीं दिए"
        " | नहीं दिये",
        2: "owe | outstanding | balance | baki | baaki | bakaya | lena | lene | hisab | hisaab | dega | denge"
        " | to collect | बकाया | बाकी | हिसाब | लेना | लेने",
        1: "dues | pending | collect | customers | customer | grahak | kisne | ग्राहक | किसने",
        -3: "bank balance | balance sheet | बैंक बैलेंस",
    },
    Topic.PAYABLES: {
        5: "mujhe kitna dena | humko kitna dena | hame kitna dena | मुझे कितना देना | हमें कितना देना",
        4: "i owe | do i owe | we owe | do we owe | should i pay | need to pay | kisko dena | kisko kitna dena"
        " | kis ko dena | किसको देना | किसको कितना देना | किसे देना",
        3: "payable | payables | creditors | have to pay | dena hai | dene hain | dene hai | dena h | kitna"
        " dena | chukana | chukane | देना है | देने हैं | देने है | कितना देना | चुकाना | चुकाने | देनदारी |"
        " भुगतान करना",
        1.5: "supplier | suppliers | vendor | vendors | supplier ko | सप्लायर | सप्लायरों | आपूर्तिकर्ता | विक्रेता",
        1: "owe | outstanding | due | dues | baki | baaki | bakaya | unpaid | bills | pending | बकाया | बाकी | बिल",
    },
    Topic.OVERDUE: {
        5: "due date nikal | due date passed | due date cross",
        4: "overdue | over due | past due | date nikal | tareekh nikal | tarikh nikal | ओवरड्यू | तारीख निकल",
        4.5: "late payment | late payments | late payers | delayed payments | time par nahi | time pe nahi |"
        " samay par nahi | समय पर नहीं",
        2.5: "late | delayed | der se | लेट | देर से | विलंब",
    },
    Topic.CASH_FLOW: {
        4: "cash flow | cashflow | cash position | kaish flo | कैश फ्लो | कैशफ्लो | aaya gaya | आया गया",
        3: "money in | money out | money came | inflow | outflow | paisa aaya | paise aaye | paisa gaya |"
        " kitna aaya | kitna gaya | पैसा आया | पैसे आए | पैसा गया | पैसे गए | कितना आया | कितना गया",
        2.5: "receive | received | came in | went out | did i pay | collected | nakdi | aavak | नकदी | आवक | जावक",
        1.5: "cash | naqad | nakad | payments | नकद",
        1: "aaya | gaya | आया | गया | आए",
    },
    Topic.GST_DUE: {
        4: "input tax credit | output tax | input tax | gst due | gst payable | tax payable | gst liability |"
        " gst bharna | जीएसटी भरना",
        3.5: "gst | gstr | gstr 3b | gstr3b | जीएसटी",
        2.5: "tax | taxes | itc | टैक्स",
        -4: "gst number | gst no | gst rate | tax rate | gst slab | gst registration | gst nambar | number |"
        " rate | slab | जीएसटी नंबर | नंबर | दर",
    },
    Topic.SALES: {
        3: "sales | sale | revenue | turnover | bikri | bikree | बिक्री | सेल | सेल्स",
        2.5: "sold | did i sell | did we sell | invoiced | becha | bechi | kamai | kamaya | बेचा | कमाई | कमाया",
        2: "income | sell | billing | biling",
        -3: "sales tax | sales man | salesman",
    },
    Topic.EXPENSES: {
        3: "expense | expenses | spend | spent | spending | expenditure | kharcha | kharch | kharche |"
        " kharchey | खर्च | खर्चा | खर्चे | व्यय",
        2: "overheads | costs",
    },
    Topic.ALERTS: {
        3: "fraud | frauds | alert | alerts | suspicious | scam | dhokha | dhoka | dhokhadhadi | gadbad |"
        " gadbadi | धोखा | धोखाधड़ी | गड़बड़ | गड़बड़ी | अलर्ट | फ्रॉड",
        2.5: "duplicate | duplicates | warning | warnings | डुप्लीकेट | चेतावनी",
    },
}

SUPPLIER_WORDS = listed(
    "supplier suppliers vendor vendors bills payable payables creditors सप्लायर सप्लायरों आपूर्तिकर्ता विक्रेता"
)
"""What turns a question about overdue invoices into one about the own overdue bills."""

SMALL_WORDS = listed(
    "a about all am an and any are as at be been business by can could did do does done for from get give"
    " had has have help her hello hey hi him his how i in is it its just kindly know list many me mr mrs ms"
    " m s money month months more most much my need net not now of off on one or our out over overall owner"
    " paid party payment payments pay people period person please report rs rupees see shop should show so"
    " some still such summary tell than that the their them there they this those to today top total up us"
    " want was we week were what whats when where which who whom whose why will with would year yesterday"
    " you your last previous past current due invoice invoices bill bills amount status old new next first"
    " date day days quarter financial fy company open flow input output firm sir madam details detail ab aap"
    " aapka aaj abhi accha apna apne apni bata batao bataiye bhai bhi bolo chahiye dikhao dikha ek gaya h"
    " hai hain hamara hamare hame hamko humara hua hue hui ho hota hun isme iska jaldi ji ka kab kahan kal"
    " karo karna kaun kaunse ke ki kis kisi kisko kisne kisse kitna kitne kitni ko kon konsa kul kuch kya"
    " kyun log logo logon mahina mahine main mein mera mere meri mujhe nahi nahin ne pai paisa paise par pe"
    " pichhle pichla pichle pichhla pura poora rahi raha rupaya rupaye rupay saal saare saari sab sabhi se"
    " tak tha thi wala wale wali ye yeh hafta hafte din dino dinon tareekh tarikh kitnaa hisaab bharna"
    " bharne gst time samay dene dena wo woh uska uski unka unke unki अब आज आप इस उस एक और कल का कि की किस"
    " किसका किसकी किसके किसको किसने किससे कितना कितनी कितने के को कौन क्या कुल गया जी तक था थी थे दिखाओ"
    " दिखाइए दिन दिनों दो ने नहीं पर पिछला पिछले पैसा पैसे बताओ बताइए बताएं भरना भी महीना महीने मुझे मेरा"
    " मेरी मेरे में मैं रहा रही रुपये रुपए लोग लोगों वह वे सब सभी साल से हफ्ता हफ्ते हम हमारा हमारी हमारे"
    " हमें हुआ हुई हूँ है हैं हो देना देने भुगतान चालान बिल करना तारीख समय"
)
"""Words that are nobody's name."""
