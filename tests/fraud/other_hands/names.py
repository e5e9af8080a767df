"""Names of people and firms as small Indian books write them, in Latin letters and in Devanagari."""

from random import Random

FIRST = (
    "Jay Ambe", "Umiya", "Sri Murugan", "Velavan", "Kamakshi", "Om Sai", "Shreenath", "Khodiyar", "Annapoorna",
    "Navkar", "Ashapura", "Padmavati", "Thirumalai", "Al-Madina", "Gurukripa", "Maruti Nandan", "Siddheshwar",
    "Tulja Bhavani", "Meenakshi", "Chamunda", "Vishwakarma", "Bismillah", "Dwarkadhish", "Saraswathi", "Kalpataru",
    "Parshwanath", "Ranchhodrai", "Nageshwar", "Ponni", "Karpagam", "Harsiddhi", "Zaveri", "Bhuleshwar", "Kongu",
    "Rameshwaram", "Chettinad", "Girnar", "Sabarmati", "Kaveri", "Vaigai", "Hingulambika", "Swaminarayan",
    "श्री गणेश", "माँ शारदा", "जय भोले", "न्यू भारत", "महालक्ष्मी", "नवदुर्गा", "पवनपुत्र", "विंध्यवासिनी",
)  # fmt: skip

GIVEN = (
    "Harshad", "Kavitha", "Imran", "Jignesh", "Selvi", "Murugesan", "Bhavnaben", "Prakashbhai", "Thangaraj", "Farida",
    "Hetal", "Ilango", "Nilesh", "Rukmini", "Gopalakrishnan", "Shabana", "Chirag", "Dhanalakshmi", "Kanubhai",
    "Muthulakshmi", "Yusuf", "Pallavi", "Senthil", "Vrajesh", "Anbarasi", "सुनीता", "रामखेलावन", "दिनेश", "कमला",
    "ओमप्रकाश",
)  # fmt: skip

FAMILY = (
    "Solanki", "Subramanian", "Qureshi", "Vaghela", "Pandian", "Mistry", "Chettiar", "Parmar", "Ansari", "Gohil",
    "Natarajan", "Bhatt", "Ramaswamy", "Trivedi", "Sundaram", "Makwana", "Palaniappan", "Zala", "यादव", "तिवारी",
    "कुशवाहा",
)  # fmt: skip

LATIN = {
    "श्री गणेश": "Shri Ganesh", "माँ शारदा": "Maa Sharda", "जय भोले": "Jai Bhole", "न्यू भारत": "New Bharat",
    "महालक्ष्मी": "Mahalaxmi", "नवदुर्गा": "Navdurga", "पवनपुत्र": "Pavanputra", "विंध्यवासिनी": "Vindhyavasini",
}  # fmt: skip

HINDI = {
    "Jay Ambe": "जय अम्बे", "Umiya": "उमिया", "Om Sai": "ओम साईं", "Shreenath": "श्रीनाथ", "Khodiyar": "खोडियार",
    "Annapoorna": "अन्नपूर्णा", "Gurukripa": "गुरुकृपा", "Vishwakarma": "विश्वकर्मा", "Dwarkadhish": "द्वारकाधीश",
    "Saraswathi": "सरस्वती", "Kaveri": "कावेरी", "Navkar": "नवकार", "Padmavati": "पद्मावती", "Chamunda": "चामुंडा",
}  # fmt: skip


BRANDS = (
    "Zenith", "Mangalam", "Rudra", "Harmony", "Galaxy", "Prime", "Silver", "आकाश", "Vandana", "Rajlaxmi", "Amman",
    "Perfect", "Nakshatra", "Anmol", "Satyam", "Vaibhav", "Sanskar", "Eklavya", "Everest",
    "Concord", "Nutan", "Apsara", "Jyoti", "Vimal",
    "Sudha", "Aravind", "Popular", "Deluxe", "Raju", "Surbhi", "आनंद",
    "Sagar", "Narmada", "Blue Ocean", "Metro", "Kiran",
)  # fmt: skip
"""First words of firms that come to the books only through some case."""


def firms(rng: Random, words: tuple[str, ...], many: int) -> list[str]:
    """So many firms, no two of which begin alike."""
    return [f"{first} {rng.choice(words)}" for first in rng.sample(FIRST, many)]


def people(rng: Random, many: int) -> list[str]:
    """So many different people."""
    found: dict[str, None] = {}
    while len(found) < many:
        found[f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"] = None
    return list(found)


def respelt(rng: Random, name: str) -> str:
    """The same firm as another clerk would write it: the other script, a title, or a shorter last word."""
    for first, other in (LATIN | HINDI).items():
        if name.startswith(first):
            return name.replace(first, other)
    ways = [f"M/s {name}", f"{name} (Regd.)", name.upper(), name.replace("ee", "i").replace("th", "t") + " & Co"]
    return rng.choice(ways)
