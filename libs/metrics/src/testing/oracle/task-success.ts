import type { StoredRow } from '@assay/model';
import type { Oracle } from './ask.ts';
import type { RatioRow } from './sums.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { placedOutputs } from './outputs.ts';
import { sayRatio } from './sums.ts';
import { inForce } from './world.ts';

type Counter = StoredRow<'fact_counter_daily'>;
const told = ['workflow_id', 'model_version_id', 'locale', 'vendor_id', 'task_id'] as const;
const breakdownOf = (row: Counter): string => told.filter((column) => row[column] !== '').join();

interface Cell {
  readonly row: Counter;
  readonly started: number;
  readonly succeeded: number | null;
}

/** What was counted on a day of an environment: the breakdown that tells most of those as full as the fullest. */
function takenCells(rows: readonly Counter[]): readonly Cell[] {
  const cells = [...Map.groupBy(rows, (row) => JSON.stringify(told.map((column) => row[column]))).values()];
  const begun = cells.flatMap((own): readonly Cell[] => {
    const n = (name: string): number | null => own.find(({ counter_name }) => counter_name === name)?.n ?? null;
    const [row, started] = [own[0], n('tasks_started')];
    return row && started !== null ? [{ row, started, succeeded: n('tasks_succeeded') }] : [];
  });
  const breakdowns = [...Map.groupBy(begun, ({ row }) => breakdownOf(row))].map(([name, own]) => ({
    name,
    own,
    all: own.reduce((sum, { started }) => sum + started, 0),
    detail: name === '' ? 0 : name.split(',').length,
  }));
  const fullest = Math.max(...breakdowns.map(({ all }) => all));
  const [taken] = breakdowns
    .filter(({ all }) => all >= fullest * 0.99)
    .toSorted((a, b) => b.detail - a.detail || b.all - a.all || (a.name < b.name ? -1 : 1));
  return taken?.own ?? [];
}

const place = ({ counter_date, environment }: Counter): string => `${environment} ${counter_date}`;

function countedRows(world: World): ReadonlyMap<string, readonly Cell[]> {
  const rows = world.fact_counter_daily
    .filter(inForce)
    .filter(({ bin_key, counter_name }) => bin_key === '' && (counter_name ?? '').startsWith('tasks_'));
  const taken = [...Map.groupBy(rows, place)].map(([at, own]) => [at, takenCells(own)] as const);
  return new Map(taken.filter(([, cells]) => cells.length > 0));
}

/** Tasks done of tasks begun: as counted, and of days that nobody counted those of sampled sessions. */
export const taskSuccessRate =
  (world: World): Oracle =>
  (ask) => {
    const counted = countedRows(world);
    const outputs = placedOutputs(world, ask);
    const releases = new Map(
      world.dim_model_version
        .filter(({ voided_at }) => voided_at === null)
        .map(({ model_version_id, release_id }) => [model_version_id as string | null, release_id]),
    );
    const critical = new Set(
      world.dim_workflow
        .filter(({ voided_at, valid_to }) => voided_at === null && valid_to === null)
        .filter(({ risk_tier, is_priority }) => risk_tier === 'high' || is_priority === true)
        .map(({ workflow_id }) => workflow_id as string | null),
    );
    const known = (text: string | null): string | null => (text === '' ? null : text);
    const cells = [...counted.values()].flat().map(({ row, started, succeeded }): RatioRow => {
      const [workflow, model_version] = [known(row.workflow_id), known(row.model_version_id)];
      return {
        day: row.counter_date,
        dimensions: {
          environment: row.environment,
          workflow,
          model_version,
          release: releases.get(model_version) ?? null,
          criticality: critical.has(workflow) ? 'critical' : 'other',
          locale: known(row.locale),
        },
        weight: 1,
        unit: JSON.stringify(row),
        cluster: row.counter_date,
        fate: succeeded === null ? 'uncounted' : succeeded > started ? 'impossible' : 'counts',
        notes: [],
        holds: succeeded ?? 0,
        cited: started,
        things: started,
      };
    });
    const sampled = outputs
      .filter(({ output }) => output.task_success !== null)
      .filter(({ output, place: at }) => !counted.has(`${output.environment} ${at.day}`))
      .map(({ output, place: at }): RatioRow => ({
        ...at,
        unit: output.output_id ?? '',
        cluster: output.session_key ?? output.output_id ?? '',
        fate: 'counts',
        notes: [
          'sampled',
          ...(output.environment === 'production' && output.sampling_prob === null ? ['unweighted'] : []),
        ],
        holds: output.task_success === true ? 1 : 0,
        cited: 1,
        things: 1,
      }));
    return numbersOf([...cells, ...sampled], ask, { isOwn: () => true, say: sayRatio });
  };
