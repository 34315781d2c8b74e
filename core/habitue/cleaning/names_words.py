"""The small words of names in French and English: particles, suffixes, and surnames with a capital inside."""

from habitue.cleaning.wordlists import words

# Written without a capital in the countries they come from, but as often with one among their emigrants: the capitals
# of a file cannot tell, so that these are asked about and never changed in silence.
UNSURE_PARTICLES = words(
    """
    van vander vanden von der den ten ter zu zum zur op in 't da das do dos del della de du des y i af av ibn bin
    """
)
PARTICLES = words(
    """
    de du des la le les van von der den da dos do di del della el al ben ter ten zu st st. saint mac mc o'
    """
)
"""What a surname may begin with, in whatever case."""

# Vietnamese surnames: after them "Van" and "Do" are given names.
VIETNAMESE = words(
    """
    nguyen nguyễn tran trần le lê pham phạm huynh huỳnh hoang hoàng phan vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo
    ngô
    """
)
BORN = words("né née born geb épouse ép. ep ep. epouse veuve vve dit dite alias")
"""Words between two surnames, never capitals."""

SUFFIXES = {
    "jr": "Jr",
    "jr.": "Jr.",
    "sr": "Sr",
    "sr.": "Sr.",
    "ii": "II",
    "iii": "III",
    "iv": "IV",
    "phd": "PhD",
    "ph.d.": "Ph.D.",
    "esq": "Esq",
    "esq.": "Esq.",
    "mbe": "MBE",
    "obe": "OBE",
    "cbe": "CBE",
}
"""What may stand after a surname, as it is written."""

MAC = words(
    """
    macallister macalister macarthur macaulay macbeth macbride maccallum maccarthy maccormack maccormick macdonald
    macdonnell macdougal macdougall macdowell macduff macfadyen macfarlane macfarland macgregor macinnes macintosh
    macintyre macivor mackay mackenzie mackinnon mackintosh maclachlan maclaren maclean maclennan macleod macmahon
    macmanus macmillan macnab macnair macnamara macnaughton macneil macneill macnicol macphail macphee macpherson
    macqueen macrae macshane macsweeney mactaggart mactavish macwilliam
    """
)
"""Scottish and Irish surnames that some write with a second capital ("MacDonald") and some without ("Macdonald")."""

CAPITAL_INSIDE = {
    name.lower(): name
    for name in words(
        """
        DeAndre DeAngelis DeAngelo DeCarlo DeFranco DeGeneres DeJesus DeLeon DeLuca DeMarco DeSantis DeShawn DeVito
        DeVries DeWitt DiCaprio DiMaggio DiMarco DiNapoli DuBois DuPont FitzGerald FitzRoy FitzPatrick LaBeouf LaRue
        LaSalle LaToya LeBlanc LeBron LeClair LeRoy LoPresti VanDyke VanBuren
        """
    )
}
"""Surnames that English-speaking families write in either way."""

ITALIAN_ELISIONS = words("sant dell dall nell degl all quell sull")
FLEMISH = words(
    """
    backer baere becker beer bie bleser block blieck bock boer bondt borger brabander brandt bree bruin bruyn bruyne
    caluwe cat ceulaer ceuninck clercq clerck cock coen coninck coster craene cremer croo cuyper cuypere decker deken
    deyn donder doncker feyter gendt gent geyter graaf graef graeve greef groot groote haan haes hert hoop jaeger jong
    jonge jonghe keyser koninck laet leener leeuw lange loof maere maesschalck maeyer man marez medts meester mey meyer
    moor mol mulder munck munter naeyer neef nys pape pauw potter pourcq prins raedt ridder rijcke roeck roo rooster
    roover ruyter schepper schrijver schutter smedt smet sutter swaef troyer vlieger vogel vos vreese vriendt vries vroe
    waele wever wilde winne winter wit witte wolf zutter
    """
)
"""What follows "De" in Flemish and Dutch surnames, where it is a capital or not by the family."""
