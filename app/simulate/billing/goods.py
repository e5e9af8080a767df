"""Goods and services by the trade that sells them: code, unit, usual price and rate of tax.

Rates are those of the schedules since 22.9.2025 and before it (1/2017-CT(R) and 9/2025-CT(R), 11/2017-CT(R)); a test
asks `app.gst.tariff` for every one of them. Brands are invented.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

REFORM = date(2025, 9, 22)
"""From this day the slabs of 12 % and 28 % are gone (9/2025-CT(R)), and drinks bear 40 % and no cess."""

BRANDS = (
    "Navrang", "Sunvik", "Trishul", "Amrutam", "Kavach", "Bluepeak", "Rajhans", "Zentra", "Pavitra", "Orivo",
    "Hillmark", "Suvidha", "Maxiron", "Dhruvin", "Elanza", "Vardaan",
)  # fmt: skip


class Trade(StrEnum):
    """Who sells."""

    HARDWARE = "hardware"
    GROCERY = "grocery"
    ELECTRONICS = "electronics"
    FOOD = "food"
    SERVICES = "services"
    TRANSPORT = "transport"
    TELECOM = "telecom"
    FRESH = "fresh"
    MEDICINE = "medicine"
    JEWELLERY = "jewellery"
    HANDICRAFT = "handicraft"


@dataclass(frozen=True, slots=True)
class Goods:
    """One article; `low` and `high` bound its price in rupees, rates and cess are percents."""

    name: str
    code: str
    unit: str
    low: int
    high: int
    rate: Decimal
    earlier_rate: Decimal
    earlier_cess: Decimal

    def rate_on(self, on: date) -> Decimal:
        """The rate of a day."""
        return self.rate if on >= REFORM else self.earlier_rate

    def cess_on(self, on: date) -> Decimal:
        """The compensation cess of a day."""
        return Decimal(0) if on >= REFORM else self.earlier_cess


_ROWS = {
    Trade.HARDWARE: """Portland cement 50 kg|25232940|Bag|310|430|18|28
        TMT steel bar 12 mm|72142090|Kg|52|78|18
        PVC pipe 4 inch|39172390|Mtr|90|260|18
        Ceramic floor tile 600x600 mm|69072100|Box|380|900|18
        Wall putty 20 kg|32141000|Bag|420|780|18
        Acrylic emulsion paint 10 L|32091010|Bkt|1450|3900|18
        GI binding wire|72172010|Kg|68|96|18
        Hex bolt and nut M10 x 50|73181500|Nos|6|22|18
        Brass ball valve 1 inch|84818030|Pcs|240|690|18
        Copper wire 1.5 sq mm 90 m|85444999|Coil|1100|2300|18
        LED bulb 9 W|85395200|Nos|70|160|18
        Ceiling fan 1200 mm|84145120|Nos|1250|3100|18
        Switch socket 6 A|85366990|Pcs|38|140|18
        Mortice door lock|83014090|Set|350|1850|18
        Plywood 18 mm 8x4 ft|44123190|Sheet|1400|3200|18""",
    Trade.GROCERY: """Toor dal 1 kg|07136000|Pkt|120|185|5
        Basmati rice 5 kg|10063020|Bag|420|860|5
        Mustard oil 1 L|15149120|Btl|135|210|5
        Sugar 1 kg|17019990|Pkt|42|56|5
        Assam tea 500 g|09024020|Pkt|140|320|5
        Instant coffee 200 g|21011110|Jar|280|620|5|18
        Glucose biscuits 250 g|19053100|Pkt|25|60|5|18
        Moong namkeen 400 g|21069099|Pkt|70|140|5|12
        Detergent powder 1 kg|34029011|Pkt|95|240|18
        Toilet soap 100 g|34011110|Pcs|28|65|5|18
        Herbal shampoo 180 ml|33051090|Btl|90|260|5|18
        Toothpaste 150 g|33061020|Pcs|75|140|5|18
        Cow ghee 1 L|04059020|Jar|540|760|5|12
        Mango juice 1 L|20098990|Btl|85|150|5|12
        Cola drink 750 ml|22021010|Btl|38|50|40|28|12
        Milk chocolate bar 50 g|18063200|Pcs|40|110|5|18
        Garlic pickle 500 g|20019000|Jar|95|190|5|12""",
    Trade.ELECTRONICS: """Smartphone 5G 128 GB|85171300|Nos|8999|32999|18
        Bluetooth headphones|85183000|Pcs|699|4999|18
        Power bank 10000 mAh|85076000|Pcs|749|1999|18
        USB-C cable 1 m|85444299|Pcs|149|599|18
        Mixer grinder 750 W|85094010|Nos|2199|5999|18
        Wireless mouse|84716060|Pcs|349|1499|18
        Mechanical keyboard|84716040|Pcs|1299|5999|18
        Quartz wall clock|91052100|Pcs|299|1499|18
        Laptop 14 inch 16 GB|84713010|Nos|38990|84990|18
        Laser printer|84433240|Nos|9990|21990|18""",
    Trade.FOOD: """Masala Dosa|996331|Plt|80|160|5
        Paneer Butter Masala|996331|Plt|180|340|5
        Veg Hyderabadi Biryani|996331|Plt|170|320|5
        Butter Naan|996331|Pcs|30|65|5
        Filter Coffee|996331|Cup|30|70|5
        Gulab Jamun (2 pcs)|996331|Plt|50|110|5
        Chole Bhature|996331|Plt|110|210|5
        Fresh Lime Soda|996331|Gls|50|120|5
        Gujarati Thali|996331|Plt|220|420|5
        Chicken Curry|996331|Plt|240|420|5
        Jeera Rice|996331|Plt|90|190|5""",
    Trade.SERVICES: """Website maintenance|998314|Month|8000|24000|18
        Accounting and book-keeping service|998222|Month|6000|20000|18
        Mobile app development, milestone 2|998314|Job|45000|240000|18
        Digital marketing retainer|998361|Month|15000|60000|18
        Architectural design consultancy|998321|Sqft|18|60|18
        Management consulting|998311|Hrs|1200|4500|18
        Security guard service|998525|Days|700|1200|18
        Event photography|998383|Days|9000|28000|18
        AC repair and gas refill|998719|Nos|900|3200|18
        Annual maintenance contract for computers|998713|Nos|12000|48000|18
        Training workshop|999293|Days|10000|40000|18""",
    Trade.TRANSPORT: """Freight Surat to Mumbai, 9 MT|996511|Trip|18000|32000|5
        Freight Pune to Nagpur, 16 MT|996511|Trip|24000|46000|5
        Freight Ludhiana to Delhi, 12 MT|996511|Trip|15000|29000|5
        Freight Chennai to Bengaluru, 7 MT|996511|Trip|12000|22000|5
        Freight Indore to Ahmedabad, 10 MT|996511|Trip|14000|30000|5""",
    Trade.TELECOM: """Fibre plan 100 Mbps|998422|Month|699|1199|18
        Static IP address|998422|Nos|200|400|18
        Leased line 20 Mbps|998422|Month|9000|22000|18
        Fixed line rental|998411|Month|199|499|18
        Router rental|998422|Month|50|150|18""",
    Trade.FRESH: """Tomatoes|07020000|Kg|18|60|0
        Onions|07031010|Kg|20|55|0
        Potatoes|07019000|Kg|16|38|0
        Fresh milk|04012000|Ltr|48|66|0
        Bananas|08039010|Doz|35|70|0
        Eggs|04072100|Doz|66|96|0
        Wheat loose|10019910|Kg|26|38|0
        Printed books|49011010|Nos|120|650|0
        Fresh coconut|08011910|Nos|22|45|0""",
    Trade.MEDICINE: """Paracetamol tablets 500 mg|30049063|Strip|9|30|5|12
        Cough syrup 100 ml|30049099|Btl|60|140|5|12
        Amoxicillin capsules 250 mg|30041030|Strip|40|110|5|12
        Adhesive bandage|30051090|Box|30|120|5|12
        Antiseptic ointment 30 g|30049099|Tube|45|130|5|12
        Azithromycin tablets 500 mg|30042064|Strip|70|130|5|12
        Vitamin C tablets|30045039|Strip|20|60|5|12""",
    Trade.JEWELLERY: """Gold ring 22 KT|71131910|Gms|5600|9800|3
        Gold chain 22 KT|71131910|Gms|5600|9800|3
        Silver anklet 925|71131120|Gms|75|130|3
        Diamond earrings 18 KT|71131930|Gms|6800|12500|3""",
    Trade.HANDICRAFT: """Turmeric powder, bulk|09103030|Kgs|2|5|5
        Brass candle stand|83062990|Pcs|6|24|5|12
        Cotton bed linen set|63021090|Set|11|38|5
        Embroidered cotton kurta|62114210|Pcs|7|19|5
        Jute shopping bag|42022290|Pcs|1|4|5|12""",
}


def of(trade: Trade) -> tuple[Goods, ...]:
    """Everything that a trade sells."""
    return tuple(_goods(row) for row in _ROWS[trade].splitlines())


def _goods(row: str) -> Goods:
    name, code, unit, low, high, rate, *earlier = row.strip().split("|")
    rates = [Decimal(part) for part in (rate, *earlier)]
    return Goods(
        *(name, code, unit, int(low), int(high), rates[0], rates[1] if len(rates) > 1 else rates[0]),
        rates[2] if len(rates) > 2 else Decimal(0),
    )
