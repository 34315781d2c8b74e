"""Legal forms and where they may stand, small words, and names that only look as if they had a legal form."""

from habitue.cleaning.wordlists import words

BEFORE = words("SARL EURL SAS SASU SCI SNC SELARL SELAS SELASU SCP GAEC GIE SCEA SCOP SCIC EIRL SCCV")
"""French forms that are put before the name, in capitals."""

ASK_BEFORE = words("SA EI SC SE SCA SCS SCM SEM EARL SAM SPRL SRL GFA NV BV")
"""Forms that before a name may also be a word or a trade name of their own."""

AFTER = BEFORE | words(
    """
    SA EI EARL SCA SCS SEM SPRL SRL BVBA LTD LIMITED LLC LLP INC PLC CORP GMBH AG KG OHG UG BV NV VOF LDA APS OY
    SPRLU
    """
)
"""Forms that are put after the name."""

ASK_AFTER = words("SC SE SL AB AS SPA LP PC CO SAM SCM SP KFT PTY SRO DOO")

TITLE_CASE_BEFORE = words("sarl eurl selarl")
"""Forms that are no word and no name in any case: "Sarl Dupont"."""

TITLE_CASE_AFTER = TITLE_CASE_BEFORE | words("sasu ltd limited llc inc plc corp gmbh lda aps oy sprl bvba srl kg")

ASK_TITLE_CASE = words("sas sasu sa sci snc ei scp scop sca earl")
"""Forms that, written as a word, may be one: "Sasu Sushi", "Earl Grey"."""

WRITTEN = {"LTD": "Ltd", "LIMITED": "Ltd", "INC": "Inc.", "CORP": "Corp.", "GMBH": "GmbH", "PLC": "plc", "LDA": "Lda",
           "APS": "ApS", "OY": "Oy"}  # fmt: skip
"""Forms that are not written in capitals."""

NOT_A_FORM = words("institute scandinavian majesté majeste sainteté lavalin grey")
"""What makes a form before it part of a name: SAS Institute, SNC Lavalin, Sa Majesté, Earl Grey."""

LINKS = words("de du des d' à unipersonnelle of et and & pour par en au aux")
"""A form before one of these is part of a phrase ("SCI du Moulin", "SA des Eaux"), and so is one after them."""

ARTICLES = words("un une le la les l' the a my your")
"""A form after one of these is what the phrase speaks of."""

SMALL = words("de du des la le les et en à a au aux sur sous chez pour par d l of the and for in at on by")
"""Words without a capital inside a company's name."""

ORDINARY = words(
    """
    auto bain bar beau bel bien bio blé bleu bois bon bons bord bout bus café cafe car cave ciel cité clé clef
    clos club coin cour cuir data deux dix eau eaux epi épi fer feu fils fil fine fort four gare gaz golf haut
    home hôte idée ile île jeu jeux jean joie jour jus lac lait lin lion lit loup luc lune luxe main mer midi
    miel mode mont mots mur neuf nord nos note nuit oie or pain parc pays peau père pied pin pins plus pneu pont
    port pré près prix pur quai rail rose roue roi rue sac sain sel self soie soin sol son sud sur taxi tech
    test thé tour tous tout trio val vert vie vin vins vite voie vue web yoga zen art arts baby back bake ball
    band bank barn base bath bay bear beer bell best bike bird blue boat body book box boys cake camp care cash
    cat city clay cook cool corn crew dale days deal dog door down draw east easy edge farm fast film fire fish
    five food ford fox free full game gate gift girl goat gold good gray hair half hall hand head help high hill
    hope idea inn iron jazz joy just key kids king kite lake lamb land lane leaf life lime line live loft long
    love made man mark mill mind moon more moss nest new next nice oak old one open our oven own park path pets
    pine pink play pond pool post pub pure rain red rent rest rich ring road rock roof room root safe salt sand
    sea seed ship shoe shop show side silk sky snow soap song spot star step sun surf swan tea team ten time
    tiny tom top town toys tree two view wall warm wash wave well west wild wind wine wing wise wolf wood work
    yard you your zone paul jack anne marc eric alex hugo lily lisa emma john mike mary bill bob ben sam tim joe
    ray roy lee air sons mie ets est lyon metz caen pau albi brie jura
    """
)
"""Short words that are no initials, so that their capitals can be put right without asking."""

ACRONYMS = words(
    """
    unicef unesco urssaf inserm insee inrae inria ifremer ademe afnor crous onisep macif matmut maaf camif
    cramif carsat medef unedic assedic sacem agirc arrco basf asics ikea darty nato nasa areva acoss agefiph
    afpa afpols urbis opcom opcas sncf snecma semitan semitag tisseo ratp cnrs sofres ipsos dekra
    """
)
"""Longer words that are written in capitals, or whose writing only their owners know."""
