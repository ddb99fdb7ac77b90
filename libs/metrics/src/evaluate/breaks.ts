import type { BreakMark, DayRange } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import type { Question, Resolved } from '../plan/question.ts';
import { dayOfInstant } from '../time/zone.ts';

/** Versions are called as the data calls them: `2`, `v2`, `2026-03`. */
const named = (what: string, version: string | null): string =>
  version === null ? `New ${what.toLowerCase()}` : `${what} ${version}`;

function taxonomyBreaks({ metrics }: Question, { modes, zone }: Known): readonly BreakMark[] {
  if (!metrics.some(({ kind }) => kind === 'mode')) return [];
  return modes.breaks.map(({ at, version }) => ({
    kind: 'taxonomy',
    day: dayOfInstant(at, zone),
    title: named('Taxonomy', version),
    by: {},
  }));
}

/** Labels of several tasks have no number together, so that a change of guideline is one of the slices of its task. */
function guidelineBreaks({ metrics, by, where }: Question, { guidelines, zone }: Known): readonly BreakMark[] {
  if (!metrics.some(({ kind }) => kind === 'drift' || kind === 'agreement' || kind === 'pair_agreement')) return [];
  const chosen = where.find(({ dimension }) => dimension === 'task')?.values;
  const isSplit = by.includes('task');
  if (!isSplit && chosen === undefined) return [];
  return guidelines
    .filter(({ task }) => chosen === undefined || chosen.includes(task))
    .map(({ task, version, at }) => ({
      kind: 'guideline',
      day: dayOfInstant(at, zone),
      title: named('Guideline', version),
      by: isSplit ? { task } : {},
    }));
}

const crosses = ({ day }: BreakMark, { from, to }: DayRange): boolean => day > from && day < to;

/** What changed what labels mean within the days of an answer, or between them and those they are compared with. */
export function breaksOf({ current, baseline }: Resolved, known: Known): readonly BreakMark[] {
  const before = baseline?.range ?? current.range;
  const days: DayRange = {
    from: before.from < current.range.from ? before.from : current.range.from,
    to: before.to > current.range.to ? before.to : current.range.to,
  };
  return [...taxonomyBreaks(current, known), ...guidelineBreaks(current, known)]
    .filter((mark) => crosses(mark, days))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}
