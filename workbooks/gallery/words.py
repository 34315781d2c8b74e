"""The lists from which imaginary people, addresses and goods are drawn; no entry stands for a real person."""


def _each(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


WOMEN = _each(
    "Camille Léa Manon Chloé Inès Jeanne Louise Élise Hélène Agnès Françoise Brigitte Monique Nathalie Sandrine "
    "Céline Aurélie Émilie Audrey Pauline Margaux Anaïs Zoé Nour Fatima Samira Yasmina Aïcha Mariam Lucía "
    "Marie-Claude Anne-Sophie Marie-Thérèse Odile Solène Maëlle Gaëlle Noémie Béatrice Geneviève"
)
MEN = _each(
    "Lucas Hugo Louis Jules Gabriel Arthur Raphaël Nathan Théo Rémi Gaël Loïc Yann Benoît François Jérôme "
    "Stéphane Frédéric Éric Michel Gérard André Bernard Jean-Pierre Jean-Luc Jean-Marc Karim Mehdi Youssef Rachid "
    "Omar Samuel David Thomas Antoine Guillaume Mathieu Clément Maxime Étienne"
)
FAMILIES = _each(
    "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garcia "
    "David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupont Lambert Bonnet François Martinez "
    "Legrand Garnier Faure Rousseau Blanc Guérin Müller Henry Roussel Nicolas Perrin Morin Mathieu Clément "
    "Gauthier Dumont Lopez Fontaine Chevalier Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly "
    "Gautier Roger Roche Roy Noël Meyer Lucas Meunier Jean Perez Marchand Dufour Blanchard Marie Barbier Brun "
    "Dumas Brunet Schmitt Leroux Colas Fabre Benali Haddad Traoré Diallo Cissé N'Diaye Le_Gall Le_Goff Le_Bihan "
    "De_La_Tour D'Aubigny O'Brien Lefebvre-Martin Roux-Duval Pélissier Château Bréchet Forêt Gaspard Hérault "
    "Jaquet Kervella Lacombe Maréchal Nodier Ollivier Pichon Quéré Rivière Saunier Tessier Vasseur Weber Zeller "
    "Bouvier Carpentier Delmas Échard"
)

NICKNAMES = {
    "Jean-Pierre": "J-Pierre", "Marie-Claude": "M. Claude", "Frédéric": "Fred", "Stéphane": "Steph",
    "Guillaume": "Guill.", "Benoît": "Ben", "Mathieu": "Matthieu", "Nathalie": "Natalie", "Hélène": "Helène",
    "Anne-Sophie": "Anne Sophie", "Clément": "Clement", "Aurélie": "Aurelie", "Maxime": "Max", "Samuel": "Sam",
}  # fmt: skip

# Postcode and town as the post has them; near the shop comes more often.
TOWNS = (
    ("69001", "Lyon"), ("69002", "Lyon"), ("69003", "Lyon"), ("69004", "Lyon"), ("69006", "Lyon"), ("69007", "Lyon"),
    ("69100", "Villeurbanne"), ("69300", "Caluire-et-Cuire"), ("69110", "Sainte-Foy-lès-Lyon"), ("69600", "Oullins"),
    ("69500", "Bron"), ("69130", "Écully"), ("38200", "Vienne"), ("42000", "Saint-Étienne"),
    ("01000", "Bourg-en-Bresse"),
    ("01600", "Trévoux"), ("01120", "Montluel"), ("07100", "Annonay"), ("06000", "Nice"), ("71000", "Mâcon"),
    ("38000", "Grenoble"), ("74000", "Annecy"), ("75011", "Paris"), ("13006", "Marseille"), ("35000", "Rennes"),
)  # fmt: skip
NEAR = (9, 6, 10, 9, 8, 7, 9, 6, 5, 5, 3, 4, 4, 3, 4, 3, 3, 2, 1, 2, 2, 1, 2, 1, 1)
STREETS = (
    "rue de la République", "rue des Tilleuls", "avenue Jean-Jaurès", "place du Marché", "impasse des Lilas",
    "rue Victor-Hugo", "boulevard de la Croix-Rousse", "chemin du Moulin", "rue Pasteur", "quai des Pêcheurs",
    "allée des Érables", "rue du Four-à-Chaux", "montée de la Grand'Côte", "cours Gambetta", "rue Sainte-Hélène",
    "square des Platanes", "rue de l'Abbé-Grégoire", "passage du Lavoir",
)  # fmt: skip
MORE = ("Bât. B", "2e étage", "Appt 14", "Résidence Les Cèdres", "BP 27", "chez Mme Perrin", "Escalier C")
COMPANIES = (
    "Le Bistrot des Pentes", "Hôtel du Parc Fleuri", "Crêperie La Bolée", "SARL Traiteur Mercier", "Café des Quais",
    "Chambres d'hôtes Le Vieux Pressoir", "Boulangerie Aux Blés d'Or", "Salon de thé Pétale",
    "Comité d'entreprise Alpex",
    "EHPAD Les Glycines", "Cave Saint-Vincent", "École hôtelière du Rhône", "Cabinet Faure & Associés",
    "Restaurant Le Pré Vert", "Épicerie Chez Nour", "Auberge du Col", "Association Les Amis du Goût",
    "Spa Les Sources", "Fleuriste Marguerite", "Librairie La Page Blanche", "Atelier Bois & Sens", "Gîte La Grangette",
    "SAS Bureau Clair", "Brasserie du Pont", "Théâtre des Ombres", "Maison Dorée Réceptions", "Pâtisserie Vanille",
    "Conciergerie Bellecour",
)  # fmt: skip
DOMAINS = ("exemple.fr", "exemple.fr", "courriel.example.com", "example.com", "example.org", "boite.example.net")

# Article, price in cents.
GOODS = (
    ("Thé vert Sencha 100 g", 890), ("Thé noir Darjeeling 100 g", 1150), ("Earl Grey bio 100 g", 950),
    ("Rooibos vanille 100 g", 790), ("Infusion verveine 50 g", 620), ("Thé Oolong 100 g", 1490),
    ("Thé blanc Pai Mu Tan 50 g", 1280), ("Coffret découverte 6 thés", 3450), ("Poivre de Kampot 50 g", 1190),
    ("Safran du Quercy 1 g", 3900), ("Curry doux 80 g", 580), ("Ras el-hanout 80 g", 640),
    ("Vanille Bourbon x3", 1450),
    ("Fleur de sel 250 g", 720), ("Miel de châtaignier 500 g", 1090), ("Confiture d'abricot 370 g", 650),
    ("Chocolat noir 72 % 100 g", 520), ("Théière fonte 0,8 L", 6900), ("Tasse grès", 1850), ("Boule à thé inox", 790),
    ("Panier garni « Douceurs »", 5900), ("Panier garni « Gourmet »", 9900), ("Huile d'olive 75 cl", 1690),
    ("Carte cadeau 50 €", 5000), ("Abonnement thé 6 mois", 12900),
)  # fmt: skip
BULK = (
    ("Thé noir vrac 1 kg", 5200), ("Infusion vrac 1 kg", 4600), ("Épices assorties, lot", 3800),
    ("Coffrets entreprise", 2900), ("Café moulu vrac 1 kg", 2450),
)  # fmt: skip
SELLERS = ("Sophie", "Karim", "Léa")
NOTES = (
    "Aime le Darjeeling", "Allergie aux noix !!", "Rappeler en septembre", "Vient avec sa fille",
    "Passe le samedi matin",
    "Ne pas appeler avant 10 h", "Facture à envoyer par mail", "A connu la boutique au marché",
    "Cadeaux de fin d'année",
    "Cliente du blog", "Demande un devis pour Noël", "Code porte 12B4", "préfère le courrier",
)  # fmt: skip
