"""The words of a shop, by what they are for; `lexicon` tells the kinds. English, Hinglish and Hindi stand together."""

KINDS = {
    "%": "% percent per-cent percentage pratishat takka taka fisadi feesadi प्रतिशत फीसदी टका टक्का pct pratisat fisdi",
    "G": "gst cgst sgst igst utgst tax taxes vat जीएसटी टैक्स सीजीएसटी एसजीएसटी आईजीएसटी",
    "I": "including inclusive incl include included includes shamil shaamil sahit samet milakar milake सहित शामिल"
    " समेत मिलाकर milakr inclusiv sammilit",
    "X": "extra alag exclusive excluding excl upar अलग अतिरिक्त ऊपर alagse",
    "O": "no without bina nil exempt exempted free nahi nahin nhi zero-rated बिना नहीं मुक्त w/o mat non मत",
    "D": "discount disc off chhoot chhut chhuut chut choot rebate छूट डिस्काउंट riyayat रियायत vatav",
    "L": "less minus ghatakar kaat काटकर ghatake ghata ghatao ghatana katkar kaatkar kaatke katke घटाकर घटा काट",
    "@": "@ at",
    "R": "rs rs. ₹ inr re rupee rupees rupaye rupay rupaya rupya rupye rupiya rupiye ru रुपये रुपए रुपया रुपयों रु /-",
    "E": "dono teeno both दोनों तीनों dihadi dihaadi each apiece ea ech eech ek roz rozana daily हरेक रोज एक roj"
    " pratyek प्रत्येक",
    "P": "per / prati har प्रति हर fi फी",
    "H": "rate bhav bhaav hisab hisaab daam dam price kimat keemat mrp cost costing wala wale wali vala vale vali भाव"
    " हिसाब दाम दर dar रेट कीमत वाला वाले वाली",
    "k": "ka ke ki का के की k",
    "K": "ko को",
    "l": "liye lie naam nam लिए लिये नाम",
    "f": "for fr",
    "t": "to from",
    "o": "of on",
    "&": "and aur & or tatha evam और तथा एवं व",
    "+": "+ plus",
    "B": "beejak bijak inv order sale invoice invoices bill bills challan invoce invoic inovice bil बिल इनवॉइस इनवाइस"
    " चालान",
    "V": "make mk give deliver add chahiye chaiye create generate raise send prepare issue draft need want sell sold"
    " bana banao banaao banado banaiye banana banaye bnao bna kar karo kardo bhej bhejo bhejdo do de dedo dena dijiye"
    " dijie likho likh daal nikal nikalo kaato becha beche bechi बनाओ बना बनाइए बनाना बनाएं दो दें दे दीजिए कर करो"
    " करें भेजो भेज बेचा बेची बेचे लिखो likhna likhiye daalo dalo nikaliye kaatna katna kato kat banega banwao"
    " banwana bnado bnaao bhejna bhejiye charge लिख लिखिए काटो काटिए डालो जोड़ो चाहिए बनवाओ भेजिए kr krdo billed dila"
    " dilao dilado",
    "v": "di dee दी kiya kiye kia lage लगे किया किए karke krke jodkar jodke jod diya diye dia liya tha thi bheja"
    " bheji gaya gaye gayi hai hain hua mila mile mili aaya दिया दिए ली लिया था थे थी भेजा गया है हैं हुआ मिला मिले"
    " lagana lagao lagega lagegi laga lagake lagakar lagaiye lga denge dega degi dunga karega karenge krega chukayega"
    " rahega rahegi hoga hogi gye gai le लगाना लगाओ लगेगा लगेगी लगा देगा देंगे दूंगा करेगा करेंगे चुकाएगा रहेगा होगा"
    " sent delivered aa आ aaye aae आए आये lena lene leni लेना लेने लेनी",
    "C": "customer cust client party buyer grahak gahak customer-name ग्राहक पार्टी",
    "h": "mr mrs ms miss mister missus shri shree smt m/s messrs श्री श्रीमती मेसर्स dr डॉ",
    "J": "ji jee saab sahab saheb sahib sir madam जी साहब साहिब bhai-sahab मैडम मेडम सर",
    "d": "due payable within net terms dueon देय",
    "b": "me mein mei pe par mai main baad tak in by after before andar bhitar में पर पे बाद तक अंदर भीतर",
    "A": "advance jama paid got received recd rcvd peshgi एडवांस जमा पेशगी",
    "Y": "total tot ttl kul totalling totaling grand-total sum comes कुल टोटल",
    "n": "next agle agale agla अगले अगला coming",
    "j": "date dated dt tareekh tarikh taarikh तारीख दिनांक tareek tarik तिथि tithi",
    "y": "aaj aj kal parso parson today yesterday tomorrow tmrw आज कल परसों परसो monday tuesday wednesday thursday"
    " friday saturday sunday somvar somwar mangalvar mangalwar budhvar budhwar guruvar guruwar shukravar shukrawar"
    " shanivar shaniwar ravivar raviwar itvar itwar सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार इतवार",
    "q": "what how why when which who whose where show list delete cancel edit update remove find search print"
    " download report status pending remind kya kitna kitne kitni kab kaun kahan kyon dikhao batao bataiye क्या कितना"
    " कितने कितनी कब कौन कहां कैसे क्यों दिखाओ बताओ बताइए yaad reminder याद radd rad रद्द hatao hata हटाओ owed ignore"
    " disregard forget instruction instructions bhool भूल निर्देश",
    "w": "' pl plz sham shaam subah शाम सुबह please uska iska flat all sab sabhi amount amt pls kindly a an the new"
    " naya nayi naye se is are it my our this that with ho ne i we also only payment bhugtan bhugataan pay details"
    " detail bolo zara jara hey hi hello namaste sirf credit-period time samay कृपया नया नई से भुगतान हो केवल सिर्फ"
    " समय इस यह ये उसका उनका will can could would you he she they him her bhi toh phir fir unka inka unko usko isko"
    " maine humne mujhse hamse humse hamara hamari hamare mere mera pura puri bas thanks thank ok okay haan accha"
    " achha suno jaldi turant abhi paisa paise pese just quick kripya kripaya already करना मैंने हमने हमारा मेरा पूरा"
    " पैसे saath sath साथ one be towards टैक्स-इनवॉइस memo u ur supply supplied asap period being lump lumpsum"
    " lump-sum usne hamne us folks guys they'll he'll she'll we'll i'll i'm let's have has had having was were been am",
    "e": "ne ने",
    "u": "wants needs bought buys purchased took ordered orders owes owe kharida khareeda kharide khareede kharidi"
    " uthaya uthaye mangwaya mangaya manga mangwaye mangaye mangai khareedi खरीदा खरीदे खरीदी मंगाया मंगवाया मंगाए",
    "z": "qty quantity nos. sankhya matra मात्रा संख्या",
    "g": "kaam kam work saman samaan saaman maal service services charges charge सामान काम माल",
    ":": ":",
    "-": "-",
    "=": "= equals",
    "x": "x * × into",
    "#": "# number num नंबर",
    ",": ', ; | \n । . ! ? ( ) [ ] "',
    "m": "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct"
    " october nov november dec december जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर नवंबर"
    " नवम्बर दिसंबर दिसम्बर",
    "s": "mm cm mg mcg kva kv ah gb tb mb inch inches w watt watts v volt volts hp amp amps sqmm sq.mm gsm इंच baje bje",
}
UNITS = {
    "bag": "bag bags bori boriyan bore katta katte boriya bora thaila thaile sack sacks बैग थैला थैले बोरी बोरियां"
    " बोरा बोरे कट्टा कट्टे",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme किलो किग्रा किलोग्राम",
    "g": "g gm gms gram grams graam ग्राम",
    "l": "l ltr ltrs litre litres liter liters lit लीटर लिटर",
    "ml": "ml मिली",
    "pcs": "pc pcs piece pieces nos pees nag adad unit units nang no पीस नग अदद",
    "box": "box boxes peti petiyan petti carton cartons ctn dabba dabbe daba case cases पेटी पेटियां डिब्बा डिब्बे"
    " बॉक्स कार्टन",
    "m": "m mtr mtrs meter meters metre metres मीटर",
    "km": "km kms kilometer kilometers kilometre kilometres किमी",
    "sqm": "sqm",
    "ft": "ft feet foot फुट",
    "cft": "cft",
    "sqft": "sqft sq.ft sft",
    "dozen": "dozen dozens darjan darzan darjen doz डजन दर्जन",
    "quintal": "quintal quintals kuintal qtl qntl क्विंटल कुंतल",
    "ton": "ton tons tonne tonnes टन",
    "pkt": "pkt pkts packet packets pack packs paket पैकेट पैक",
    "pair": "pair pairs jodi jode joda जोडी जोडा जोडे",
    "bottle": "bottle bottles botal botle botalen shishi बोतल बोतलें शीशी",
    "strip": "strip strips patta patte पत्ता पत्ते",
    "sheet": "sheet sheets शीट",
    "ream": "ream reams रीम",
    "drum": "drum drums ड्रम",
    "crate": "crate crates क्रेट",
    "cylinder": "cylinder cylinders सिलेंडर",
    "pouch": "pouch pouches",
    "night": "night nights raat",
    "gaj": "gaj gaz गज",
    "tola": "tola tole तोला",
    "bunch": "bunch bunches",
    "roll": "roll rolls than thaan रोल थान",
    "set": "set sets सेट",
    "trip": "trip trips chakkar phera फेरा चक्कर",
    "tin": "tin tins peepa टिन",
    "can": "can cans jar jars",
    "bundle": "bundle bundles gaddi gatthar बंडल गड्डी",
    "tray": "tray trays",
    "plate": "plate plates प्लेट",
    "cup": "cup cups glass glasses कप गिलास",
    "visit": "visit visits",
    "times": "times baar dafa बार",
    "shift": "shift shifts",
    "quarter": "quarter quarters",
    "page": "page pages panna panne",
    "trolley": "trolley trolleys trali ट्रॉली",
    "session": "session sessions",
    "person": "person persons head people log guests व्यक्ति लोग",
    "day": "day days din dino दिन दिनों",
    "week": "week weeks wk wks hafta hafte haftey हफ्ता हफ्ते सप्ताह",
    "month": "month months mahina mahine maheena maheene महीना महीने माह",
    "year": "year years saal साल",
    "hour": "hour hours hr hrs ghanta ghante घंटा घंटे",
}
PAYMENT_MODES = {
    "cash": "cash rokda rokad nakad nagad naqad cashmila नकद नगद कैश",
    "upi": "upi gpay google google-pay googlepay phonepe phone-pe phonepay paytm bhim यूपीआई पेटीएम फोनपे गूगलपे गूगल",
    "card": "card debit swipe swiped visa mastercard कार्ड",
    "bank_transfer": "neft rtgs imps आरटीजीएस एनईएफटी आईएमपीएस bank account transfer bank-transfer netbanking बैंक"
    " ट्रांसफर banking",
    "cheque": "pdc cheque cheques check chek chq cheq चेक",
    "credit": "cr tab udhaar udhar udhaari udhari credit khata khate baaki baki उधार उधारी बाकी खाते",
}
MONTHS = """
jan january जनवरी
feb february फरवरी
mar march मार्च
apr april अप्रैल
may मई
jun june जून
jul july जुलाई
aug august अगस्त
sep sept september सितंबर सितम्बर
oct october अक्टूबर
nov november नवंबर नवम्बर
dec december दिसंबर दिसम्बर
"""
NAME_SUFFIXES = (
    "bhai bhaiya seth didi uncle aunty traders trading store stores shop mart enterprises enterprise"
    " industries brothers bros sons co company ltd limited pvt private llp agency agencies garments"
    " textiles hardware kirana medical medicals and भाई सेठ ट्रेडर्स स्टोर hotel restaurant caterers"
    " caterer bakery sweets dairy tailor tailors salon parlour parlor boutique electricals electronics"
    " electric motors auto automobiles tyres furniture tools constructions construction builders"
    " builder infra foods mess canteen dhaba cafe school college academy hospital clinic pharma"
    " pharmacy labs optics opticals studio graphics printers press exports export impex logistics"
    " transport travels tours textile fabrics fashion fashions jewellers jewelers sanitary plywood"
    " provision general bazaar bazar emporium bhandar kendra centre center corner house works workshop"
    " agro farm farms nursery decorators events corporation corp associates consultants solutions"
    " systems technologies tech software international thekedar chacha chicha sahu babu devi kumar"
    " kumari singh begum bano कुमार कुमारी सिंह देवी किराना हार्डवेयर मेडिकल इलेक्ट्रिकल"
    " इलेक्ट्रॉनिक्स होटल बेकरी डेयरी टेलर सैलून पार्लर बुटीक मोटर्स टूल्स कंस्ट्रक्शन बिल्डर्स फूड्स"
    " स्कूल अस्पताल क्लिनिक भंडार ढाबा केंद्र सेंटर हाउस ब्रदर्स संस एंड एंटरप्राइजेज ट्रांसपोर्ट"
    " टेक्सटाइल एजेंसी कंपनी लिमिटेड प्राइवेट मार्ट दुकान दीदी चाचा ठेकेदार walo वालों"
)
