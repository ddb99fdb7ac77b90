/** What the address bar's `fold` says of a panel: the values whose branches are folded up. */
export function readFolds(fold: readonly string[] | undefined, panel: string): ReadonlySet<string> {
  const own = `${panel}:`;
  return new Set(fold?.flatMap((text) => (text.startsWith(own) ? [text.slice(own.length)] : [])));
}

/** The address bar's `fold` with one value folded up or opened; undefined where nothing is folded. */
export function foldSearch(
  fold: readonly string[] | undefined,
  of: { readonly panel: string; readonly value: string },
  folded: boolean,
): string[] | undefined {
  const text = `${of.panel}:${of.value}`;
  const others = (fold ?? []).filter((each) => each !== text);
  const next = folded ? [...others, text] : others;
  return next.length === 0 ? undefined : next;
}
