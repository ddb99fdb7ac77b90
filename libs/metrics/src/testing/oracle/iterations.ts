import type { StoredRow } from '@assay/model';
import type { Ask, Oracle, Placed, Said } from './ask.ts';
import type { Verdict } from './verdict.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { dayIn } from './time.ts';
import { calibratedJudges, resolve, versionOfJudge } from './verdict.ts';
import { byKey, inForce } from './world.ts';

type Output = StoredRow<'fact_output'>;
type Candidate = StoredRow<'dim_model_version'> & { readonly rc_at: string };

interface Pair extends Placed {
  readonly fate: string;
  readonly cluster: string;
  /** Share of right answers of the candidate and of the model before. */
  readonly current: number;
  readonly compared: number;
  readonly isSuspect: boolean;
}

const criteria = ['refusal', 'policy', 'harm', 'hallucination', 'failure_mode'] as const;
const days = (count: number): number => count * 86_400_000;
const mean = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0) / numbers.length;

type Verdicts = (output: Output, criterion: string) => Verdict | null;

function verdictsOf(world: World, ask: Ask): Verdicts {
  const judges = calibratedJudges(world, ask);
  const grades = Map.groupBy(world.fact_grade, ({ output_id, criterion }) => JSON.stringify([output_id, criterion]));
  return (output, criterion) =>
    resolve(grades.get(JSON.stringify([output.output_id, criterion])) ?? [], {
      basis: ask.basis,
      judges: judges.get(criterion) ?? new Set(),
      labels: ask.labelBasis,
      vote: ask.vote,
    });
}

/** What a model answered to each case within a month of the candidate, before it shipped: the newest run of each. */
function newestRuns(world: World, model: string, candidate: Candidate): ReadonlyMap<string, readonly Output[]> {
  const at = Date.parse(candidate.rc_at);
  const shipped = candidate.released_at === null ? Infinity : Date.parse(candidate.released_at);
  const end = Math.min(shipped, at + days(30));
  const outputs = world.fact_output.filter(
    (output) =>
      inForce(output) &&
      output.environment === 'eval' &&
      output.model_version_id === model &&
      output.case_version_id !== null &&
      Date.parse(output.produced_at) >= at - days(30) &&
      Date.parse(output.produced_at) < end,
  );
  return new Map(
    [...Map.groupBy(outputs, ({ case_version_id }) => case_version_id ?? '')].map(([id, own]) => {
      const [newest] = own.toSorted((a, b) =>
        a.produced_at === b.produced_at ? (a.output_id < b.output_id ? -1 : 1) : a.produced_at > b.produced_at ? -1 : 1,
      );
      return [id, own.filter(({ run_id }) => (run_id ?? '') === (newest?.run_id ?? ''))];
    }),
  );
}

/** What is known of one side of a case by one criterion: whether anybody said, and which judges did, each as what it was then. */
function sideOf(world: World, outputs: readonly Output[], { criterion, on }: { criterion: string; on: Verdicts }) {
  const verdicts = outputs.map((output) => ({ output, verdict: on(output, criterion) }));
  const judges = verdicts.flatMap(({ verdict }) =>
    verdict?.isJudged === true
      ? [
          verdict.deciding
            .map(({ grader, at }) => `${grader}@${versionOfJudge(world, grader, at) ?? ''}`)
            .sort()
            .join(','),
        ]
      : [],
  );
  const isSaid = verdicts.some(
    ({ output, verdict }) => output.status === 'ok' && verdict !== null && verdict.verdict !== 'disputed',
  );
  return { isSaid, judges: judges.sort() };
}

function comparedIn(world: World, [own, other]: readonly [readonly Output[], readonly Output[]], on: Verdicts) {
  const sides = criteria.map((criterion) => {
    const [a, b] = [sideOf(world, own, { criterion, on }), sideOf(world, other, { criterion, on })];
    const differ =
      a.judges.length > 0 &&
      b.judges.length > 0 &&
      (a.judges[0] !== b.judges[0] || a.judges.at(-1) !== b.judges.at(-1));
    return { criterion, isOfBoth: a.isSaid && b.isSaid, differ };
  });
  const told = sides.filter(({ isOfBoth, differ }) => isOfBoth && !differ).map(({ criterion }) => criterion);
  const right = (outputs: readonly Output[]): readonly number[] =>
    outputs.flatMap((output) => {
      const said = told.flatMap((criterion) => (output.status === 'ok' ? (on(output, criterion)?.verdict ?? []) : []));
      if (said.includes('defect')) return [0];
      return said.includes('fine') ? [1] : [];
    });
  return {
    current: mean(right(own)),
    compared: mean(right(other)),
    isJudgedOtherwise: sides.some(({ isOfBoth, differ }) => isOfBoth && differ),
  };
}

function pairsOf(world: World, ask: Ask): readonly Pair[] {
  const on = verdictsOf(world, ask);
  const cases = byKey(world.dim_test_case, 'case_version_id');
  const candidates = world.dim_model_version.filter(
    (each): each is Candidate => inForce(each) && each.baseline_model_version_id !== null && each.rc_at !== null,
  );
  return candidates.flatMap((candidate) => {
    const own = newestRuns(world, candidate.model_version_id, candidate);
    const before = newestRuns(world, candidate.baseline_model_version_id ?? '', candidate);
    return [...new Set([...own.keys(), ...before.keys()])].map((id): Pair => {
      const of = cases.get(id);
      const found = comparedIn(world, [own.get(id) ?? [], before.get(id) ?? []], on);
      const isKnown = !Number.isNaN(found.current);
      const fate = (): string => {
        if (of?.contamination === 'contaminated') return 'contaminated';
        if ((of?.retired_at ?? null) !== null && (of?.retired_at ?? '') <= candidate.rc_at) return 'retired';
        if (!own.has(id) || !before.has(id)) return 'unanswered';
        if (isKnown) return 'counts';
        return found.isJudgedOtherwise ? 'judged_otherwise' : 'ungraded';
      };
      return {
        day: dayIn(ask.zone, candidate.rc_at),
        dimensions: {
          model_version: candidate.model_version_id,
          release: candidate.release_id,
          workflow: of?.workflow_id ?? null,
          locale: of?.locale ?? null,
          suite: of?.suite_id ?? null,
          case_kind: of?.case_kind ?? null,
          risk_tier: of?.risk_tier ?? null,
        },
        fate: fate(),
        cluster: of?.cluster_id ?? of?.case_id ?? id,
        ...{ current: found.current, compared: found.compared },
        isSuspect: of?.contamination === 'suspect',
      };
    });
  });
}

/** Of fewer than a hundred cases, as made-up data have, there is no value: what it would be made of is held against it. */
function say(rows: readonly Pair[]): Said {
  const counted = rows.filter(({ fate }) => fate === 'counts');
  const groups = [...Map.groupBy(counted, ({ cluster }) => cluster).values()];
  const sum = (of: (row: Pair) => number): number => groups.reduce((all, group) => all + mean(group.map(of)), 0);
  const codes: Record<string, number> = {};
  for (const { fate, isSuspect } of rows) {
    const code = fate === 'counts' ? (isSuspect ? 'contamination_suspect' : null) : fate;
    if (code !== null) codes[code] = (codes[code] ?? 0) + 1;
  }
  const part = (current: number, compared: number) => {
    const count = counted.filter((row) => row.current === current && row.compared === compared).length;
    return { numerator: count, rows: count, value: null };
  };
  const n = counted.length;
  return {
    value: null,
    status: n === 0 ? 'no_data' : 'low_n',
    ...{ n, rows: n, numeratorRows: n },
    numerator: sum(({ current }) => current),
    denominator: sum(({ compared }) => compared),
    parts: { both: part(1, 1), gained: part(1, 0), lost: part(0, 1), neither: part(0, 0) },
    caveats: codes,
  };
}

/** Cases that a release candidate and the model before it both answered. */
export const qualityDelta =
  (world: World): Oracle =>
  (ask) =>
    numbersOf(pairsOf(world, ask), ask, { isOwn: () => true, say });
