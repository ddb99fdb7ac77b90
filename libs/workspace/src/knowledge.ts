import type { CalibratedJudges, GuidelineChange, Known, ModeTree } from '@assay/metrics';
import type { Day, DimensionMember, PanelRequest } from '@assay/contract';
import type { QuestionsOptions, SourceSpan } from './data-questions.ts';
import type { Asker } from './workspace.ts';
import { countedTables, dayOfInstant, dimensionIds, dimensionOf, factTables, isMoney, noJudges } from '@assay/metrics';
import { DataQuestions, spanOf } from './data-questions.ts';
import { forEverybody, forgetOnFailure, untilLeft } from './shared-answers.ts';

/** Planning waits for no fact that no metric counts. */
const others = factTables.filter((table) => !countedTables.includes(table));

interface Remembered {
  readonly version: string;
  readonly counted: Promise<readonly SourceSpan[]>;
  others: Promise<readonly SourceSpan[]> | null;
  judges: Promise<CalibratedJudges> | null;
  beside: Promise<Known['beside']> | null;
  budgetVersions: Promise<readonly string[]> | null;
  readonly reach: Promise<Known['reach']>;
  readonly modes: Promise<ModeTree>;
  readonly guidelines: Promise<readonly GuidelineChange[]>;
  readonly regrades: Promise<Known['regrades']>;
  /** Rows that a replay lacks because they were erased. */
  readonly erased: Promise<Known['erased']>;
  readonly members: Map<string, Promise<readonly DimensionMember[]>>;
}

export interface KnowledgeOptions extends Omit<QuestionsOptions, 'today'> {
  /** Month (1 to 12) on whose first day the fiscal year begins. */
  readonly yearStarts: number;
  /** Currency that money is reported in; null for the commonest of the data. */
  readonly currency: string | null;
  /** Live golden cases from which on a workflow counts as tested. */
  readonly coverageCases: number;
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
  readonly #ask: DataQuestions;
  #remembered: Remembered | null = null;

  constructor(options: KnowledgeOptions) {
    this.#options = options;
    this.#ask = new DataQuestions({ ...options, today: () => this.today });
  }

  get today(): Day {
    const { asOf, zone } = this.#options;
    return dayOfInstant(asOf ?? new Date().toISOString(), zone);
  }

  /** Every fact that something was loaded into, by source. */
  async spans(asker: Asker): Promise<readonly SourceSpan[]> {
    const remembered = await this.#current(asker);
    remembered.others ??= forgetOnFailure(this.#ask.spans(others, forEverybody(asker)), () => {
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
    const asked = forgetOnFailure(this.#ask.members(dimension, forEverybody(asker)), () =>
      remembered.members.delete(dimension),
    );
    remembered.members.set(dimension, asked);
    return untilLeft(asked, asker);
  }

  /** What planning these requests needs. */
  async about(requests: readonly PanelRequest[], asker: Asker): Promise<Known> {
    const known = await this.aboutDimensions(requests.flatMap(dimensionsOf), asker);
    const isVersionNamed = requests.some(({ params }) => params.budgetVersion !== undefined);
    const isCorrected = requests.some(({ params }) => params.gradeBasis === 'corrected');
    return {
      ...known,
      ...(isVersionNamed ? { budgetVersions: await this.#budgetVersions(asker) } : {}),
      ...(isCorrected ? { beside: await this.#beside(known, asker) } : {}),
    };
  }

  /** Span, judges, and the members of these dimensions. */
  async aboutDimensions(ids: readonly string[], asker: Asker): Promise<Known> {
    const { zone, yearStarts, currency, coverageCases, asOf } = this.#options;
    const remembered = await this.#current(asker);
    const counted = await untilLeft(remembered.counted, asker);
    const span = reachOf(counted);
    const reach = await untilLeft(remembered.reach, asker);
    const modes = await untilLeft(remembered.modes, asker);
    const guidelines = await untilLeft(remembered.guidelines, asker);
    const regrades = await untilLeft(remembered.regrades, asker);
    // Unknown ones are refused later, each with the request that names it.
    const dimensions = new Set(ids.filter((id) => (dimensionIds as readonly string[]).includes(id)));
    const members = await Promise.all([...dimensions].map(async (id) => [id, await this.members(id, asker)] as const));
    const judges = span ? await this.#judges(remembered, span.last, asker) : noJudges;
    const erased = await untilLeft(remembered.erased, asker);
    // What has rows that lie nowhere in time is as old as the data.
    const byTable = [...Map.groupBy(counted, ({ table }) => table)];
    const spans = new Map(byTable.map(([table, own]) => [table, spanOf(own) ?? span]));
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
      beside: [],
      currency,
      coverageCases,
      budgetVersions: [],
      members: new Map(members),
    };
  }

  async #current(asker: Asker): Promise<Remembered> {
    const version = `${(await this.#options.dataVersion(asker)) ?? crypto.randomUUID()} ${this.today}`;
    if (this.#remembered?.version === version) return this.#remembered;
    const forget = (): void => {
      this.#remembered = null;
    };
    const found = forgetOnFailure(this.#ask.spans(countedTables, forEverybody(asker)), forget);
    const reach = forgetOnFailure(this.#ask.reach(forEverybody(asker)), forget);
    const modes = forgetOnFailure(this.#ask.modes(forEverybody(asker)), forget);
    const guidelines = forgetOnFailure(this.#ask.guidelines(forEverybody(asker)), forget);
    const regrades = forgetOnFailure(this.#ask.regrades(found, forEverybody(asker)), forget);
    const erased = forgetOnFailure(this.#ask.erased(forEverybody(asker)), forget);
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
      beside: null,
      budgetVersions: null,
      members: new Map(),
    };
    return this.#remembered;
  }

  async #judges(remembered: Remembered, last: Day, asker: Asker): Promise<CalibratedJudges> {
    remembered.judges ??= forgetOnFailure(this.#ask.judges(last, forEverybody(asker)), () => {
      remembered.judges = null;
    });
    return untilLeft(remembered.judges, asker);
  }

  async #beside({ judges, span }: Known, asker: Asker): Promise<Known['beside']> {
    if (!span) return [];
    const remembered = await this.#current(asker);
    remembered.beside ??= forgetOnFailure(this.#ask.beside(judges, span.last, forEverybody(asker)), () => {
      remembered.beside = null;
    });
    return untilLeft(remembered.beside, asker);
  }

  async #budgetVersions(asker: Asker): Promise<readonly string[]> {
    const remembered = await this.#current(asker);
    remembered.budgetVersions ??= forgetOnFailure(this.#ask.budgetVersions(forEverybody(asker)), () => {
      remembered.budgetVersions = null;
    });
    return untilLeft(remembered.budgetVersions, asker);
  }
}

/** How far the data reaches is said by what happened, not by what is described; where nothing else is known, by that. */
function reachOf(counted: readonly SourceSpan[]): Known['span'] {
  return spanOf(counted.filter(({ table }) => factTables.some((fact) => fact === table))) ?? spanOf(counted);
}

function dimensionsOf(request: PanelRequest): readonly string[] {
  const compared = request.compare?.kind === 'value' ? [request.compare.dimension] : [];
  const money = request.metrics.some(isMoney) ? ['currency'] : [];
  return [...request.by, ...request.where.map(({ dimension }) => dimension), ...compared, ...money];
}
