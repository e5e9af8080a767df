"""Signs by which a line of a receipt tells what it is: the words that registers, telephones and taxes go by.

They are words of receipts in general (English, and the Malay and Indian abbreviations of streets and companies), none
of a single shop.
"""

import re
from collections.abc import Mapping

COMPANY = re.compile(
    r"\bS\W?DN\b|\bBHD\b|\bS/B\b|\bSB$|\bPLT\b|\bPVT\b|\bLTD\b|\bLLP\b|\bINC\b|\bENTERPRISE|\bTRADING\b|\bRESTO?A?U?RAN|"
    r"\bSTORES?\b|\bMART\b|\bSHOP\b|\bMARKET(?:ING)?\b|\bSTATION|\bHARDWARE\b|\bPHARMAC|\bFARMASI\b|\bCAF[EÉ]\b|"
    r"\bKEDAI\b|\bPERNIAGAAN\b|\bSYARIKAT\b|\bPASARAYA\b|\bCOMPANY\b|\bCORP|\bHOTEL\b|\bBAKER|\bCENTRE\b|\bHOLDINGS\b"
)
_LEGAL = r"(?:S\W?DN|BHD|S/B|SB|PLT|PVT|LTD|LLP|INC|ENTERPRISES?|TRADING)\b"
ENDS_LEGALLY = re.compile(rf"\b{_LEGAL}\W*(?:\([^)]*\)?\W*)?$")
BEGINS_LEGALLY = re.compile(rf"^\W*(?:CO\W+)?(?:\(?M\)\W*)?{_LEGAL}")
"""The form of a company at the end of a line, and at the beginning of one that goes on with a name."""
BRACKETED = re.compile(r"^\W*\([^\d)]+\)?\W*$")
REGISTRATION = re.compile(
    r"\b\d{4,9}\s*-?\s*[A-Z]\b|\bCO\W*(?:REG|NO)|\bREG\b|\bROC\b|\bCOMPANY\W+(?:REG|NO)|\bBR NO\b"
)
STREET = re.compile(
    r"\bJALAN\b|\bJLN\b|\bLOT\b|\bTAMAN\b|\bTMN\b|\bLORONG\b|\bKAWASAN\b|\bBANDAR\b|\bBDR\b|\bKG\b|\bKAMPUNG\b|"
    r"\bSEKSYEN\b|\bLEVEL\b|\bFLOOR\b|\bFLR\b|\bUNIT\b|\bMALL\b|\bPLAZA\b|\bROAD\b|\bSTREET\b|\bNAGAR\b|\bMARG\b|"
    r"\bNO\W{0,3}\d|\bLEBUH|\bPERSIARAN\b|\bSECTOR\b|\bBLOCK\b|\bBATU\b|\bPT\W?\d"
)
HOUSE = re.compile(
    r"^\W*(?:HQ|ADD(?:RESS)?)?\W*(?:NO\b|LOT\b|UNIT\b|LEVEL\b|\d+[A-Z]?\W|[A-Z]{1,3}-?\d|\d+(?:ST|ND|RD|TH)\b)"
)
POSTCODE = re.compile(r"\b\d{5,6}\b(?![-/])")
ENDS = re.compile(r"\b\d{5,6}\b\W*[A-Z][A-Z .,']*$|(?:SELANGOR|JOHOR|LUMPUR|MALAYSIA|INDIA|DARUL \w+|D\.E)\W*$")
TELEPHONE = re.compile(r"\bTEL|\bFAX|\bPHONE|\bH/?P\b|\+?6?0\d{1,2}[- ]\d{3,4} ?\d{3,4}|\bEMAIL\b|@|WWW\.|\.COM")
TAXED = re.compile(r"\bGST|\bSST\b|\bTAX\b|\bVAT\b|\bINVOICE\b|\bRECEIPT\b|\bBILL\b|\bCASH\b|\bCUKAI\b")
OPERATED = re.compile(r"\b(?:OPERATED|OWNED?|MANAGED|LICEN[SC]EE|DIMILIKI|FORMERLY|TRADING AS|BRANCH|A MEMBER)\b")
THANKS = re.compile(
    r"\bTHANK|\bWELCOME|\bPLEASE\b|\bGOODS\b|\bSOLD\b|\bRETURN|\bCOPY\b|\bCUSTOMER|\bCASHIER\b|\bTABLE\b"
)
MOMENT = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}:\d{2}\b|"
    r"\b\d{1,2} ?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
MONEY = re.compile(r"\d[.,]\d{2}(?!\d)")

OF_LINES: Mapping[str, re.Pattern[str]] = {
    "company": COMPANY,
    "registration": REGISTRATION,
    "street": STREET,
    "house": HOUSE,
    "postcode": POSTCODE,
    "ends": ENDS,
    "telephone": TELEPHONE,
    "taxed": TAXED,
    "operated": OPERATED,
    "thanks": THANKS,
    "moment": MOMENT,
    "money": MONEY,
}


def told(text: str) -> dict[str, bool]:
    """Which of the signs a line in capitals bears."""
    return {name: pattern.search(text) is not None for name, pattern in OF_LINES.items()}
