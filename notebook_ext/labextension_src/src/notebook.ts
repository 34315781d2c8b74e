// The notebook that is made for a customer file: pure values, nothing of Lab.

import type * as nbformat from '@jupyterlab/nbformat';

export interface KernelName {
  name: string;
  title: string;
}

/** Whether a file's name is one of a kind that `habitue_notebook.open` reads. */
export function isCustomerFile(name: string): boolean {
  return /\.(xlsx|xlsm|xlsb|xls|ods|csv|parquet)$/i.test(name);
}

/** The sources of the two cells. A JSON string is also a Python string, whatever the file's name holds. */
export function sourcesFor(fileName: string): string[] {
  return ['%load_ext habitue_notebook', `habitue_notebook.open(${JSON.stringify(fileName)})`];
}

export function notebookFor(fileName: string, kernel: KernelName): nbformat.INotebookContent {
  return {
    cells: sourcesFor(fileName).map((source, index) => ({
      id: `habitue-${index}`,
      cell_type: 'code',
      source,
      metadata: {},
      outputs: [],
      execution_count: null
    })),
    metadata: {
      kernelspec: { name: kernel.name, display_name: kernel.title, language: 'python' },
      language_info: { name: 'python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  };
}

/** Whether a notebook holds exactly the cells that we would write: only such a one is run without asking. */
export function isOurs(content: unknown, fileName: string): boolean {
  const cells = (content as nbformat.INotebookContent | null)?.cells ?? [];
  const sources = cells.map(cell => [cell.source].flat().join(''));
  return JSON.stringify(sources) === JSON.stringify(sourcesFor(fileName));
}

/** `clients.xlsx` gives `clients.ipynb`, then `clients (2).ipynb` and so on. */
export function notebookName(fileName: string, attempt: number): string {
  const stem = fileName.replace(/\.[^.]+$/, '');
  return attempt === 1 ? `${stem}.ipynb` : `${stem} (${attempt}).ipynb`;
}
