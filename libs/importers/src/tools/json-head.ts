/** What the beginning of a JSON text says of its first object. */
export interface JsonHead {
  /** Its own keys, as far as they can be seen. */
  readonly keys: ReadonlySet<string>;
  /** Keys of anything inside it. */
  readonly inner: ReadonlySet<string>;
}

/** Null where the text is not an object, nor a list that begins with one. */
export function jsonHead(head: Buffer): JsonHead | null {
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const start = /^\s*(\[\s*)?\{/.exec(text);
  if (start === null) return null;
  const keys = new Set<string>();
  const inner = new Set<string>();
  const token = /["{}[\]]/g;
  let depth = 1;
  token.lastIndex = start[0].length;
  for (let found = token.exec(text); found !== null && depth > 0; found = token.exec(text)) {
    const [mark] = found;
    if (mark === '{' || mark === '[') depth += 1;
    else if (mark !== '"') depth -= 1;
    else {
      const end = endOfText(text, found.index + 1);
      if (isKey(text, end)) (depth === 1 ? keys : inner).add(text.slice(found.index + 1, end));
      token.lastIndex = end + 1;
    }
  }
  return { keys, inner };
}

/** Place of the quote that ends a text, or of the end where the text is cut off: what it holds is no key or bracket. */
function endOfText(text: string, from: number): number {
  const mark = /["\\]/g;
  mark.lastIndex = from;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '"') return found.index;
    mark.lastIndex = found.index + 2;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  const colon = /"\s*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}
