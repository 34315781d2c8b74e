// The keys of a grid: what a key asks for, from where the active cell is (row -1: the headings).

/** `{ go: [row, column] }`, `{ act }`, or nothing for a key that is not the grid's. */
export function keyed(event, { row, column, rows, columns, page }) {
  const control = event.ctrlKey || event.metaKey;
  const onHead = row === -1;
  switch (event.key) {
    case "ArrowUp": return { go: [control ? 0 : row - 1, column] };
    case "ArrowDown": return onHead && event.altKey ? { act: "limit" } : { go: [control ? rows - 1 : row + 1, column] };
    case "ArrowLeft": return { go: [row, control ? 0 : column - 1] };
    case "ArrowRight": return { go: [row, control ? columns - 1 : column + 1] };
    case "PageUp": return { go: [Math.max(0, row - page), column] };
    case "PageDown": return { go: [row + page, column] };
    case "Home": return { go: [control ? 0 : row, 0] };
    case "End": return { go: [control ? rows - 1 : row, columns - 1] };
    case "Escape": return { go: [row, column], act: "alone" };
    case "Enter": return { act: onHead ? "sort" : "open" };
    case " ": return { act: "rows" };
    default:
      if (!control) return null;
      return { c: { act: "copy" }, a: { act: "all" } }[event.key.toLowerCase()] ?? null;
  }
}
