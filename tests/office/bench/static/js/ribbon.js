// The ribbon's buttons: each runs the action of its own name, as the manifest's would.
for (const button of document.querySelectorAll('button[xw-click]')) {
  Office.actions.associate(button.id, async (event) => {
    await xlwings.runPython({scriptName: button.id, errorDisplayMode: 'taskpane'});
    event.completed();
  });
}
