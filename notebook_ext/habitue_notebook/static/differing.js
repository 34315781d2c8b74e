// Where two texts differ, character by character, and characters that cannot be seen made visible.
import { element } from "./shared.js";

const LONGEST = 300; // characters; longer texts are only compared from both ends
const SEEN = { " ": "\u00b7", "\u00a0": "\u237d", "\u202f": "\u237d", "\t": "\u21e5", "\n": "\u23ce", "\r": "\u240d" };
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const code = (char) => `\u2039${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}\u203a`;

/** A text with control characters and those that turn the direction of writing shown by their code. */
export function plain(text) {
  return text.replace(UNSEEN, (char) => SEEN[char] ?? code(char));
}

/** The same, with spaces shown too: for what was deleted or added. */
export function visible(text) {
  return plain(text).replace(/[ \u00a0\u202f]/g, (char) => SEEN[char]);
}

/** Pieces of `after` against `before`: [kind, text], kind "same", "gone" (of before) or "new" (of after). */
export function differing(before, after) {
  const [one, other] = [Array.from(before), Array.from(after)];
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < one.length - head && tail < other.length - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  const middle = compared(one.slice(head, one.length - tail), other.slice(head, other.length - tail));
  return joined([["same", one.slice(0, head).join("")], ...middle, ["same", tail ? one.slice(-tail).join("") : ""]]);
}

function compared(one, other) {
  if (one.length > LONGEST || other.length > LONGEST) return [["gone", one.join("")], ["new", other.join("")]];
  const width = other.length + 1;
  const common = new Uint16Array((one.length + 1) * width); // the longest common part from here on
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = one[i] === other[j] ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      found.push(["same", one[i]]);
      [i, j] = [i + 1, j + 1];
    } else if (j >= other.length || (i < one.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) found.push(["gone", one[i++]]);
    else found.push(["new", other[j++]]);
  }
  return found;
}

function joined(pieces) {
  const found = [];
  for (const [kind, text] of pieces) {
    if (!text) continue;
    if (found.length && found.at(-1)[0] === kind) found.at(-1)[1] += text;
    else found.push([kind, text]);
  }
  return found;
}

/** What `text` has that `reference` has not, marked; what it lacks is not shown. */
export function marked(reference, text) {
  return differing(reference, text).filter(([kind]) => kind !== "gone")
    .map(([kind, piece]) => (kind === "new" ? element("mark", { text: visible(piece) }) : plain(piece)));
}

/** A piece that differs; blanks alone are not struck out, which would hide them. */
function shownPiece(tag, text) {
  return element(tag, { text: visible(text), class: text.trim() ? null : "hb-blank" });
}

/** The former text, with what was deleted struck out and visible. */
export function struck(before, after) {
  return differing(before, after).filter(([kind]) => kind !== "new")
    .map(([kind, piece]) => (kind === "gone" ? shownPiece("del", piece) : plain(piece)));
}

/** The new text, with what was added underlined and visible. */
export function added(before, after) {
  return differing(before, after).filter(([kind]) => kind !== "gone")
    .map(([kind, piece]) => (kind === "new" ? shownPiece("ins", piece) : plain(piece)));
}
