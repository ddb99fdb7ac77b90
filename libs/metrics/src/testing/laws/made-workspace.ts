import type { Day, DimensionMember, PanelRequest, Result } from '@assay/contract';
import type { DimensionId } from '../../dimensions.ts';
import type { ModeTree, TaxonomyNode } from '../../output/mode-tree.ts';
import type { CalibratedJudges } from '../../output/verdict.ts';
import type { Known } from '../../plan/known.ts';
import type { Tables } from '../../tables.ts';
import type { World } from '../oracle/world.ts';
import { dialectOf } from '@assay/warehouse';
import { calibrationDays, calibrationStatement, isCalibrated } from '../../output/calibration.ts';
import { modeTree } from '../../output/mode-tree.ts';
import { criteria } from '../../output/criteria.ts';
import { membersStatement } from '../../plan/members.ts';
import { shownValue } from '../../plan/shown-value.ts';
import { taxonomyStatement } from '../../plan/taxonomy.ts';
import { tablesAsOf } from '../../tables.ts';
import { dayOfInstant, startOfDay } from '../../time/zone.ts';
import { countedTables } from '../../facts.ts';
import { GradedWarehouse, noLimits, plainKnown, plainRequest } from '../graded-rows.ts';
import { plusDays } from '../oracle/time.ts';
import { coverageCases } from '../oracle/workflows.ts';
import { worldAt } from '../oracle/world.ts';
import { firstDay, lastDay } from '../random/values.ts';

/** A day on which all of the made-up data is there. */
const latest = '2026-06-01T09:00:00.000Z';
const span = { first: firstDay, last: lastDay };
const dialect = dialectOf('duckdb');

/** The state of the data that is asked. */
interface State {
  readonly tables: Tables;
  readonly today: Day;
  readonly now: string;
}

/** A made-up data set in a real database, with what the planner knows of it. */
export class MadeWorkspace {
  readonly world: World;
  readonly db: GradedWarehouse;
  readonly known: Known;
  /** The instant whose knowledge is asked for. */
  readonly now: string;

  constructor(world: World, db: GradedWarehouse, known: Known) {
    this.world = known.asOf === null ? world : worldAt(world, known.asOf);
    this.now = known.asOf ?? latest;
    this.db = db;
    this.known = known;
  }

  static async open(
    world: World,
    { zone, asOf = null }: { readonly zone: string; readonly asOf?: string | null },
    dimensions: readonly DimensionId[],
  ): Promise<MadeWorkspace> {
    const state: State = { tables: tablesAsOf(asOf), today: dayOfInstant(asOf ?? latest, zone), now: asOf ?? latest };
    const db = await GradedWarehouse.open(world, { hasHistory: asOf !== null });
    const members = new Map<string, readonly DimensionMember[]>();
    for (const id of dimensions) if (id !== 'failure_mode') members.set(id, await membersOf(db, id, state));
    const spans: Known['spans'] = new Map(countedTables.map((table) => [table, span]));
    const judges = await judgesOf(db, zone, state);
    const beside = await db.judgedBeside(judges, { zone, asOf, bounds: calibratedIn(zone) });
    const modes = await modesOf(db, state);
    const regrades = await db.regrades({ zone, span, asOf });
    members.set('failure_mode', modes.modes);
    return new MadeWorkspace(world, db, {
      ...plainKnown,
      zone,
      asOf,
      today: state.today,
      span,
      spans,
      members,
      judges,
      beside,
      regrades,
      modes,
      currency: 'EUR',
      coverageCases,
    });
  }

  /** A whole request, without filters and comparisons of which the data has no value. */
  whole(request: Partial<PanelRequest>): PanelRequest {
    const has = (dimension: string, values: readonly (string | null)[]): boolean =>
      this.known.members.get(dimension)?.some(({ value }) => values.includes(value)) ?? false;
    const where = (request.where ?? [])
      .map(({ dimension, values }) => ({ dimension, values: values.filter((value) => has(dimension, [value])) }))
      .filter(({ values }) => values.length > 0);
    const { compare = null } = request;
    const isThere = compare?.kind !== 'value' || has(compare.dimension, [compare.value]);
    return { ...plainRequest, ...request, where, compare: isThere ? compare : null, asOf: this.known.asOf };
  }

  close(): Promise<void> {
    return this.db.close();
  }
}

const cell = (result: Result, name: string, row: number) =>
  result.columns.find((column) => column.name === name)?.values[row] ?? null;
const rowsOf = ({ rowCount }: Result): readonly number[] => Array.from({ length: rowCount }, (_, row) => row);

async function membersOf(
  { warehouse }: GradedWarehouse,
  id: DimensionId,
  { tables, today }: State,
): Promise<readonly DimensionMember[]> {
  const statement = membersStatement(id, { tables, functions: dialect.functions, today });
  const result = await warehouse.query(dialect.compile(statement), noLimits());
  return rowsOf(result).map((row) => ({
    value: shownValue(cell(result, 'member', row) as string | null),
    label: String(cell(result, 'label', row)),
    rows: Number(cell(result, 'row_count', row)),
  }));
}

async function modesOf({ warehouse }: GradedWarehouse, { tables, now }: State): Promise<ModeTree> {
  const result = await warehouse.query(dialect.compile(taxonomyStatement(tables)), noLimits());
  const nodes = rowsOf(result).map((row): TaxonomyNode => {
    const text = (name: string): string => String(cell(result, name, row));
    const known = (name: string): string | null => cell(result, name, row) as string | null;
    return {
      id: text('node_version_id'),
      version: text('taxonomy_version'),
      code: text('node_code'),
      parent: known('parent_node_version_id'),
      concept: text('concept_id'),
      title: text('title'),
      path: text('path'),
      mapsTo: known('maps_to_node_version_id'),
      mapKind: known('map_kind'),
      isCatchAll: cell(result, 'is_catch_all', row) === true,
      validFrom: text('valid_from'),
    };
  });
  return modeTree(nodes, now);
}

function calibratedIn(zone: string) {
  const end = plusDays(lastDay, 1);
  return { from: startOfDay(plusDays(end, -calibrationDays), zone), to: startOfDay(end, zone) };
}

async function judgesOf({ warehouse }: GradedWarehouse, zone: string, { tables }: State): Promise<CalibratedJudges> {
  const bounds = calibratedIn(zone);
  const result = await warehouse.query(
    dialect.compile(calibrationStatement({ tables, functions: dialect.functions, bounds })),
    noLimits(),
  );
  const count = (name: string, row: number): number => Number(cell(result, name, row));
  const calibrated = rowsOf(result).filter((row) =>
    isCalibrated({ tp: count('tp', row), fp: count('fp', row), fn: count('fn', row), tn: count('tn', row) }),
  );
  return Object.fromEntries(
    criteria.map((criterion) => [
      criterion,
      calibrated
        .filter((row) => cell(result, 'criterion', row) === criterion)
        .map((row) => String(cell(result, 'grader_id', row))),
    ]),
  ) as unknown as CalibratedJudges;
}
