/** Some fifty years of days; a page has a thousand, each of them ten thousand times. */
const mostKnown = 20_000;

/** The same function, asked once for each key: for what is pure, small and slow. All is forgotten when it is too much. */
export function remembering<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = work(key);
    if (known.size >= mostKnown) known.clear();
    known.set(key, value);
    return value;
  };
}
