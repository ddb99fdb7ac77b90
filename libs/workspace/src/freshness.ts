import type { CheckStep, FactFreshness, Freshness, SourceFreshness } from '@assay/contract';
import type { SourceSpan } from './data-questions.ts';
import { tables } from '@assay/model';

function latest<Text extends string>(texts: readonly (Text | null)[]): Text | null {
  return texts.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

const edgesOf = (parts: readonly Pick<SourceFreshness, 'dataThrough' | 'loadedAt'>[]) => ({
  dataThrough: latest(parts.map(({ dataThrough }) => dataThrough)),
  loadedAt: latest(parts.map(({ loadedAt }) => loadedAt)),
});

/** How far the data reaches and when it came, by source and fact. Both are facts of the data, not of when it was asked. */
export function freshnessOf(spans: readonly SourceSpan[]): Freshness {
  const sources = [...Map.groupBy(spans, ({ source }) => source)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, own]): SourceFreshness => {
      // What has no last day, a plan or a list, comes after what reaches one.
      const facts = own.map(factOf).toSorted((a, b) => Number(a.dataThrough === null) - Number(b.dataThrough === null));
      return { source, ...edgesOf(facts), facts };
    });
  return { ...edgesOf(sources), sources };
}

/** What is described, such as a data set that is due on a day, reaches no day. */
function factOf({ table, days, loadedAt, rows }: SourceSpan): FactFreshness {
  const { rows: what, kind } = tables[table];
  return { table, what, dataThrough: kind === 'fact' ? (days?.last ?? null) : null, loadedAt, rows };
}

/** Says how far each fact reaches, newest first; fails where there is none. */
export function freshnessStep({ dataThrough, loadedAt, sources }: Freshness): CheckStep {
  const name = 'freshness';
  if (loadedAt === null) {
    const fix = 'Load a file: assay load FILE.';
    return { name, ok: false, detail: 'no rows of any fact have been loaded', fix };
  }
  const reached = new Map<string, string | null>();
  for (const { what, dataThrough: day } of sources.flatMap(({ facts }) => facts)) {
    reached.set(what, latest([reached.get(what) ?? null, day]));
  }
  // A plan or a description comes last: it has no day, which sorts before every other.
  const days = [...Map.groupBy([...reached], ([, day]) => day ?? '')].toSorted(([a], [b]) => (a > b ? -1 : 1));
  const each = days.map(([day, facts]) => {
    const names = facts.map(([what]) => what).join(', ');
    return day === dataThrough ? names : `${names} ${day === '' ? 'without a day' : day}`;
  });
  const through = dataThrough === null ? 'rows' : `data through ${dataThrough}`;
  return { name, ok: true, detail: `${through} (${each.join('; ')}), loaded ${loadedAt.slice(0, 19)}Z`, fix: null };
}
