import type {
  CalibratedJudges,
  Edition,
  FactTable,
  GuidelineChange,
  Known,
  MetricDialect,
  ModeTree,
} from '@assay/metrics';
import type { Day, DimensionMember, PanelRequest, Result } from '@assay/contract';
import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import type { TableName } from '@assay/model';
import { addDays, AssayError } from '@assay/contract';
import { stateSchema } from '@assay/model';
import {
  budgetVersionsStatement,
  calibrationDays,
  calibrationStatement,
  criteria,
  dayOfInstant,
  dimensionIds,
  dimensionOf,
  countedTables,
  factTables,
  guidelineChanges,
  guidelineStatement,
  noJudges,
  reachKey,
  regradedDays,
  regradeStatement,
  isCalibrated,
  isMoney,
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
  readonly table: FactTable;
  readonly source: string;
  readonly days: Known['span'];
  readonly loadedAt: string;
  readonly rows: number;
}

/** Planning waits for no fact that no metric counts. */
const others = factTables.filter((table) => !countedTables.includes(table));

interface Remembered {
  readonly version: string;
  readonly counted: Promise<readonly SourceSpan[]>;
  others: Promise<readonly SourceSpan[]> | null;
  judges: Promise<CalibratedJudges> | null;
  budgetVersions: Promise<readonly string[]> | null;
  readonly reach: Promise<Known['reach']>;
  readonly modes: Promise<ModeTree>;
  readonly guidelines: Promise<readonly GuidelineChange[]>;
  readonly regrades: Promise<Known['regrades']>;
  /** Rows that a replay lacks because they were erased. */
  readonly erased: Promise<Known['erased']>;
  readonly members: Map<string, Promise<readonly DimensionMember[]>>;
}

export interface KnowledgeOptions {
  readonly runner: StatementRunner;
  readonly dialect: MetricDialect;
  readonly zone: string;
  /** Month (1 to 12) on whose first day the fiscal year begins. */
  readonly yearStarts: number;
  /** Currency that money is reported in; null for the commonest of the data. */
  readonly currency: string | null;
  /** Whether the warehouse keeps what its rows were, and the loads that they came with. */
  readonly hasHistory: boolean;
  /** Instant (ISO 8601, UTC) whose state of the data is meant; null for what is there now. */
  readonly asOf: string | null;
  /** Changes with every load; null where the warehouse has no such mark, and nothing is kept then. */
  readonly dataVersion: (asker: Asker) => Promise<string | null>;
  /** Members with the names that this asker may know. What is remembered holds the real ones. */
  readonly named: (
    dimension: string,
    members: readonly DimensionMember[],
    asker: Asker,
  ) => Promise<readonly DimensionMember[]>;
}

/** What planning needs to know of the data, asked once a data version and day. */
export class Knowledge {
  readonly #options: KnowledgeOptions;
  #remembered: Remembered | null = null;

  constructor(options: KnowledgeOptions) {
    this.#options = options;
  }

  get today(): Day {
    const { asOf, zone } = this.#options;
    return dayOfInstant(asOf ?? new Date().toISOString(), zone);
  }

  /** Every fact that something was loaded into, by source. */
  async spans(asker: Asker): Promise<readonly SourceSpan[]> {
    const remembered = await this.#current(asker);
    remembered.others ??= forgetOnFailure(this.#askSpans(others, forEverybody(asker)), () => {
      remembered.others = null;
    });
    const asked = Promise.all([remembered.counted, remembered.others]);
    return (await untilLeft(asked, asker)).flat();
  }

  async members(dimension: string, asker: Asker): Promise<readonly DimensionMember[]> {
    return this.#options.named(dimension, await this.#realMembers(dimension, asker), asker);
  }

  async #realMembers(dimension: string, asker: Asker): Promise<readonly DimensionMember[]> {
    const remembered = await this.#current(asker);
    const known = remembered.members.get(dimension);
    if (known) return untilLeft(known, asker);
    const { id } = dimensionOf(dimension);
    // Modes are those of the taxonomy, whether anything has them or not.
    if (id === 'failure_mode') return (await untilLeft(remembered.modes, asker)).modes;
    const asked = forgetOnFailure(this.#askMembers(dimension, forEverybody(asker)), () =>
      remembered.members.delete(dimension),
    );
    remembered.members.set(dimension, asked);
    return untilLeft(asked, asker);
  }

  /** What planning these requests needs. */
  async about(requests: readonly PanelRequest[], asker: Asker): Promise<Known> {
    const known = await this.aboutDimensions(requests.flatMap(dimensionsOf), asker);
    const isVersionNamed = requests.some(({ params }) => params.budgetVersion !== undefined);
    return isVersionNamed ? { ...known, budgetVersions: await this.#budgetVersions(asker) } : known;
  }

  /** Span, judges, and the members of these dimensions. */
  async aboutDimensions(ids: readonly string[], asker: Asker): Promise<Known> {
    const { zone, yearStarts, currency, asOf } = this.#options;
    const remembered = await this.#current(asker);
    const counted = await untilLeft(remembered.counted, asker);
    const span = spanOf(counted);
    const reach = await untilLeft(remembered.reach, asker);
    const modes = await untilLeft(remembered.modes, asker);
    const guidelines = await untilLeft(remembered.guidelines, asker);
    const regrades = await untilLeft(remembered.regrades, asker);
    // Unknown ones are refused later, each with the request that names it.
    const dimensions = new Set(ids.filter((id) => (dimensionIds as readonly string[]).includes(id)));
    const members = await Promise.all([...dimensions].map(async (id) => [id, await this.members(id, asker)] as const));
    const judges = span ? await this.#judges(remembered, span.last, asker) : noJudges;
    const erased = await untilLeft(remembered.erased, asker);
    const spans = new Map([...Map.groupBy(counted, ({ table }) => table)].map(([table, own]) => [table, spanOf(own)]));
    return {
      asOf,
      erased,
      zone,
      yearStarts,
      today: this.today,
      span,
      spans,
      reach,
      modes,
      guidelines,
      judges,
      regrades,
      currency,
      budgetVersions: [],
      members: new Map(members),
    };
  }

  get #tables(): ReturnType<typeof tablesAsOf> {
    return tablesAsOf(this.#options.asOf);
  }

  async #askErased(asker: Asker): Promise<Known['erased']> {
    const { runner, asOf } = this.#options;
    return asOf === null ? new Map() : await erasedSince(asOf, runner, asker);
  }

  async #current(asker: Asker): Promise<Remembered> {
    const version = `${(await this.#options.dataVersion(asker)) ?? crypto.randomUUID()} ${this.today}`;
    if (this.#remembered?.version === version) return this.#remembered;
    const forget = (): void => {
      this.#remembered = null;
    };
    const found = forgetOnFailure(this.#askSpans(countedTables, forEverybody(asker)), forget);
    const reach = forgetOnFailure(this.#askReach(forEverybody(asker)), forget);
    const modes = forgetOnFailure(this.#askModes(forEverybody(asker)), forget);
    const guidelines = forgetOnFailure(this.#askGuidelines(forEverybody(asker)), forget);
    const regrades = forgetOnFailure(this.#askRegrades(found, forEverybody(asker)), forget);
    const erased = forgetOnFailure(this.#askErased(forEverybody(asker)), forget);
    this.#remembered = {
      version,
      counted: found,
      others: null,
      reach,
      modes,
      guidelines,
      regrades,
      erased,
      judges: null,
      budgetVersions: null,
      members: new Map(),
    };
    return this.#remembered;
  }

  async #judges(remembered: Remembered, last: Day, asker: Asker): Promise<CalibratedJudges> {
    remembered.judges ??= forgetOnFailure(this.#askJudges(last, forEverybody(asker)), () => {
      remembered.judges = null;
    });
    return untilLeft(remembered.judges, asker);
  }

  async #budgetVersions(asker: Asker): Promise<readonly string[]> {
    const remembered = await this.#current(asker);
    remembered.budgetVersions ??= forgetOnFailure(this.#askBudgetVersions(forEverybody(asker)), () => {
      remembered.budgetVersions = null;
    });
    return untilLeft(remembered.budgetVersions, asker);
  }

  async #askBudgetVersions(asker: Asker): Promise<readonly string[]> {
    const { runner, dialect } = this.#options;
    const result = await runner.run(dialect.compile(budgetVersionsStatement(this.#tables)), asker);
    return column(result, 'budget_version').map(String);
  }

  async #askSpans(facts: readonly FactTable[], asker: Asker): Promise<readonly SourceSpan[]> {
    const { runner, dialect, zone, hasHistory: hasLoads } = this.#options;
    const scope = { tables: this.#tables, functions: dialect.functions, today: this.today, hasLoads };
    const result = await runner.run(dialect.compile(spanStatement(facts, scope)), asker);
    return Array.from({ length: result.rowCount }, (_, row) => spanAt(result, row, zone));
  }

  /** Measured by loads; nothing is known where the warehouse has none. */
  async #askReach(asker: Asker): Promise<Known['reach']> {
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
  async #askModes(asker: Asker): Promise<ModeTree> {
    const { runner, dialect, asOf } = this.#options;
    const result = await runner.run(dialect.compile(taxonomyStatement(this.#tables)), asker);
    return modeTree(nodesOf(result), asOf ?? new Date().toISOString());
  }

  async #askGuidelines(asker: Asker): Promise<readonly GuidelineChange[]> {
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

  async #askRegrades(counted: Promise<readonly SourceSpan[]>, asker: Asker): Promise<Known['regrades']> {
    const { runner, dialect, zone } = this.#options;
    const span = spanOf((await counted).filter(({ table }) => table === 'fact_output'));
    if (!span) return [];
    const scope = { tables: this.#tables, functions: dialect.functions, zone, span };
    return regradedDays(await runner.run(dialect.compile(regradeStatement(scope)), asker));
  }

  async #askMembers(dimension: string, asker: Asker): Promise<readonly DimensionMember[]> {
    const { runner, dialect } = this.#options;
    const scope = { tables: this.#tables, functions: dialect.functions, today: this.today };
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

  async #askJudges(last: Day, asker: Asker): Promise<CalibratedJudges> {
    const { runner, dialect, zone } = this.#options;
    const bounds = {
      from: startOfDay(addDays(last, 1 - calibrationDays), zone),
      to: startOfDay(addDays(last, 1), zone),
    };
    return calibratedOf(
      await runner.run(
        dialect.compile(calibrationStatement({ tables: this.#tables, functions: dialect.functions, bounds })),
        asker,
      ),
    );
  }
}

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
    table: text('table_name') as FactTable,
    source: String(text('source_system')),
    days: first && last && { first, last },
    loadedAt: String(text('loaded_at')),
    rows: Number(column(result, 'row_count')[row]),
  };
}

function spanOf(spans: readonly SourceSpan[]): Known['span'] {
  return spans
    .flatMap(({ days }) => days ?? [])
    .reduce<Known['span']>((all, { first, last }) => {
      if (!all) return { first, last };
      return { first: first < all.first ? first : all.first, last: last > all.last ? last : all.last };
    }, null);
}

function dimensionsOf(request: PanelRequest): readonly string[] {
  const compared = request.compare?.kind === 'value' ? [request.compare.dimension] : [];
  const money = request.metrics.some(isMoney) ? ['currency'] : [];
  return [...request.by, ...request.where.map(({ dimension }) => dimension), ...compared, ...money];
}

/** What many wait for does not end when the first of them leaves; it has a limit of its own. */
function forEverybody(asker: Asker): Asker {
  return { ...asker, signal: AbortSignal.timeout(60_000) };
}

/** The shared answer, or the end of this one asker's patience. */
async function untilLeft<T>(shared: Promise<T>, { signal }: Asker): Promise<T> {
  const left = Promise.withResolvers<never>();
  const leave = (): void => left.reject(new AssayError('WAREHOUSE_CANCELLED', 'The question was withdrawn.'));
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([shared, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** A failed question is not an answer to keep: the next asker tries again. */
function forgetOnFailure<T>(asked: Promise<T>, forget: () => void): Promise<T> {
  asked.catch(forget);
  return asked;
}
