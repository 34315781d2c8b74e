// Boots Pyodide in node, puts the packages beside it on the path, and runs one Python script.
// node runner.mjs RUNTIME SITE SCRIPT: prints what the script's last expression is, after a line of its own.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [runtime, site, script] = process.argv.slice(2).map((part) => path.resolve(part));
const {loadPyodide} = await import(pathToFileURL(path.join(runtime, 'pyodide.mjs')));
const python = await loadPyodide({
  indexURL: runtime + path.sep,
  env: {XLWINGS_ON_SERVER: 'true', XLWINGS_LICENSE_KEY: 'noncommercial', HOME: '/home/pyodide'},
});
await python.loadPackage(['numpy', 'pandas'], {messageCallback() {}, errorCallback: console.error});
python.mountNodeFS('/site', site);
python.mountNodeFS('/job', path.dirname(script));
python.runPython('import sys; sys.path.insert(0, "/site")');
try {
  const said = await python.runPythonAsync(fs.readFileSync(script, 'utf8'));
  console.log('=== result');
  console.log(said);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
