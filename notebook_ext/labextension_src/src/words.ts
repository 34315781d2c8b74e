// What this extension says, in both languages; Lab's locale chooses.

const ENGLISH = {
  open: 'Clean and segment customers',
  choose: 'Clean and segment customers…',
  caption: 'Makes a notebook beside the file, opens it and runs it',
  category: 'Customers',
  pick: 'Choose the file with your customers',
  files: 'Excel, OpenDocument, CSV or Parquet',
  failed: 'The notebook could not be made',
  noName: 'There are already too many notebooks named after this file. Delete those that are not needed.',
  nothingChosen: 'No customer file was chosen. Click on a workbook or a CSV file, then accept.',
  noPython: 'No Python kernel is installed here. Install one with: pip install ipykernel'
};

export type Words = typeof ENGLISH;

const FRENCH: Words = {
  open: 'Nettoyer et segmenter les clients',
  choose: 'Nettoyer et segmenter les clients…',
  caption: 'Crée un notebook à côté du fichier, l’ouvre et l’exécute',
  category: 'Clients',
  pick: 'Choisissez le fichier de vos clients',
  files: 'Excel, OpenDocument, CSV ou Parquet',
  failed: 'Le notebook n’a pas pu être créé',
  noName: 'Trop de notebooks portent déjà le nom de ce fichier. Supprimez ceux qui ne servent plus.',
  nothingChosen: 'Aucun fichier de clients n’a été choisi. Cliquez sur un classeur ou un fichier CSV, puis validez.',
  noPython: 'Aucun noyau Python n’est installé ici. Installez-en un avec\u00a0: pip install ipykernel'
};

/** The words for a language code such as `fr-FR`, `fr_CA` or `en`; English for any other language. */
export function wordsFor(languageCode: string): Words {
  return /^fr\b|^fr_/i.test(languageCode) ? FRENCH : ENGLISH;
}
