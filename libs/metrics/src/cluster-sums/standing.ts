import type { Caveat, ProportionParts, Status } from '@assay/contract';
import type { MetricDefinition, MinimumId } from '../definition.ts';
import { minimums } from '../definition.ts';
import { fewestOfPerson } from '../evaluate/person.ts';

/** What may be shown of a share, and what the reader must know. */
export interface Standing {
  readonly status: Status;
  /** False where even a grey value would mislead: only the count is shown. */
  readonly isShown: boolean;
  readonly caveats: readonly Caveat[];
}

interface Breach {
  readonly status: 'low_n' | 'off';
}

/** Rows that a reason is a share of: of a metric's own rows, or of all in sight where it cannot be said whose a row is. */
function inSight(metric: MetricDefinition, parts: ProportionParts, isBeforeScope: boolean): number {
  if (!isBeforeScope) return parts.rows;
  const after = metric.leftOut.filter(({ beforeScope }) => !beforeScope);
  return parts.rows + parts.outside + after.reduce((sum, { code }) => sum + (parts.leftOut[code] ?? 0), 0);
}

/**
 * Left-out rows with a limit, as shares of those that would have counted. Reasons of one rule are judged together:
 * disputed and ungraded outputs are both without a verdict.
 */
function breaches(metric: MetricDefinition, parts: ProportionParts): readonly Breach[] {
  const rules = new Map<string, { out: number; rows: number; share: number; status: 'low_n' | 'off' }>();
  for (const { code, rule, limit, beforeScope } of metric.leftOut) {
    if (!limit) continue;
    const entry = rules.get(rule) ?? { out: 0, rows: inSight(metric, parts, beforeScope === true), ...limit };
    rules.set(rule, { ...entry, out: entry.out + (parts.leftOut[code] ?? 0) });
  }
  return [...rules.values()].filter(({ out, rows, share }) => out > share * (out + rows));
}

function countCaveats(metric: MetricDefinition, parts: ProportionParts): readonly Caveat[] {
  const known = [
    ...metric.leftOut.map(({ code }) => ({ code, count: parts.leftOut[code] ?? 0 })),
    ...metric.noted.map(({ code }) => ({ code, count: parts.noted[code] ?? 0 })),
  ];
  const repeated = parts.rows - parts.units;
  return [
    ...known.filter(({ count }) => count > 0),
    ...(repeated > 0 ? [{ code: 'repeated_samples', count: repeated }] : []),
  ];
}

interface Looked {
  readonly metric: MetricDefinition;
  /** Of the number, where it stands. */
  readonly minimum: MinimumId;
  readonly isOfPerson: boolean;
}

/** `n` is Kish's for weighted rows: many rows of large weight are little evidence. */
export function standingOf(parts: ProportionParts, n: number, { metric, minimum, isOfPerson }: Looked): Standing {
  const caveats = countCaveats(metric, parts);
  // None is a number of rows; a share of none is nothing.
  if (parts.rows === 0 && metric.kind !== 'total') return { status: 'no_data', isShown: false, caveats };
  const broken = breaches(metric, parts);
  if (broken.some(({ status }) => status === 'off')) return { status: 'off', isShown: false, caveats };
  const { shownFrom, fullFrom } = minimums[minimum];
  if (n < Math.max(shownFrom, isOfPerson ? fewestOfPerson : 0)) return { status: 'low_n', isShown: false, caveats };
  return { status: n < fullFrom || broken.length > 0 ? 'low_n' : 'ok', isShown: true, caveats };
}
