import type {
  Cell,
  Diagnosis,
  DimensionMember,
  Engine,
  ExplainedStatement,
  Finding,
  Freshness,
  LoadPage,
  LoadRecord,
  MetricCard,
  PageSpec,
  PanelAnswer,
  PanelRequest,
  QuarantinePage,
  RowPage,
  Viewer,
} from '@assay/contract';
import type { TargetRule } from './pages/targets.ts';
import type { QuarantineQuestion } from './quarantine.ts';

/** Who asks, for which page, and the signal that ends it. */
export interface Asker {
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
  /** Page id for the statement's tag; null outside the dashboard. */
  readonly page: string | null;
}

/** Which part of a list is asked for. */
export interface ListQuestion {
  /** `next` of the page before; null for the first. */
  readonly after: string | null;
  readonly first: number;
}

/** One number whose rows are asked for, and from where on. */
export interface RowsQuestion {
  readonly request: PanelRequest;
  readonly cell: Cell;
  /** `next` of the page before; null for the first. */
  readonly after: string | null;
  readonly first: number;
}

export interface Explanation {
  readonly engine: Engine;
  readonly statements: readonly ExplainedStatement[];
}

/**
 * One team's data with what asks it: the open warehouse, the pages, the targets. Failures of a single request are
 * answers of kind `failed`; everything else throws AssayError.
 */
export interface Workspace {
  readonly engine: Engine;
  /** True for the built-in sample, which is served where nothing has been loaded. */
  readonly isSample: boolean;
  readonly zone: string;
  /** Month (1 to 12) on whose first day the fiscal year begins, which quarters follow. */
  readonly yearStarts: number;
  /** Path of the database as shown to people. */
  readonly database: string;
  /** As their files say; `page` fits one to the data. */
  readonly pages: readonly PageSpec[];
  readonly catalogue: readonly MetricCard[];
  /** Every target in force today, of each metric and slice that has one. */
  targets(asker: Asker): Promise<readonly TargetRule[]>;
  /** A page as it opens on this data. Throws PAGE_UNKNOWN. */
  page(id: string, asker: Asker): Promise<PageSpec>;
  /** Answers in the order of the requests, from as few statements as their shapes allow. */
  answer(requests: readonly PanelRequest[], asker: Asker): Promise<readonly PanelAnswer[]>;
  /** Changes with all that answers to this asker hang on besides their requests; null where nothing may be remembered. */
  mark(asker: Asker): Promise<string | null>;
  rows(question: RowsQuestion, asker: Asker): Promise<RowPage>;
  explain(request: PanelRequest, asker: Asker): Promise<Explanation>;
  /** With an instant, as the data was then. */
  freshness(asOf: PanelRequest['asOf'], asker: Asker): Promise<Freshness>;
  loads(question: ListQuestion, asker: Asker): Promise<LoadPage>;
  /** Its receipt, by its whole id, also where it was taken back. Throws LOAD_UNKNOWN. */
  load(id: string, asker: Asker): Promise<LoadRecord>;
  /** What a load set aside. Throws LOAD_UNKNOWN. */
  quarantine(question: QuarantineQuestion, asker: Asker): Promise<QuarantinePage>;
  members(dimension: string, asker: Asker): Promise<readonly DimensionMember[]>;
  /** What the data breaks of the model's rules, as the last load and the last doctor found it. */
  findings(asker: Asker): Promise<readonly Finding[]>;
  /** Asks everything anew. */
  doctor(asker: Asker): Promise<Diagnosis>;
  close(): Promise<void>;
}
