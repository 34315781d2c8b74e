// Comes after Microsoft's own excel-web-16.00.js and replaces only what talks to the Excel process: a batch goes to the
// stand-in for it, functions and ribbon actions are kept for the test to call, and dialogs are written down.
(() => {
  const sets = {ExcelApi: 18, SharedRuntime: 1, CustomFunctionsRuntime: 4, CustomFunctions: 6, DialogApi: 2, RibbonApi: 2};
  OSF.DDA = OSF.DDA || {};
  OSF.DDA.RichApi = OSF.DDA.RichApi || {};
  OSF.DDA.RichApi.executeRichApiRequestAsync = (message, callback) =>
    window.__answer(message[4]).then(
      (body) => callback({status: 'succeeded', value: {data: [200, [], body]}}),
      (error) => callback({status: 'failed', error: {code: 5000, message: String(error)}}),
    );
  const actions = {};
  const functions = {};
  const dialogs = [];
  const dialog = {addEventHandler() {}, close() {}, messageChild() {}};
  const context = {
    requirements: {
      isSetSupported: (name, version) => Number(String(version || '1.1').split('.')[1] || 0) <= (sets[name] ?? -1),
    },
    host: 'Excel',
    platform: 'PC',
    diagnostics: {host: 'Excel', platform: 'PC', version: '16.0.18000.0'},
    displayLanguage: 'fr-FR',
    contentLanguage: 'fr-FR',
    document: {settings: {get: () => null, set() {}, saveAsync(callback) { callback?.({status: 'succeeded'}); }}},
    ui: {
      displayDialogAsync(address, options, callback) {
        dialogs.push(Object.fromEntries(new URL(address, location.href).searchParams));
        (typeof options === 'function' ? options : callback)({status: 'succeeded', value: dialog});
      },
    },
  };
  const real = window.Office;
  window.Office = Object.create(real);
  const define = (key, value) => Object.defineProperty(window.Office, key, {value, configurable: true, writable: true});
  const info = {host: 'Excel', platform: 'PC', addin: null};
  define('context', context);
  define('onReady', (callback) => { callback?.(info); return Promise.resolve(info); });
  define('actions', {associate: (id, action) => { actions[id] = action; }});
  define('addin', {setStartupBehavior: async () => {}, showAsTaskpane: async () => {}, hide: async () => {},
    onVisibilityModeChanged: async () => {}});
  window.CustomFunctions = {
    associate: (id, call) => { functions[id] = call; },
    ErrorCode: {invalidValue: '#VALUE!'},
    Error: class extends Error { constructor(code, message) { super(message); this.code = code; } },
  };
  window.__excel = {
    dialogs,
    functionNames: () => Object.keys(functions),
    actionNames: () => Object.keys(actions),
    press: (id) => new Promise((done, failed) =>
      Promise.resolve(actions[id]({source: {id}, completed: done})).catch(failed)),
    calculate: async (told) => {
      const [id, given, address] = JSON.parse(told);
      try {
        const value = await functions[id](...given, {address, functionName: id, parameterAddresses: []});
        return JSON.stringify({value});
      } catch (error) {
        return JSON.stringify({error: error.message, code: error.code});
      }
    },
  };
})();
