// Makes the notebook beside a customer file, or finds the one that was made before.

import { PathExt } from '@jupyterlab/coreutils';
import type { Contents, KernelSpec } from '@jupyterlab/services';
import { ServerConnection } from '@jupyterlab/services';

import { isOurs, notebookFor, notebookName, type KernelName } from './notebook';

const MOST_NAMES = 99;

/** The server's own kernel when it speaks Python, else the first that does; `null` when there is none. */
export function pythonKernel(specs: KernelSpec.ISpecModels | null): KernelName | null {
  const all = Object.values(specs?.kernelspecs ?? {}).filter(spec => spec?.language === 'python');
  const spec = all.find(spec => spec?.name === specs?.default) ?? all[0];
  return spec ? { name: spec.name, title: spec.display_name } : null;
}

/** The path of a notebook for the customer file at `path`: one that holds just our cells, or a new one; or `null`. */
export async function notebookBeside(
  contents: Contents.IManager,
  path: string,
  kernel: KernelName
): Promise<string | null> {
  const fileName = PathExt.basename(contents.localPath(path));
  const folder = path.slice(0, path.length - fileName.length);
  for (let attempt = 1; attempt <= MOST_NAMES; attempt++) {
    const target = folder + notebookName(fileName, attempt);
    const there = await contentAt(contents, target);
    if (there === undefined) {
      await contents.save(target, { type: 'notebook', format: 'json', content: notebookFor(fileName, kernel) });
      return target;
    }
    if (isOurs(there, fileName)) {
      return target;
    }
  }
  return null;
}

/** What the notebook at this path holds; `undefined` when there is none, `null` when it cannot be read. */
async function contentAt(contents: Contents.IManager, path: string): Promise<unknown> {
  try {
    return (await contents.get(path, { type: 'notebook' })).content;
  } catch (error) {
    const status = error instanceof ServerConnection.ResponseError ? error.response.status : 0;
    if (status === 404) {
      return undefined;
    }
    if (status === 400) {
      return null;
    }
    throw error;
  }
}
