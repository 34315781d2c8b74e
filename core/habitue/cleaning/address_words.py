"""The words of French addresses, and how the post shortens them (after La Poste's norm AFNOR XPZ 10-011).

The norm's text is not free; the lists below were written from its well-known usage and are not complete.
"""

from habitue.cleaning.wordlists import pairs, words

# Types of street, as written out, with what the post makes of them where a line is too long.
STREET_TYPES = pairs("""
    ALLEE = ALL
    ALLEES = ALL
    AVENUE = AV
    BOULEVARD = BD
    CARREFOUR = CAR
    CHAUSSEE = CHS
    CHEMIN = CHE
    CITE = CITE
    CLOS = CLOS
    CORNICHE = COR
    COTE = COTE
    COUR = COUR
    COURS = CRS
    DOMAINE = DOM
    ESPLANADE = ESP
    FAUBOURG = FG
    GRANDE RUE = GR
    IMPASSE = IMP
    MAIL = MAIL
    MONTEE = MTE
    PASSAGE = PAS
    PLACE = PL
    PLACETTE = PLT
    PROMENADE = PROM
    QUAI = QU
    ROCADE = ROC
    ROND POINT = RPT
    ROUTE = RTE
    RUE = R
    RUELLE = RLE
    SENTE = SEN
    SENTIER = SEN
    SQUARE = SQ
    TRAVERSE = TRA
    VENELLE = VEN
    VILLA = VLA
    VOIE = VOI
""")
# How people shorten them; only read, so that a street is known for one.
SHORT_STREET_TYPES = words(
    "R AV AVE BD BLD BLVD BVD BOUL ALL CH CHE CHEM IMP PL PASS SQ RTE CRS FBG FG QU RPT RES RN RD"
)
SHORT_TITLES = pairs("""
    ADJUDANT = ADJ
    AMIRAL = AMI
    CAPITAINE = CNE
    CARDINAL = CARD
    CHANOINE = CHN
    COLONEL = COL
    COMMANDANT = CDT
    COMTE = CTE
    DOCTEUR = DR
    GENERAL = GAL
    LIEUTENANT = LT
    MADAME = MME
    MADEMOISELLE = MLLE
    MAITRE = ME
    MARECHAL = MAL
    MESSIEURS = MM
    MONSEIGNEUR = MGR
    MONSIEUR = M
    PASTEUR = PAST
    PREFET = PREF
    PRESIDENT = PDT
    PROFESSEUR = PR
    SAINT = ST
    SAINTE = STE
    SAINTES = STES
    SAINTS = STS
    SERGENT = SGT
    VICOMTE = VTE
""")
SHORT_WORDS = pairs("""
    APPARTEMENT = APP
    BATIMENT = BAT
    ESCALIER = ESC
    ETAGE = ETG
    ENTREE = ENT
    IMMEUBLE = IMM
    RESIDENCE = RES
    LOTISSEMENT = LOT
    LIEU DIT = LD
    ZONE INDUSTRIELLE = ZI
    ZONE ARTISANALE = ZA
    ZONE D ACTIVITES = ZA
    ZONE D ACTIVITE = ZA
    ZONE D AMENAGEMENT CONCERTE = ZAC
    CENTRE COMMERCIAL = CCAL
    GRAND = GD
    GRANDE = GDE
    GRANDS = GDS
    GRANDES = GDES
    NOUVEAU = NOUV
    NOUVELLE = NOUV
    VIEUX = VX
    PETIT = PT
    PETITE = PTE
    CHATEAU = CHT
    INFERIEUR = INF
    SUPERIEUR = SUP
    NOTRE DAME = ND
    QUARTIER = QUA
    HAMEAU = HAM
""")
# Left out last of all, where a line is still too long.
SMALL_WORDS = words("D DE DES DU L LA LE LES ET A AU AUX")
