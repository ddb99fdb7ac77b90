/** What the beginning of a JSON text says of its first object. */
export interface JsonHead {
  /** Its own keys, as far as they can be seen. */
  readonly keys: ReadonlySet<string>;
  /** Keys of anything inside it. */
  readonly inner: ReadonlySet<string>;
}

const token = /"((?:[^"\\]|\\.)*)"\s*(:)?|[{}[\]]/gs;

/** Null where the text is not an object, nor a list that begins with one. */
export function jsonHead(head: Buffer): JsonHead | null {
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const start = /^\s*(\[\s*)?\{/.exec(text);
  if (start === null) return null;
  const keys = new Set<string>();
  const inner = new Set<string>();
  let depth = 1;
  token.lastIndex = start[0].length;
  for (let found = token.exec(text); found !== null && depth > 0; found = token.exec(text)) {
    const [whole, name = '', isKey] = found;
    if (isKey !== undefined) (depth === 1 ? keys : inner).add(name);
    else if (whole === '{' || whole === '[') depth += 1;
    else if (whole === '}' || whole === ']') depth -= 1;
  }
  return { keys, inner };
}
