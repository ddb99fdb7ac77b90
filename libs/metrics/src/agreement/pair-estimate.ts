import type { Caveat, PartEstimate, Status } from '@assay/contract';
import type { PairAgreementDefinition } from '../definition.ts';
import type { EstimateContext, Evaluated, Place } from '../evaluate/number.ts';
import type { AgreementAnswers, AgreementScale } from './parts.ts';
import type { AnswerReading } from './reading.ts';
import { otherMember } from '@assay/contract';
import { cohenKappa } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';
import { rankedLabels } from './coefficients.ts';
import { labelsAsRead } from './reading.ts';

type Kappa = ReturnType<typeof cohenKappa>['none'];

/** Items by what the first and the second of two people said of them. */
interface Answered {
  readonly level: string | null;
  readonly cells: readonly { readonly first: string; readonly second: string; readonly items: number }[];
}

/** Who of the two said it stands before the label, so that the first's comes first. */
function answeredOf({ level, patterns }: AgreementScale, reading: AnswerReading): Answered {
  const said = patterns.map(({ labels: [first = '', second = ''], items }) => ({
    first: first.slice(1),
    second: second.slice(1),
    items,
  }));
  const read = labelsAsRead({ level, labels: said.flatMap(({ first, second }) => [first, second]) }, reading);
  const cells = said.map(({ first, second, items }) => ({
    first: read.nameOf(first),
    second: read.nameOf(second),
    items,
  }));
  return { level: read.level, cells };
}

/** The labels between two whole numbers that nobody gave keep those as far apart as they are. */
const mostSteps = 200;
function steps(labels: readonly string[]): readonly string[] {
  const numbers = labels.map(Number);
  const [least = 0, most = 0] = [numbers[0], numbers.at(-1)];
  if (!numbers.every(Number.isSafeInteger) || most - least > mostSteps) return labels;
  return Array.from({ length: most - least + 1 }, (_, step) => String(least + step));
}

function kappaOf({ level, cells }: Answered): { readonly kappa: Kappa; readonly isUnordered: boolean } | null {
  const ranked = rankedLabels(level, [...new Set(cells.flatMap(({ first, second }) => [first, second]))]);
  if (ranked === null) return null;
  const { isUnordered, values } = ranked;
  const labels = values === null ? ranked.labels : steps(ranked.labels);
  const keyOf = (label: string): string => (values === null ? label : String(Number(label)));
  const place = new Map(labels.map((label, index) => [keyOf(label), index]));
  const table = labels.map(() => labels.map(() => 0));
  for (const { first, second, items } of cells) {
    const row = table[place.get(keyOf(first)) ?? 0] ?? [];
    const column = place.get(keyOf(second)) ?? 0;
    row[column] = (row[column] ?? 0) + items;
  }
  const kappas = cohenKappa({ table, conf: confidence });
  const weights = values === null ? 'none' : level === 'interval' ? 'quadratic' : 'linear';
  return { kappa: kappas[weights], isUnordered };
}

/** Whether a number is of one pair: split by pairs, or filtered to one. */
const isOfPair = ({ by, pinned }: Place): boolean =>
  ('annotator_pair' in by && by['annotator_pair'] !== otherMember) || 'annotator_pair' in pinned;

interface Standing {
  readonly status: Status;
  readonly caveats: readonly Caveat[];
  readonly kappa: Kappa | null;
}

const without = (status: Status, code?: string, count: number | null = null): Standing => ({
  status,
  caveats: code === undefined ? [] : [{ code, count }],
  kappa: null,
});

function standingOf(
  answered: readonly Answered[],
  items: number,
  { place, least }: { readonly place: Place; readonly least: number },
): Standing {
  const [only, ...others] = answered;
  if (!only) return without('no_data');
  if (!isOfPair(place)) return without('undefined', 'several_pairs');
  if (others.length > 0) return without('undefined', 'mixed_scales', answered.length);
  const found = kappaOf(only);
  if (!found) return without('undefined', 'no_scale');
  const caveats: readonly Caveat[] = found.isUnordered ? [{ code: 'unordered', count: null }] : [];
  if (items < least) return { status: 'low_n', caveats, kappa: null };
  if (found.kappa.kappa === null) return without('undefined', 'no_variation');
  return { status: 'ok', caveats, kappa: found.kappa };
}

/** Cohen's kappa of two people over the items that both answered. */
export function pairEstimate(
  metric: PairAgreementDefinition,
  { scales, leftOut }: AgreementAnswers,
  context: EstimateContext,
): Evaluated {
  const least = minimums[metric.minimum].fullFrom;
  const answered = scales.map((scale) => answeredOf(scale, context.reading));
  const cells = answered.flatMap((each) => each.cells);
  const items = cells.reduce((sum, each) => sum + each.items, 0);
  const same = cells.reduce((sum, each) => sum + (each.first === each.second ? each.items : 0), 0);
  const { status, caveats, kappa } = standingOf(answered, items, { place: context.place, least });
  const share = items < least ? null : same / items;
  const agreement: PartEstimate = { numerator: share ?? 0, rows: 0, value: share, lower: null, upper: null };
  const [lower, upper] = [kappa?.lower ?? null, kappa?.upper ?? null];
  const counted = metric.leftOut.map(({ code }) => ({ code, count: leftOut[code] ?? 0 }));
  const estimate = toEstimate(metric, context, {
    value: kappa?.kappa ?? null,
    ...{ lower, upper, interval: lower === null ? null : metric.interval },
    ...{ n: items, rows: 2 * items, numerator: same, numeratorRows: 2 * same, denominator: items },
    parts: { percent_agreement: agreement },
    status,
    caveats: [...counted.filter(({ count }) => count > 0), ...caveats],
  });
  return { estimate, evidence: { kind: 'estimate', standardError: kappa?.se ?? null } };
}
