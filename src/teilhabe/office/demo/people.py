"""The invented team of the demo office: who they are, what they answer for, how to reach them.

All names are made up; phone numbers come from the range that is kept for films.
"""

from dataclasses import dataclass

from teilhabe.kit.fields import Translations
from teilhabe.office.choices import Area, Funding
from teilhabe.office.demo.texts import words

SCHOOL_AUTHORITY = "Schulamt für die StädteRegion Aachen (A 41)"
DISTRICT = "Bezirksregierung Köln"


@dataclass(frozen=True, slots=True)
class Member:
    """`login` is the demo login that belongs to the person; `seconded_from` empty for the office's
    own staff. `room` and `phone` are for the public contact; without `topics` there is none.
    """

    name: str
    function: Translations
    languages: tuple[str, ...]
    funding: Funding
    login: str = ""
    share: str = "1"
    seconded_from: str = ""
    room: str = ""
    phone: str = ""
    mail: str = ""
    topics: tuple[str, ...] = ()
    shows_name: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic and who answers for it in general, then the deputies."""

    key: str
    label: Translations
    words: str
    area: Area
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Special:
    """A narrower responsibility: one stage or one municipality of a topic."""

    key: str
    names: tuple[str, ...]
    stage: str = ""
    municipality: str = ""


VOSSEN, ARSLAN, KOVALENKO = "Katharina Vossen", "Mehmet Arslan", "Olena Kovalenko"
HADDAD, PELZER, KALDENBACH = "Amira Haddad", "Jürgen Pelzer", "Sabine Kaldenbach"
WOJCIK, DEMIRTAS, AHMADI = "Darius Wójcik", "Elif Demirtaş", "Farid Ahmadi"
HAVERTZ, OKAFOR = "Inge Havertz", "Samuel Okafor"

TEAM = (
    Member(
        VOSSEN,
        words("Leitung", "Chefin", "Head of the centre", "مديرة المركز"),
        ("de", "en", "fr"),
        Funding.OWN,
        login="leitung",
        room="2.01",
        phone="+493023125101",
        mail="leitung@example.org",
        topics=("netzwerke",),
    ),
    Member(
        ARSLAN,
        words(
            "Stellvertretende Leitung, Förderung",
            "Stellvertreter der Chefin, hilft bei Geld vom Staat",
            "Deputy head, funding",
            "نائب المديرة، شؤون التمويل",
        ),
        ("de", "tr"),
        Funding.BASIC,
        login="stellvertretung",
        room="2.02",
        phone="+493023125102",
        mail="foerderung@example.org",
        topics=("foerderung",),
    ),
    Member(
        KOVALENKO,
        words(
            "Beratung zum Schulplatz: Grundschule",
            "Hilfe bei der Suche nach einer Grund-Schule",
            "School places: primary school",
            "الاستشارة بشأن المقاعد الدراسية: المدرسة الابتدائية",
        ),
        ("de", "uk", "ru"),
        Funding.TEACHER,
        login="beratung",
        seconded_from=SCHOOL_AUTHORITY,
        room="2.05",
        phone="+493023125105",
        mail="schulplatz@example.org",
        topics=("schulplatz",),
    ),
    Member(
        KALDENBACH,
        words(
            "Beratung zum Schulplatz: Klassen 5 bis 10",
            "Hilfe bei der Suche nach einer Schule: Klasse 5 bis 10",
            "School places: years 5 to 10",
            "الاستشارة بشأن المقاعد الدراسية: الصفوف من 5 إلى 10",
        ),
        ("de", "nl", "en"),
        Funding.TEACHER,
        seconded_from=SCHOOL_AUTHORITY,
        room="2.06",
        phone="+493023125106",
        mail="schulplatz@example.org",
        topics=("schulplatz",),
    ),
    Member(
        WOJCIK,
        words(
            "Internationale Förderklassen und Übergang in den Beruf",
            "Klassen für Jugendliche ab 16 und Weg in den Beruf",
            "International classes and the way into work",
            "الصفوف الدولية والانتقال إلى المهنة",
        ),
        ("de", "pl", "en"),
        Funding.TEACHER,
        seconded_from=DISTRICT,
        room="2.07",
        phone="+493023125107",
        mail="uebergang@example.org",
        topics=("ifk", "uebergang"),
    ),
    Member(
        HAVERTZ,
        words(
            "Herkunftssprachlicher Unterricht und Deutschkurse",
            "Unterricht in der Familien-Sprache und Kurse für Deutsch",
            "Heritage language teaching and German courses",
            "تعليم لغة الأصل ودورات اللغة الألمانية",
        ),
        ("de", "fr"),
        Funding.TEACHER,
        seconded_from=SCHOOL_AUTHORITY,
        share="0.5",
        room="2.08",
        phone="+493023125108",
        mail="sprache@example.org",
        topics=("hsu", "deutschkurse"),
    ),
    Member(
        DEMIRTAS,
        words(
            "Frühe Bildung und Elternprogramme",
            "Kita und Gruppen für Eltern",
            "Early years and programmes for parents",
            "التعليم المبكر وبرامج الأهل",
        ),
        ("de", "tr", "ku"),
        Funding.BASIC,
        room="2.10",
        phone="+493023125110",
        mail="familie@example.org",
        topics=("fruehe-bildung", "elternbildung"),
    ),
    Member(
        HADDAD,
        words(
            "Migrantenorganisationen und Netzwerke",
            "Vereine von Migrantinnen und Migranten",
            "Migrant organisations and networks",
            "منظمات المهاجرين والشبكات",
        ),
        ("de", "ar", "en"),
        Funding.BASIC,
        login="querschnitt",
        room="2.11",
        phone="+493023125111",
        mail="vereine@example.org",
        topics=("migrantenorganisationen", "netzwerke"),
    ),
    Member(
        OKAFOR,
        words(
            "Antirassismus und Beratung von Einrichtungen",
            "Gegen Rassismus, Beratung für Kitas, Schulen und Ämter",
            "Anti-racism and advice for institutions",
            "مناهضة العنصرية وتقديم المشورة للمؤسسات",
        ),
        ("de", "en"),
        Funding.BASIC,
        share="0.75",
        room="2.12",
        phone="+493023125112",
        mail="einrichtungen@example.org",
        topics=("antirassismus", "beratung"),
    ),
    Member(
        AHMADI,
        words(
            "Sprachmittlerpool",
            "Menschen, die Gespräche in andere Sprachen übertragen",
            "Pool of language mediators",
            "مجموعة الوسطاء اللغويين",
        ),
        ("de", "fa", "ps"),
        Funding.INTERPRETING,
        room="2.14",
        phone="+493023125114",
        mail="sprachmittlung@example.org",
        topics=("sprachmittlung",),
        shows_name=False,
    ),
    Member(
        PELZER,
        words("Verwaltung", "Büro", "Administration", "الإدارة"),
        ("de",),
        Funding.BASIC,
        login="verwaltung",
        share="0.5",
    ),
)

SUBJECTS = (
    Subject(
        "schulplatz",
        words(
            "Schulplatz für neu zugewanderte Kinder",
            "Schule für Kinder, die neu hier sind",
            "School place for newly arrived children",
            "مقعد دراسي للأطفال القادمين حديثًا",
        ),
        "Seiteneinstieg, Seiteneinsteiger, Schulanmeldung, Schule finden, Erstberatung",
        Area.EDUCATION,
        (KOVALENKO, KALDENBACH, ARSLAN),
    ),
    Subject(
        "deutschkurse",
        words("Deutschkurse", "Deutsch lernen", "German courses", "دورات اللغة الألمانية"),
        "Deutsch lernen, Intensivkurs, Ferienkurs, FIT in Deutsch, Brückenkurs",
        Area.EDUCATION,
        (HAVERTZ, KALDENBACH),
    ),
    Subject(
        "hsu",
        words(
            "Herkunftssprachlicher Unterricht (HSU)",
            "Unterricht in der Familien-Sprache",
            "Heritage language teaching (HSU)",
            "تعليم لغة الأصل (HSU)",
        ),
        "Muttersprache, Familiensprache, Mehrsprachigkeit",
        Area.EDUCATION,
        (HAVERTZ, KOVALENKO),
    ),
    Subject(
        "ifk",
        words(
            "Internationale Förderklassen (IFK)",
            "Klassen für Jugendliche ab 16",
            "International classes (IFK)",
            "الصفوف الدولية (IFK)",
        ),
        "Berufskolleg, Fit für mehr, FFM, Jugendliche ab 16",
        Area.EDUCATION,
        (WOJCIK, KALDENBACH),
    ),
    Subject(
        "uebergang",
        words(
            "Übergang in Ausbildung, Studium und Arbeit",
            "Nach der Schule: Ausbildung, Studium, Arbeit",
            "From school to training, study and work",
            "الانتقال إلى التدريب المهني والدراسة والعمل",
        ),
        "Ausbildung, Beruf, Studium, Arbeit, KAoA",
        Area.EDUCATION,
        (WOJCIK, KALDENBACH),
    ),
    Subject(
        "fruehe-bildung",
        words(
            "Frühe Bildung und Kita", "Kita", "Early years and daycare", "التعليم المبكر والروضة"
        ),
        "Kindergarten, Kita, Tagespflege, Sprachbildung",
        Area.EDUCATION,
        (DEMIRTAS, HAVERTZ),
    ),
    Subject(
        "elternbildung",
        words(
            "Elternbildung",
            "Gruppen für Eltern",
            "Programmes for parents",
            "برامج الأهل",
        ),
        "Griffbereit, Rucksack KiTa, Rucksack Schule, Elterncafé, Eltern",
        Area.EDUCATION,
        (DEMIRTAS, HADDAD),
    ),
    Subject(
        "beratung",
        words(
            "Beratung von Einrichtungen",
            "Beratung für Kitas, Schulen und Ämter",
            "Advice for institutions",
            "تقديم المشورة للمؤسسات",
        ),
        "Fortbildung, Schulentwicklung, interkulturelle Öffnung, Fachtag",
        Area.BOTH,
        (OKAFOR, DEMIRTAS, HAVERTZ),
    ),
    Subject(
        "migrantenorganisationen",
        words(
            "Migrantenorganisationen",
            "Vereine von Migrantinnen und Migranten",
            "Migrant organisations",
            "منظمات المهاجرين",
        ),
        "MSO, Verein, Vereine, Ehrenamt",
        Area.CROSSCUTTING,
        (HADDAD, OKAFOR),
    ),
    Subject(
        "sprachmittlung",
        words(
            "Sprachmittlung",
            "Hilfe bei Gesprächen in anderen Sprachen",
            "Language mediation",
            "الوساطة اللغوية",
        ),
        "Dolmetschen, Übersetzen, Sprachmittler, Laiensprachmittlung",
        Area.CROSSCUTTING,
        (AHMADI, PELZER),
    ),
    Subject(
        "antirassismus",
        words(
            "Antirassismus, Schule ohne Rassismus",
            "Gegen Rassismus",
            "Anti-racism, schools without racism",
            "مناهضة العنصرية، مدارس بلا عنصرية",
        ),
        "SOR, Schule mit Courage, Diskriminierung, Antisemitismus, Demokratie",
        Area.CROSSCUTTING,
        (OKAFOR, HADDAD),
    ),
    Subject(
        "netzwerke",
        words("Netzwerke", "Treffen von Fachleuten", "Networks", "الشبكات"),
        "Arbeitskreis, Runder Tisch, Kooperation",
        Area.CROSSCUTTING,
        (HADDAD, ARSLAN),
    ),
    Subject(
        "foerderung",
        words(
            "Förderung und Anträge",
            "Geld für Vereine und Projekte",
            "Grants and applications",
            "التمويل والطلبات",
        ),
        "Zuschuss, Antrag, KOMM-AN, Projekt, Geld",
        Area.CROSSCUTTING,
        (ARSLAN, PELZER),
    ),
)

SPECIALS = (
    Special("schulplatz", (KOVALENKO, HAVERTZ), stage="primary"),
    Special("schulplatz", (KALDENBACH, KOVALENKO, WOJCIK), stage="lower_secondary"),
    Special("schulplatz", (WOJCIK, KALDENBACH), stage="upper_secondary"),
    Special("schulplatz", (KALDENBACH, KOVALENKO, HAVERTZ), municipality="alsdorf"),
    Special("schulplatz", (HAVERTZ, KOVALENKO), municipality="monschau"),
    Special("schulplatz", (HAVERTZ, KOVALENKO), municipality="simmerath"),
    Special("migrantenorganisationen", (OKAFOR, HADDAD), municipality="eschweiler"),
)
