import type {
  AppendColumn,
  Day,
  DayRange,
  Estimate,
  GradeBasis,
  ItemBasis,
  Parameter,
  PanelRequest,
  QueryContext,
  Result,
  Target,
  Warehouse,
} from '@assay/contract';
import type { Row, TableName } from '@assay/model';
import type { RawNumber } from '../evaluate/answer.ts';
import type { TargetLookup } from '../evaluate/target.ts';
import type { MoneyTerms } from '../money/terms.ts';
import type { Filter } from '../plan/filter.ts';
import type { LabelTerms } from '../output/label-terms.ts';
import type { Known } from '../plan/known.ts';
import type { PlannedStatement } from '../plan/plan.ts';
import type { Resolved } from '../plan/question.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnsOf, ddl, duckdbStateDdl } from '@assay/model';
import { dialectOf, openWarehouse } from '@assay/warehouse';
import { boundariesTogether } from '../evaluate/boundary.ts';
import { evaluatePart, joinParts, withChanges } from '../evaluate/answer.ts';
import { countedTables } from '../facts.ts';
import { inForce } from '../output/label-terms.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import { besideStatement, judgedBeside } from '../corrected/beside.ts';
import { isCorrectable } from '../corrected/correctable.ts';
import { noModes } from '../output/mode-tree.ts';
import { regradedDays, regradeStatement } from '../output/regrades.ts';
import { noJudges } from '../output/verdict.ts';
import { judgeBeside } from '../evaluate/judge-beside.ts';
import { besideOf } from '../plan/beside.ts';
import { planStatements } from '../plan/plan.ts';
import { resolveRequest } from '../plan/question.ts';
import { rankingsOf, topOf, withTops } from '../plan/ranking.ts';
import { rowCountStatement } from '../plan/rows.ts';
import { metricIds, metricOf } from '../registry.ts';
import { tablesAsOf } from '../tables.ts';

/** Rows of tests, written by hand; what is left out is what a plain, real row would have. */
export type GradedRows = { readonly [Name in TableName]?: readonly Partial<Row<Name>>[] };

const plainOutput: Partial<Row<'fact_output'>> = {
  environment: 'eval',
  model_version_id: 'm1',
  produced_at: '2026-03-02T12:00:00Z',
  status: 'ok',
  request_class: 'should_comply',
  schema_required: false,
};

const plainGrade: Partial<Row<'fact_grade'>> = {
  produced_at: '2026-03-02T12:00:00Z',
  model_version_id: 'm1',
  criterion: 'refusal',
  grader_kind: 'human',
  is_adjudicated: false,
  is_latest: true,
  graded_at: '2026-03-03T12:00:00Z',
};

const plainItem: Partial<Row<'fact_work_item'>> = {
  task_version_id: 't@1',
  item_hash: 'h',
  is_duplicate: false,
  vendor_id: 'v1',
  purpose: 'production',
  source_kind: 'log',
  required_judgements: 1,
  status: 'accepted',
  created_at: '2026-03-02T08:00:00Z',
  rework_count: 0,
};

const plainAnswer: Partial<Row<'fact_annotation'>> = {
  task_version_id: 't@1',
  annotator_id: 'a1',
  question_code: 'label',
  revision: 1,
  is_latest: true,
  stage: 'initial',
  status: 'submitted',
  submitted_at: '2026-03-02T12:00:00Z',
  is_gold: false,
};

const plainReview: Partial<Row<'fact_review'>> = {
  reviewer_id: 'r1',
  review_kind: 'audit',
  decision: 'pass',
  is_blind: true,
  decided_at: '2026-03-03T12:00:00Z',
  is_latest: true,
};

/** What a row of a table has where a test does not say; keys are numbered. */
const plain: { readonly [Name in TableName]?: (index: number, row: Partial<Row<Name>>) => Partial<Row<Name>> } = {
  dim_test_case: (_, { case_version_id: id }) => (id === undefined ? {} : { case_id: id }),
  fact_output: () => plainOutput,
  fact_grade: (index) => ({ ...plainGrade, grade_id: `g${index}` }),
  fact_work_item: (index) => ({ ...plainItem, work_item_id: `i${index}`, item_id: `i${index}` }),
  fact_annotation: (index) => ({ ...plainAnswer, annotation_id: `a${index}`, work_item_id: `i${index}` }),
  fact_review: (index) => ({ ...plainReview, review_id: `r${index}`, work_item_id: `i${index}` }),
};

const system = {
  source_system: 'test',
  load_id: 'load-1',
  ingested_at: '2026-03-04T00:00:00Z',
  is_test: false,
} as const;

export const noLimits = (): QueryContext => ({
  signal: AbortSignal.timeout(20_000),
  timeoutMs: 20_000,
  maxRows: 100_000,
  maxBytes: 100_000_000,
  tags: {},
});

/** One number, by what makes it. */
export interface NumberOf {
  readonly metric: string;
  readonly range: DayRange;
  /** The request's filters together with the number's own slice. */
  readonly where?: readonly Filter[];
  readonly basis?: GradeBasis;
  readonly labels?: LabelTerms;
  readonly money?: MoneyTerms;
  readonly items?: ItemBasis;
}

/** Who asks, such as somebody who is not told numbers of few people, and what numbers are judged by. */
export interface Reader {
  readonly hasPeople?: boolean;
  /** Whether what can be kept of a statement is, and read instead of the rows. */
  readonly isRolledUp?: boolean;
  /** What is agreed; nothing where absent. */
  readonly targets?: TargetLookup;
}

const noTargets: TargetLookup = { find: () => null, among: () => [] };

/** One target for every number. */
export const alwaysTarget = (target: Target): TargetLookup => ({ find: () => target, among: () => [target] });

/** What a statement of rows is built for. */
export function rowScope(
  known: Known,
  { basis = 'best', labels = inForce, money, items }: Pick<NumberOf, 'basis' | 'labels' | 'money' | 'items'> = {},
): Parameters<typeof rowCountStatement>[1] {
  return {
    tables: tablesAsOf(known.asOf),
    functions: dialectOf('duckdb').functions,
    zone: known.zone,
    known,
    graders: { basis, judges: known.judges, labels, vote: 'majority' },
    money: money ?? { basis: 'service', currency: known.currency ?? 'EUR' },
    items: items ?? 'restated',
  };
}

/** A real DuckDB in memory that holds the rows, with everything `ask` needs. */
export class GradedWarehouse {
  readonly warehouse: Warehouse;
  readonly #folder: string;

  constructor(warehouse: Warehouse, folder: string) {
    this.warehouse = warehouse;
    this.#folder = folder;
  }

  /** With the tables of what rows were before, where states of the past are asked for. */
  static async open(rows: GradedRows, { hasHistory = false } = {}): Promise<GradedWarehouse> {
    const folder = mkdtempSync(join(tmpdir(), 'assay-metrics-'));
    const warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool: folder });
    const session = await warehouse.loader?.begin();
    if (!session) throw new Error('An embedded database can be written.');
    for (const sql of [...ddl('duckdb'), ...(hasHistory ? duckdbStateDdl() : [])])
      await session.run({ sql, parameters: [] }, noLimits());
    for (const [table, list] of Object.entries(rows) as [TableName, readonly object[]][]) {
      const columns = allColumns(table);
      const cells = list.map((row, index) => {
        const whole: Record<string, unknown> = { ...plain[table]?.(index, row), ...system, ...row };
        return columns.map(({ name }) => (whole[name] ?? null) as Parameter['value']);
      });
      if (cells.length > 0) await session.append(table, columns, cells);
    }
    await session.commit();
    return new GradedWarehouse(warehouse, folder);
  }

  /** Answers one request as the product does, with what is known of the data given by hand. */
  async ask(
    request: Partial<PanelRequest>,
    known: Partial<Known> = {},
    reader: Reader = {},
  ): Promise<readonly Estimate[]> {
    return (await this.askTogether([request], known, reader)).answers[0] ?? [];
  }

  /** Answers requests from one plan together, as a page does: requests of one shape share a statement. */
  async askTogether(
    requests: readonly Partial<PanelRequest>[],
    known: Partial<Known> = {},
    reader: Reader = {},
  ): Promise<{ readonly statements: number; readonly answers: readonly (readonly Estimate[])[] }> {
    const facts: Known = {
      ...plainKnown,
      ...known,
      ...('span' in known && !('spans' in known) ? { spans: everywhere(known.span ?? null) } : {}),
    };
    const asked = requests.map((request) => {
      const resolution = resolveRequest({ ...plainRequest, ...request }, facts);
      if (resolution.kind === 'empty') throw new Error(resolution.message);
      return resolution.resolved;
    });
    const resolved = await this.#cutDown(asked, facts);
    const beside = resolved.flatMap((item) => besideOf(item, { known: facts, targets: reader.targets ?? noTargets }));
    const { plans, numbers } = await this.#read([...resolved, ...beside.map((each) => each.resolved)], facts, reader);
    const read = beside.map((each) => ({ ...each, numbers: numbers.get(each.resolved) ?? [] }));
    const judged = resolved.map((item) =>
      judgeBeside(
        numbers.get(item) ?? [],
        read.filter(({ of }) => of === item),
        facts,
      ),
    );
    return { statements: plans, answers: boundariesTogether(resolved, withChanges(judged)) };
  }

  /** Ranks splits of many values first, as the product does. */
  async #cutDown(asked: readonly Resolved[], facts: Known): Promise<readonly Resolved[]> {
    const rankings = asked.map((item) => rankingsOf(item, facts));
    const { numbers } = await this.#read(
      rankings.flat().map(({ question }) => question),
      facts,
    );
    return asked.map((item, index) => {
      const tops = (rankings[index] ?? []).flatMap(({ dimension, question }) => {
        const top = topOf(numbers.get(question) ?? [], dimension);
        return top ? [[dimension, top] as const] : [];
      });
      return withTops(item, Object.fromEntries(tops));
    });
  }

  async #read(resolved: readonly Resolved[], facts: Known, reader: Reader = {}) {
    const plans = planStatements(resolved, facts, dialectOf('duckdb'));
    const numbers = new Map<Resolved, readonly RawNumber[]>();
    for (const plan of plans) {
      const cells = plan.shape.read(await this.#ask(plan, reader), plan.layout);
      const asked = reader.hasPeople === true ? plan.people() : null;
      const people = asked && asked.read(await this.warehouse.query(asked.statement, noLimits()));
      const paired = plan.pairs;
      const pairs = paired && {
        layout: paired.layout,
        cells: paired.read(await this.warehouse.query(paired.statement, noLimits())),
      };
      for (const part of plan.parts) {
        const own = evaluatePart(
          part,
          { layout: plan.layout, cells, people, pairs },
          { known: facts, targets: reader.targets ?? noTargets },
        );
        numbers.set(part.of, joinParts(part.of, [numbers.get(part.of) ?? [], own], facts).numbers);
      }
    }
    return { plans: plans.length, numbers };
  }

  async #ask({ statement, rollUp: of }: PlannedStatement, { isRolledUp = false }: Reader): Promise<Result> {
    const { keeper } = this.warehouse;
    const rollUp = isRolledUp && keeper ? of() : null;
    if (!rollUp || !keeper) return await this.warehouse.query(statement, noLimits());
    for (const table of rollUp.tables) await keeper.keep(table.name, table.statement(), noLimits());
    return await keeper.query(rollUp.statement, noLimits());
  }

  /** How many rows lie behind a number of some days, as the drill-through counts them. */
  async rowsBehind({ metric, range, where = [], ...more }: NumberOf, known: Partial<Known> = {}): Promise<unknown> {
    const facts = { ...plainKnown, ...known };
    const dialect = dialectOf('duckdb');
    const rows = { metric: metricOf(metric), range, where };
    const statement = rowCountStatement(rows, rowScope(facts, more));
    const result = await this.warehouse.query(dialect.compile(statement), noLimits());
    return result.columns[0]?.values[0];
  }

  /** What was graded again, as the product finds out. */
  async regrades({ zone, span: days, asOf }: Pick<Known, 'zone' | 'span' | 'asOf'> = plainKnown): Promise<
    Known['regrades']
  > {
    if (!days) return [];
    const dialect = dialectOf('duckdb');
    const scope = { tables: tablesAsOf(asOf), functions: dialect.functions, zone, span: days };
    return regradedDays(await this.warehouse.query(dialect.compile(regradeStatement(scope)), noLimits()));
  }

  /** How judges did beside people, as the product finds out. */
  async judgedBeside(
    judges: Known['judges'],
    { zone, asOf, bounds }: Pick<Known, 'zone' | 'asOf'> & { readonly bounds: InstantBounds },
  ): Promise<Known['beside']> {
    const dialect = dialectOf('duckdb');
    const own = metricIds.map(metricOf).filter(isCorrectable);
    const scope = { tables: tablesAsOf(asOf), functions: dialect.functions, zone, judges, bounds };
    return judgedBeside(own, await this.warehouse.query(dialect.compile(besideStatement(own, scope)), noLimits()));
  }

  async close(): Promise<void> {
    await this.warehouse.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function allColumns(table: TableName): readonly AppendColumn[] {
  return columnsOf(table).map(({ name, type }) => ({ name, type }));
}

export const plainRequest: PanelRequest = {
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'all' },
  by: [],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
};

const everywhere = (days: Known['span']): Known['spans'] => new Map(countedTables.map((table) => [table, days]));

const span = { first: '2026-03-02' as Day, last: '2026-03-31' as Day };

export const plainKnown: Known = {
  asOf: null,
  erased: new Map(),
  zone: 'UTC',
  yearStarts: 1,
  today: '2026-04-01' as Day,
  span,
  spans: everywhere(span),
  reach: new Map(),
  modes: noModes,
  guidelines: [],
  judges: noJudges,
  regrades: [],
  beside: [],
  currency: null,
  coverageCases: 20,
  budgetVersions: [],
  members: new Map(),
};
