import type { Limits, Oracle, Said } from './ask.ts';
import type { Graded, Placed } from './outputs.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { brokenOutput, notesOf, placedOutputs } from './outputs.ts';
import { ratioLimits } from './ratio.ts';
import { countCodes, sayShare } from './share.ts';

interface Row extends Placed {
  readonly fate: string;
  readonly notes: readonly string[];
  readonly holds: number;
  readonly cited: number;
}

/** Workflows whose outputs must cite their sources, by the list in force. */
const groundedOf = ({ dim_workflow }: World): ReadonlySet<string | null> =>
  new Set(
    dim_workflow
      .filter(
        ({ voided_at, valid_to, requires_grounding }) => voided_at === null && valid_to === null && requires_grounding,
      )
      .map(({ workflow_id }) => workflow_id as string | null),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

interface Unit {
  readonly cluster: string;
  readonly holds: number;
  readonly cited: number;
}

function unitsOf(rows: readonly Row[]): readonly Unit[] {
  return [...Map.groupBy(rows, ({ unit, cluster }) => JSON.stringify([unit, cluster])).values()].map((own) => ({
    cluster: own[0]?.cluster ?? '',
    holds: sum(own.map(({ weight, holds }) => weight * holds)) / own.length,
    cited: sum(own.map(({ weight, cited }) => weight * cited)) / own.length,
  }));
}

/** Of none and of all of them the exact limits, as if each unit weighed as it cites. */
function limitsOf(units: readonly Unit[], p: number, n: number): Limits {
  if (p === 0) return { lower: 0, upper: 1 - 0.025 ** (1 / n) };
  if (p === 1) return { lower: 0.025 ** (1 / n), upper: 1 };
  const clusters = [...Map.groupBy(units, ({ cluster }) => cluster).values()];
  if (clusters.length < 5) return { lower: null, upper: null };
  const { lower, upper } = ratioLimits(
    clusters.map((own) => ({ x: sum(own.map(({ cited }) => cited)), y: sum(own.map(({ holds }) => holds)) })),
  );
  return { lower: lower === null ? null : Math.max(0, lower), upper: upper === null ? null : Math.min(1, upper) };
}

function say(rows: readonly Row[]): Said {
  const counted = rows.filter(({ fate }) => fate === 'counts');
  const units = unitsOf(counted);
  const [holds, cited] = [sum(units.map((unit) => unit.holds)), sum(units.map((unit) => unit.cited))];
  const n = cited === 0 ? 0 : cited ** 2 / sum(units.map((unit) => unit.cited ** 2));
  const isShown = n >= 10;
  const found = holds / cited;
  const p = Math.abs(found - 1) < 1e-12 ? 1 : found;
  const clusters = new Set(units.map(({ cluster }) => cluster)).size;
  const isSpread = isShown && p > 0 && p < 1;
  return {
    value: isShown ? p : null,
    status: counted.length === 0 ? 'no_data' : n < 30 ? 'low_n' : 'ok',
    n: units.length,
    rows: counted.length,
    numerator: holds,
    numeratorRows: counted.filter((row) => row.holds > 0).length,
    denominator: cited,
    parts: {},
    caveats: {
      ...countCodes(rows as never),
      ...(counted.length > units.length ? { repeated_samples: counted.length - units.length } : {}),
      ...(isSpread && clusters < 5 ? { few_clusters: null } : {}),
    },
    limits: isShown ? limitsOf(units, p, n) : { lower: null, upper: null },
  };
}

/** Citations that hold, of all citations, where sources must be cited. */
export const citationCorrectness =
  (world: World): Oracle =>
  (ask) => {
    const grounded = groundedOf(world);
    const rows = placedOutputs(world, ask).map((graded): Row => {
      const { workflow_id, cited_claims: cited, cited_claims_ok: holds } = graded.output;
      const fate = (): string => {
        if (!grounded.has(workflow_id)) return 'outside';
        const broken = brokenOutput(graded);
        if (broken !== null) return broken;
        if (cited === null || holds === null) return 'uncounted';
        return cited === 0 ? 'uncited' : 'counts';
      };
      return { ...graded.place, fate: fate(), notes: notesOf(graded, null), holds: holds ?? 0, cited: cited ?? 0 };
    });
    return numbersOf(rows, ask, { isOwn: ({ fate }) => fate !== 'outside', say });
  };

function missingFate(graded: Graded, grounded: ReadonlySet<string | null>): string {
  const { workflow_id, claims, cited_claims } = graded.output;
  if (!grounded.has(workflow_id) || claims === 0) return 'outside';
  return brokenOutput(graded) ?? (claims === null || cited_claims === null ? 'uncounted' : 'counts');
}

/** Answers with claims and without a citation, of all answers with claims. */
export const citationMissingRate =
  (world: World): Oracle =>
  (ask) => {
    const grounded = groundedOf(world);
    const rows = placedOutputs(world, ask).map((graded): ShareRow => ({
      ...graded.place,
      fate: missingFate(graded, grounded),
      is: graded.output.cited_claims === 0 ? ['missing'] : [],
      notes: notesOf(graded, null),
    }));
    const rule = { kinds: ['missing'], value: ['missing'], minimum: 'N30' } as const;
    return numbersOf(rows, ask, { isOwn: ({ fate }) => fate !== 'outside', say: (own) => sayShare(own, rule) });
  };
