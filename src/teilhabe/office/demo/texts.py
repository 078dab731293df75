"""What the demo office says about itself, in four languages. Facts of the region, own words."""

from teilhabe.kit.fields import Translations


def words(de: str, simple: str, en: str, ar: str) -> Translations:
    return {"de": de, "de-simple": simple, "en": en, "ar": ar}


CLAIM = words(
    "Gemeinsam Teilhabe möglich machen.",
    "Alle sollen mitmachen können.",
    "Making participation possible, together.",
    "معًا نجعل المشاركة ممكنة للجميع.",
)

OPENING_NOTE = words(
    "Für ein Beratungsgespräch vereinbaren Sie bitte einen Termin.",
    "Sie möchten ein Gespräch? Dann machen Sie bitte zuerst einen Termin aus.",
    "Please make an appointment if you would like advice in person.",
    "يُرجى حجز موعد مسبق إذا كنتم ترغبون في استشارة شخصية.",
)

TASKS = words(
    """Wir beraten und begleiten Kitas, Schulen, Ämter und Vereine, damit alle Menschen gut ankommen und mitmachen können.

- Wir beraten neu zugewanderte Familien zum Schulplatz und schlagen passende Schulen vor. Über den Platz entscheidet die Schulaufsicht.
- Wir unterstützen Deutschkurse, Internationale Förderklassen und den herkunftssprachlichen Unterricht.
- Wir bilden Fachkräfte fort und helfen Einrichtungen, sich für Vielfalt zu öffnen.
- Wir arbeiten mit Migrantenorganisationen, Netzwerken und den neun Kommunen zusammen.
- Wir vermitteln Sprachmittlung und beraten zu kleiner Förderung.""",
    """Wir helfen, dass alle Menschen hier gut ankommen.

- Ihre Familie ist neu hier? Wir helfen bei der Suche nach einer Schule. Die Schul-Aufsicht entscheidet, welche Schule es wird.
- Wir helfen mit Kursen für Deutsch.
- Wir schulen Menschen, die in Kitas, Schulen und Ämtern arbeiten.
- Wir arbeiten mit Vereinen und mit neun Städten und Gemeinden zusammen.
- Wir finden Menschen, die Gespräche in andere Sprachen übertragen.""",
    """We advise and support daycare centres, schools, public offices and associations, so that everybody can arrive well and take part.

- We advise newly arrived families about a school place and suggest suitable schools. The school authority decides on the place.
- We support German courses, international classes and heritage language teaching.
- We train professionals and help institutions open up to diversity.
- We work with migrant organisations, networks and nine municipalities.
- We arrange language mediators and advise on small grants.""",
    """نقدّم المشورة والدعم لرياض الأطفال والمدارس والدوائر والجمعيات، حتى يتمكن الجميع من الاستقرار والمشاركة.

- نقدّم المشورة للعائلات القادمة حديثًا بشأن المقعد الدراسي ونقترح مدارس مناسبة. والقرار بشأن المقعد يعود إلى هيئة الإشراف على المدارس.
- ندعم دورات اللغة الألمانية والصفوف الدولية وتعليم لغة الأصل.
- ندرّب العاملين في المؤسسات ونساعدها على الانفتاح على التنوّع.
- نعمل مع منظمات المهاجرين والشبكات ومع تسع بلديات.
- نوفّر وسطاء لغويين ونقدّم المشورة بشأن المنح الصغيرة.""",
)

HISTORY = words(
    """Das Zentrum begann am 1. Juli 2013 mit neun Kolleg:innen. Es ging aus der Regionalen Arbeitsstelle zur Förderung von Kindern und Jugendlichen aus Zuwandererfamilien (RAA) und dem Integrationsbüro hervor.

Zuerst lag es in der Zollernstraße in Aachen, ab Ende 2019 in der Steinstraße in Eschweiler. Im Juli 2021 überflutete das Hochwasser die Räume. Seit 2022 ist das Zentrum dauerhaft in den Aachen-Arkaden. 2023 feierte es sein zehnjähriges Bestehen.""",
    """Das Zentrum gibt es seit dem 1. Juli 2013. Vorher gab es zwei Büros. Aus ihnen wurde ein Zentrum.

2021 gab es ein großes Hochwasser. Das Wasser kam in die Räume. Seit 2022 ist das Zentrum in den Aachen-Arkaden.""",
    """The centre opened on 1 July 2013 with nine colleagues. It grew out of two offices: the regional office for children and young people of immigrant families (RAA) and the integration office.

At first it was in Zollernstraße in Aachen, from the end of 2019 in Steinstraße in Eschweiler. In July 2021 the flood reached its rooms. Since 2022 the centre has had its permanent home in the Aachen-Arkaden. In 2023 it celebrated its tenth anniversary.""",
    """بدأ المركز عمله في الأول من تموز/يوليو 2013 بتسعة موظفين. وقد نشأ من مكتبين: المكتب الإقليمي لدعم الأطفال والشباب من العائلات المهاجرة (RAA) ومكتب الاندماج.

كان مقرّه أولًا في شارع Zollernstraße في آخن، ومنذ نهاية 2019 في شارع Steinstraße في إشفايلر. وفي تموز/يوليو 2021 غمرت الفيضانات مكاتبه. ومنذ 2022 يقع المركز بشكل دائم في Aachen-Arkaden. وفي 2023 احتفل بمرور عشر سنوات على تأسيسه.""",
)

LEGAL_GROUND = words(
    """Das Zentrum arbeitet nach § 8 des Teilhabe- und Integrationsgesetzes Nordrhein-Westfalen (TIntG) vom 25. November 2021.

Den Auftrag beschreibt der Runderlass „Kommunale Integrationszentren“ (BASS 12-21 Nr. 18). Das Land fördert das Zentrum. Grundlage vor Ort ist das Integrationskonzept der StädteRegion Aachen.""",
    """Ein Gesetz sagt, was wir tun sollen. Es heißt: Teilhabe- und Integrationsgesetz. Es gilt in Nordrhein-Westfalen. Das Land gibt Geld für unsere Arbeit.""",
    """The centre works on the ground of section 8 of the Participation and Integration Act of North Rhine-Westphalia (TIntG) of 25 November 2021.

Its mandate is described in the decree “Kommunale Integrationszentren” (BASS 12-21 no. 18). The state funds the centre. Locally it works on the ground of the integration strategy of the StädteRegion Aachen.""",
    """يعمل المركز استنادًا إلى المادة 8 من قانون المشاركة والاندماج في ولاية شمال الراين-وستفاليا (TIntG) الصادر في 25 تشرين الثاني/نوفمبر 2021.

ويحدّد القرار الوزاري «المراكز البلدية للاندماج» (BASS 12-21 رقم 18) مهامه. وتموّل الولاية المركز. أما محليًا فيعمل المركز وفق استراتيجية الاندماج في إقليم مدن آخن.""",
)

THEME_EDUCATION = (
    words(
        "Inklusive Bildungsteilhabe junger Geflüchteter und Migrant:innen",
        "Alle jungen Menschen sollen gut lernen können",
        "Inclusive participation in education of young refugees and migrants",
        "مشاركة شاملة للاجئين والمهاجرين الشباب في التعليم",
    ),
    words(
        "Kein Kind soll unbemerkt warten: Wir achten auf die Übergänge von der Kita bis in den Beruf, auf Deutsch von Anfang an und auf Schulen, die alle willkommen heißen.",
        "Kein Kind soll lange auf eine Schule warten. Wir helfen von der Kita bis zum Beruf.",
        "No child should wait unseen: we look after the steps from daycare to work, German from the start, and schools that welcome everybody.",
        "لا ينبغي أن ينتظر أي طفل دون أن ينتبه إليه أحد: نهتم بالانتقال من الروضة حتى المهنة، وبتعلّم الألمانية منذ البداية، وبمدارس ترحّب بالجميع.",
    ),
)

THEME_CROSSCUTTING = (
    words(
        "Migrantenorganisationen – starke Partner",
        "Vereine von Migrantinnen und Migranten sind starke Partner",
        "Migrant organisations as strong partners",
        "منظمات المهاجرين – شركاء أقوياء",
    ),
    words(
        "Migrantenorganisationen kennen die Fragen der Menschen und bringen Lösungen mit. Wir machen sichtbar, was sie leisten, beraten sie zur Förderung und holen sie an die Tische, an denen entschieden wird.",
        "Diese Vereine wissen, was Menschen brauchen. Wir helfen ihnen mit Rat und mit Geld vom Staat. Sie sollen mitreden.",
        "Migrant organisations know what people ask for and bring answers. We make visible what they do, advise them on grants and bring them to the tables where decisions are made.",
        "تعرف منظمات المهاجرين ما يشغل الناس ولديها حلول. نُبرز ما تقدّمه، ونقدّم لها المشورة بشأن التمويل، ونشركها حيث تُتخذ القرارات.",
    ),
)

THEME_BEFORE = (
    words(
        "Vielfalt und Integration ins Arbeitsleben",
        "Vielfalt und Arbeit",
        "Diversity and integration into working life",
        "التنوّع والاندماج في سوق العمل",
    ),
    words(
        "In den Jahren 2020 und 2021 ging es vor allem um Vielfalt und um den Weg in Arbeit.",
        "2020 und 2021 ging es um Vielfalt und um Arbeit.",
        "In 2020 and 2021 the focus was on diversity and the way into work.",
        "في عامي 2020 و2021 كان التركيز على التنوّع وعلى الطريق إلى العمل.",
    ),
)
