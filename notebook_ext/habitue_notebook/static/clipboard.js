// The clipboard: tables as tabbed text and as a page's table, in which a spreadsheet keeps codes like 01000 as text.

const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const LONGEST = 20000; // rows; more are only put there as tabbed text

const escaped = (text) => text.replace(/[&<>"]/g, (mark) => MARKS[mark]);

/** A table (columns of texts with titles) as lines of tabbed text. */
export function tabbed(table) {
  const count = table[0]?.cells.length ?? 0;
  const lines = [table.map((column) => column.title).join("\t")];
  for (let row = 0; row < count; row += 1) lines.push(table.map((column) => column.cells[row]).join("\t"));
  return lines.join("\r\n");
}

/** The same as a table of a page; columns of text are marked so that a spreadsheet makes no numbers or dates of them. */
export function paged(table) {
  const count = table[0]?.cells.length ?? 0;
  const cell = (column, row) => `<td${column.text ? " style='mso-number-format:\"\\@\"'" : ""}>${escaped(column.cells[row])}</td>`;
  const rows = [`<tr>${table.map((column) => `<th>${escaped(column.title)}</th>`).join("")}</tr>`];
  for (let row = 0; row < count; row += 1) rows.push(`<tr>${table.map((column) => cell(column, row)).join("")}</tr>`);
  return `<meta charset="utf-8"><table>${rows.join("")}</table>`;
}

/** Puts texts (by their kind, as "text/plain") on the clipboard; says whether the browser let us. */
export async function put(texts) {
  try {
    const parts = Object.entries(texts).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
    return true;
  } catch {
    return putOldWay(texts); // no permission, or a page that is not secure: ask as pages did before
  }
}

function putOldWay(texts) {
  let done = false;
  const give = (event) => {
    Object.entries(texts).forEach(([kind, text]) => event.clipboardData.setData(kind, text));
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", give, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", give, { capture: true });
  return done;
}

/** Puts a table there. */
export function putTable(table) {
  const texts = { "text/plain": tabbed(table) };
  if ((table[0]?.cells.length ?? 0) <= LONGEST) texts["text/html"] = paged(table);
  return put(texts);
}
