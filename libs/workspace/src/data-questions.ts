import type {
  CalibratedJudges,
  CountedTable,
  Edition,
  GuidelineChange,
  Known,
  MetricDialect,
  ModeTree,
} from '@assay/metrics';
import type { Day, DimensionMember, Result } from '@assay/contract';
import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import type { TableName } from '@assay/model';
import { addDays } from '@assay/contract';
import { stateSchema } from '@assay/model';
import {
  besideStatement,
  budgetVersionsStatement,
  calibrationDays,
  calibrationStatement,
  criteria,
  dayOfInstant,
  guidelineChanges,
  guidelineStatement,
  reachKey,
  regradedDays,
  regradeStatement,
  isCalibrated,
  isCorrectable,
  judgedBeside,
  metricIds,
  metricOf,
  membersStatement,
  shownValue,
  spanStatement,
  startOfDay,
  modeTree,
  tablesAsOf,
  taxonomyStatement,
} from '@assay/metrics';
import { erasedSince } from './erased.ts';
import { nodesOf } from './failure-taxonomy.ts';
import { column } from './run.ts';

/** How far one source reaches in one fact; without days where the fact is a plan. */
export interface SourceSpan {
  readonly table: CountedTable;
  readonly source: string;
  readonly days: Known['span'];
  readonly loadedAt: string;
  readonly rows: number;
}

export interface QuestionsOptions {
  readonly runner: StatementRunner;
  readonly dialect: MetricDialect;
  readonly zone: string;
  /** Whether the warehouse keeps what its rows were, and the loads that they came with. */
  readonly hasHistory: boolean;
  /** Instant (ISO 8601, UTC) whose state of the data is meant; null for what is there now. */
  readonly asOf: string | null;
  readonly today: () => Day;
}

/** What planning asks of the data itself, each in one statement; who asks remembers. */
export class DataQuestions {
  readonly #options: QuestionsOptions;

  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  get #tables(): ReturnType<typeof tablesAsOf> {
    return tablesAsOf(this.#options.asOf);
  }

  async erased(asker: Asker): Promise<Known['erased']> {
    const { runner, asOf } = this.#options;
    return asOf === null ? new Map() : await erasedSince(asOf, runner, asker);
  }

  async budgetVersions(asker: Asker): Promise<readonly string[]> {
    const { runner, dialect } = this.#options;
    const result = await runner.run(dialect.compile(budgetVersionsStatement(this.#tables)), asker);
    return column(result, 'budget_version').map(String);
  }

  async spans(facts: readonly CountedTable[], asker: Asker): Promise<readonly SourceSpan[]> {
    const { runner, dialect, zone, hasHistory: hasLoads } = this.#options;
    const scope = { tables: this.#tables, functions: dialect.functions, today: this.#options.today(), hasLoads };
    const result = await runner.run(dialect.compile(spanStatement(facts, scope)), asker);
    return Array.from({ length: result.rowCount }, (_, row) => spanAt(result, row, zone));
  }

  /** Measured by loads; nothing is known where the warehouse has none. */
  async reach(asker: Asker): Promise<Known['reach']> {
    const { runner, hasHistory } = this.#options;
    if (!hasHistory) return new Map();
    const sql = `select table_name, date_column, reach_seconds from ${stateSchema}.reach`;
    const result = await runner.run({ sql, parameters: [] }, asker);
    const of = (name: string, row: number) => column(result, name)[row];
    const known = Array.from({ length: result.rowCount }, (_, row): readonly [string, number] => [
      reachKey(of('table_name', row) as TableName, String(of('date_column', row))),
      Number(of('reach_seconds', row)),
    ]);
    return new Map(known);
  }

  /** Of the version that is in force now, or was at the instant that is meant. */
  async modes(asker: Asker): Promise<ModeTree> {
    const { runner, dialect, asOf } = this.#options;
    const result = await runner.run(dialect.compile(taxonomyStatement(this.#tables)), asker);
    return modeTree(nodesOf(result), asOf ?? new Date().toISOString());
  }

  async guidelines(asker: Asker): Promise<readonly GuidelineChange[]> {
    const { runner, dialect } = this.#options;
    const result = await runner.run(dialect.compile(guidelineStatement(this.#tables)), asker);
    const text = (name: string, row: number): string | null => (column(result, name)[row] ?? null) as string | null;
    const editions = Array.from({ length: result.rowCount }, (_, row): Edition => ({
      task: String(text('task_id', row)),
      version: text('rubric_version', row),
      group: text('compat_group', row),
      from: String(text('valid_from', row)),
    }));
    return guidelineChanges(editions);
  }

  async regrades(counted: Promise<readonly SourceSpan[]>, asker: Asker): Promise<Known['regrades']> {
    const { runner, dialect, zone } = this.#options;
    const span = spanOf((await counted).filter(({ table }) => table === 'fact_output'));
    if (!span) return [];
    const scope = { tables: this.#tables, functions: dialect.functions, zone, span };
    return regradedDays(await runner.run(dialect.compile(regradeStatement(scope)), asker));
  }

  async members(dimension: string, asker: Asker): Promise<readonly DimensionMember[]> {
    const { runner, dialect } = this.#options;
    const scope = { tables: this.#tables, functions: dialect.functions, today: this.#options.today() };
    const result = await runner.run(dialect.compile(membersStatement(dimension, scope)), asker);
    return Array.from({ length: result.rowCount }, (_, row) => {
      const value = column(result, 'member')[row] as string | null;
      return {
        value: shownValue(value),
        label: value === null ? 'not known' : String(column(result, 'label')[row]),
        rows: Number(column(result, 'row_count')[row]),
      };
    });
  }

  /** How these judges did beside people in the same days, by what metrics count. */
  async beside(judges: CalibratedJudges, last: Day, asker: Asker): Promise<Known['beside']> {
    const { runner, dialect, zone } = this.#options;
    const metrics = metricIds.map(metricOf).filter(isCorrectable);
    const scope = { tables: this.#tables, functions: dialect.functions, zone, judges, bounds: calibrated(last, zone) };
    return judgedBeside(metrics, await runner.run(dialect.compile(besideStatement(metrics, scope)), asker));
  }

  async judges(last: Day, asker: Asker): Promise<CalibratedJudges> {
    const { runner, dialect, zone } = this.#options;
    const bounds = calibrated(last, zone);
    return calibratedOf(
      await runner.run(
        dialect.compile(calibrationStatement({ tables: this.#tables, functions: dialect.functions, bounds })),
        asker,
      ),
    );
  }
}

/** Days of outputs by which judges are held against people. */
const calibrated = (last: Day, zone: string) => ({
  from: startOfDay(addDays(last, 1 - calibrationDays), zone),
  to: startOfDay(addDays(last, 1), zone),
});

function calibratedOf(result: Result): CalibratedJudges {
  const number = (name: string, row: number): number => Number(column(result, name)[row] ?? 0);
  const rows = Array.from({ length: result.rowCount }, (_, row) => row);
  const judgesOf = (criterion: string): readonly string[] =>
    rows
      .filter((row) => column(result, 'criterion')[row] === criterion)
      .filter((row) =>
        isCalibrated({ tp: number('tp', row), fp: number('fp', row), fn: number('fn', row), tn: number('tn', row) }),
      )
      .map((row) => String(column(result, 'grader_id')[row]));
  return Object.fromEntries(
    criteria.map((criterion) => [criterion, judgesOf(criterion)]),
  ) as unknown as CalibratedJudges;
}

function spanAt(result: Result, row: number, zone: string): SourceSpan {
  const text = (name: string): string | null => (column(result, name)[row] ?? null) as string | null;
  const dayOf = (edge: 'first' | 'last'): Day | null => {
    const at = text(`${edge}_at`);
    return at === null ? (text(`${edge}_day`) as Day | null) : dayOfInstant(at, zone);
  };
  const [first, last] = [dayOf('first'), dayOf('last')];
  return {
    table: text('table_name') as CountedTable,
    source: String(text('source_system')),
    days: first && last && { first, last },
    loadedAt: String(text('loaded_at')),
    rows: Number(column(result, 'row_count')[row]),
  };
}

/** First and last day of all of them. */
export function spanOf(spans: readonly SourceSpan[]): Known['span'] {
  return spans
    .flatMap(({ days }) => days ?? [])
    .reduce<Known['span']>((all, { first, last }) => {
      if (!all) return { first, last };
      return { first: first < all.first ? first : all.first, last: last > all.last ? last : all.last };
    }, null);
}
