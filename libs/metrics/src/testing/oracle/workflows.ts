import type { StoredRow } from '@assay/model';
import type { Ask, Dimensions, Oracle, Said } from './ask.ts';
import type { World } from './world.ts';
import { passes, rowsIn, slicesOf } from './ask.ts';
import { dayIn, periodsOf, plusDays, startOf } from './time.ts';
import { inForce } from './world.ts';

/** Golden cases from which on a workflow counts as tested, in made-up data sets. */
export const coverageCases = 2;

interface Looked {
  readonly dimensions: Dimensions;
  /** Kinds that it is one of. */
  readonly is: readonly string[];
  readonly notes?: readonly string[];
}

const isSo = (
  instant: string,
  { valid_from, valid_to }: { valid_from: string | null; valid_to: string | null },
): boolean =>
  valid_from !== null &&
  Date.parse(valid_from) < Date.parse(instant) &&
  (valid_to === null || Date.parse(valid_to) >= Date.parse(instant));

/** What is known of a period: until its last day that was asked for, is over, and has data; null before all data. */
export function lastInstant({ from, to }: { readonly from: string; readonly to: string }, ask: Ask): string | null {
  const [today, reached] = [dayIn(ask.zone, ask.now), plusDays(ask.lastDay, 1)];
  const [last] = [to, today, reached].sort() as [typeof today];
  return last <= from || last <= ask.firstDay ? null : startOf(last, ask.zone);
}

function sayShare(rows: readonly Looked[], kinds: readonly string[], value: string): Said {
  const n = rows.length;
  const count = (kind: string): number => rows.filter(({ is }) => is.includes(kind)).length;
  const share = (kind: string): number | null => (n === 0 ? null : count(kind) / n);
  return {
    value: share(value),
    status: n === 0 ? 'no_data' : 'ok',
    ...{ n, rows: n, numerator: count(value), numeratorRows: count(value), denominator: n },
    parts: Object.fromEntries(
      kinds.map((kind) => [kind, { numerator: count(kind), rows: count(kind), value: share(kind) }]),
    ),
    caveats: codesOf(rows.flatMap(({ notes = [] }) => notes)),
  };
}

function codesOf(codes: readonly string[]): Said['caveats'] {
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]));
}

/** Of what there was at the end of every period, the share that is of one kind. */
export function sharesAtEnds(
  ask: Ask,
  {
    rowsAt,
    kinds,
    value,
  }: {
    readonly rowsAt: (instant: string) => readonly Looked[];
    readonly kinds: readonly string[];
    readonly value: string;
  },
): ReturnType<Oracle> {
  const periods = periodsOf(ask.range, ask.grain).map((period) => {
    const instant = lastInstant(period.asked, ask);
    const rows = instant === null ? [] : rowsAt(instant).filter(({ dimensions }) => passes(dimensions, ask.where));
    return { period, rows, rowsOf: rowsIn(rows, ask) };
  });
  const seen = periods.flatMap(({ rows }) => rows.map(({ dimensions }) => dimensions));
  return slicesOf(seen, ask).flatMap((by) =>
    periods.map(({ period, rowsOf }) => ({ ...sayShare(rowsOf(by), kinds, value), period, by })),
  );
}

function prioritiesAt(world: World, instant: string): readonly StoredRow<'dim_workflow'>[] {
  return world.dim_workflow.filter((row) => inForce(row) && row.is_priority === true && isSo(instant, row));
}

const dimensionsOf = ({ workflow_id, risk_tier, owner_team_id }: StoredRow<'dim_workflow'>): Dimensions => ({
  workflow: workflow_id,
  risk_tier,
  team: owner_team_id,
});

/** Priority workflows with approved guidelines that have examples of both kinds. */
export const rubricCoverage =
  (world: World): Oracle =>
  (ask) =>
    sharesAtEnds(ask, {
      kinds: ['covered', 'no_examples', 'no_rubric'],
      value: 'covered',
      rowsAt: (instant) =>
        prioritiesAt(world, instant).map((row) => {
          const own = world.dim_task.filter(
            (task) =>
              inForce(task) &&
              task.workflow_id === row.workflow_id &&
              isSo(instant, task) &&
              // What a newer version has replaced was approved while it was in force.
              (task.rubric_status === 'approved' || (task.rubric_status === 'retired' && task.valid_to !== null)),
          );
          const isWhole = own.some(
            ({ example_count, counterexample_count }) => (example_count ?? 0) >= 1 && (counterexample_count ?? 0) >= 1,
          );
          const kind = isWhole ? 'covered' : own.length > 0 ? 'no_examples' : 'no_rubric';
          return { dimensions: dimensionsOf(row), is: [kind] };
        }),
    });

/** Priority workflows with enough live golden cases, and an automated run in the 30 days before. */
export const evalCoverage =
  (world: World): Oracle =>
  (ask) => {
    const byVersion = new Map(
      world.dim_test_case.filter(({ voided_at }) => voided_at === null).map((row) => [row.case_version_id, row]),
    );
    const runs = world.fact_output.filter(inForce).flatMap(({ environment, run_id, case_version_id, produced_at }) => {
      const own = case_version_id === null ? undefined : byVersion.get(case_version_id);
      const isRun = environment === 'eval' && run_id !== null && own?.is_automated === true;
      return isRun ? [{ workflow: own.workflow_id, day: dayIn(ask.zone, produced_at) }] : [];
    });
    return sharesAtEnds(ask, {
      kinds: ['covered', 'few_cases', 'not_run'],
      value: 'covered',
      rowsAt: (instant) => {
        // The instant is the first of a day: the thirty days before it are whole ones.
        const end = dayIn(ask.zone, instant);
        const live = world.dim_test_case.filter(
          (row) =>
            inForce(row) &&
            row.case_kind === 'golden' &&
            row.contamination !== 'contaminated' &&
            row.created_at !== null &&
            isSo(instant, { valid_from: row.created_at, valid_to: row.retired_at }),
        );
        return prioritiesAt(world, instant).map((row) => {
          const cases = new Set(
            live.filter((each) => each.workflow_id === row.workflow_id).map(({ case_id }) => case_id),
          );
          const isRun = runs.some(
            ({ workflow, day }) => workflow === row.workflow_id && day < end && day >= plusDays(end, -30),
          );
          const isFew = cases.size < coverageCases;
          return {
            dimensions: dimensionsOf(row),
            is: [
              ...(isRun && !isFew ? ['covered'] : []),
              ...(isFew ? ['few_cases'] : []),
              ...(isRun ? [] : ['not_run']),
            ],
          };
        });
      },
    });
  };
