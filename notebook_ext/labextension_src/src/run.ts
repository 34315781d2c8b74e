// Runs a notebook that we have just made, in whichever page it opens.
//
// Lab opens it in the same page, Notebook 7 in a new one: what is to be run is therefore noted in the browser's own
// storage, which both pages share, and never in the notebook, so that no file received from elsewhere runs by itself.

import { NotebookActions, type INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';

const KEY = 'habitue:run';
const KEPT_FOR_MS = 120_000;

/** Notes that the notebook at this path is to be run once, by the first page that shows it. */
export function askToRun(path: string): void {
  localStorage.setItem(KEY, JSON.stringify({ path, until: Date.now() + KEPT_FOR_MS }));
}

function wasAsked(path: string): boolean {
  const asked = JSON.parse(localStorage.getItem(KEY) ?? 'null') as { path: string; until: number } | null;
  if (asked?.path !== path) {
    return false;
  }
  localStorage.removeItem(KEY);
  return Date.now() < asked.until;
}

/** Runs all cells of the panel when that was asked for. Notebook 7's first page makes a panel that it never shows. */
export async function runIfAsked(panel: NotebookPanel): Promise<void> {
  await panel.context.ready;
  if (panel.isDisposed || !panel.isAttached || !wasAsked(panel.context.path)) {
    return;
  }
  await panel.sessionContext.ready;
  await NotebookActions.runAll(panel.content, panel.sessionContext);
}

/** The panel of this page that shows the notebook, if any. */
export function panelOf(tracker: INotebookTracker, path: string): NotebookPanel | undefined {
  return tracker.find(panel => panel.context.path === path);
}
