// JupyterLab 4 and Notebook 7: from a customer file to a notebook that is open and has run.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { FileDialog, IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';

import { customersIcon } from './icon';
import { notebookBeside, pythonKernel } from './make';
import { isCustomerFile } from './notebook';
import { askToRun, panelOf, runIfAsked } from './run';
import { wordsFor, type Words } from './words';

const OPEN = 'habitue:open';
const CHOOSE = 'habitue:choose';

type Lab = { app: JupyterFrontEnd; documents: IDocumentManager; tracker: INotebookTracker; words: Words };

/** Makes the notebook for the customer file at `path`, opens it and has it run; problems are shown in a dialog. */
async function openCustomers({ app, tracker, words }: Lab, path: string): Promise<void> {
  try {
    const { contents, kernelspecs } = app.serviceManager;
    await kernelspecs.ready;
    const kernel = pythonKernel(kernelspecs.specs);
    if (kernel === null) {
      throw new Error(words.noPython);
    }
    const notebook = await notebookBeside(contents, path, kernel);
    if (notebook === null) {
      throw new Error(words.noName);
    }
    askToRun(notebook);
    await app.commands.execute('docmanager:open', { path: notebook, factory: 'Notebook' });
    const panel = panelOf(tracker, notebook);
    if (panel) {
      await runIfAsked(panel); // it was open already, so that no panel was added
    }
  } catch (error) {
    await showErrorMessage(words.failed, error instanceof Error ? error.message : String(error));
  }
}

/** Asks for a customer file, starting in `folder`; `null` when the dialog was cancelled. */
async function chooseFile({ documents, words }: Lab, folder: string, translator: ITranslator): Promise<string | null> {
  const chosen = await FileDialog.getOpenFiles({
    manager: documents,
    title: words.pick,
    label: words.files,
    defaultPath: folder,
    filter: item => (item.type === 'directory' || isCustomerFile(item.name) ? {} : null),
    translator
  });
  if (!chosen.button.accept) {
    return null;
  }
  const file = chosen.value?.find(item => item.type !== 'directory');
  if (!file) {
    await showErrorMessage(words.pick, words.nothingChosen);
  }
  return file?.path ?? null;
}

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'habitue-notebook:plugin',
  description: 'Opens customer files in a notebook of their own.',
  autoStart: true,
  requires: [IDocumentManager, INotebookTracker, ITranslator],
  optional: [IFileBrowserFactory, ILauncher, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    documents: IDocumentManager,
    tracker: INotebookTracker,
    translator: ITranslator,
    browsers: IFileBrowserFactory | null,
    launcher: ILauncher | null,
    palette: ICommandPalette | null
  ) => {
    const words = wordsFor(translator.languageCode);
    const lab = { app, documents, tracker, words };
    const selected = () => {
      const items = [...(browsers?.tracker.currentWidget?.selectedItems() ?? [])];
      return items.length === 1 && isCustomerFile(items[0].name) ? items[0] : null;
    };
    app.commands.addCommand(OPEN, {
      label: words.open,
      caption: words.caption,
      icon: customersIcon,
      isVisible: () => selected() !== null,
      execute: async () => {
        const item = selected();
        if (item) {
          await openCustomers(lab, item.path);
        }
      }
    });
    app.commands.addCommand(CHOOSE, {
      label: args => (args.isLauncher ? words.open : words.choose),
      caption: words.caption,
      icon: args => (args.isPalette ? undefined : customersIcon),
      execute: async args => {
        const folder = (args.cwd as string | undefined) ?? browsers?.tracker.currentWidget?.model.path ?? '';
        const path = await chooseFile(lab, folder, translator);
        if (path !== null) {
          await openCustomers(lab, path);
        }
      }
    });
    launcher?.add({ command: CHOOSE, category: words.category, rank: 1, args: { isLauncher: true } });
    palette?.addItem({ command: CHOOSE, category: words.category, args: { isPalette: true } });
    tracker.widgetAdded.connect((_, panel) => void runIfAsked(panel));
  }
};

export default plugin;
