import type { EmptyAnswer, FailedAnswer, PanelAnswer, PanelRequest, ReadyAnswer, Warehouse } from '@assay/contract';
import type {
  Known,
  MetricDialect,
  PlannedStatement,
  RawNumber,
  Resolved,
  ResolvedPart,
  TargetLookup,
} from '@assay/metrics';
import type { KnowledgeAt } from './knowledge-at.ts';
import type { PageResult, PageResults } from './results/page-results.ts';
import type { Access } from './rights/access.ts';
import type { StatementRunner } from './run.ts';
import type { States } from './states.ts';
import type { Asker } from './workspace.ts';
import { AssayError } from '@assay/contract';
import { countedTable, evaluatePart, joinParts, planStatements, resolveRequest, withChanges } from '@assay/metrics';
import { findingsBeside, healthNotes } from './health-notes.ts';
import { knownAt, statesOf } from './states.ts';

export interface AnswerParts {
  readonly warehouse: Warehouse;
  readonly dialect: MetricDialect;
  readonly runner: StatementRunner;
  /** Of the statements of pages. */
  readonly results: PageResults;
  readonly knowledge: KnowledgeAt;
  readonly access: Access;
  readonly targets: TargetLookup;
}

type Outcome = { readonly resolved: Resolved } | { readonly answer: EmptyAnswer | FailedAnswer };

/** What a reader may be told of a failure; anything unforeseen says only that. */
export function failed(error: unknown): FailedAnswer {
  if (error instanceof AssayError) {
    return {
      kind: 'failed',
      code: error.code,
      message: error.message,
      hint: error.hint ?? null,
      queryId: error.queryId ?? null,
    };
  }
  if (process.env['ASSAY_DEBUG'] === '1') console.error(error);
  return {
    kind: 'failed',
    code: 'INTERNAL',
    message: 'Something went wrong that Assay did not foresee.',
    hint: null,
    queryId: null,
  };
}

function resolve(request: PanelRequest, states: States): Outcome {
  try {
    const known = knownAt(states, request.asOf);
    const resolution = resolveRequest(request, known);
    if (resolution.kind === 'resolved') return { resolved: resolution.resolved };
    const { message, hint, reason } = resolution;
    return {
      answer: { kind: 'empty', reason, message, hint },
    };
  } catch (error) {
    return { answer: failed(error) };
  }
}

type Numbers = ReturnType<typeof joinParts>;
type ReadPart = { readonly numbers: readonly RawNumber[]; readonly result: PageResult } | { readonly error: unknown };
type Read = { readonly numbers: Numbers; readonly results: readonly PageResult[] } | { readonly error: unknown };

/** Plans all requests together, runs each statement once, and reads every request out of its statement. */
async function readAll(
  resolved: readonly Resolved[],
  known: Known,
  { parts, asker }: { parts: AnswerParts; asker: Asker },
): Promise<ReadonlyMap<Resolved, Read>> {
  const reads = new Map<ResolvedPart, ReadPart>();
  const planned = planStatements(resolved, known, parts.dialect);
  await Promise.all(
    planned.map(async (plan) => {
      try {
        const metrics = plan.layout.metrics.map(({ id }) => id);
        const result = await parts.results.run(plan.statement, asker, metrics);
        readOne(plan, { result, known, targets: parts.targets }, reads);
      } catch (error) {
        for (const part of plan.parts) reads.set(part, { error });
      }
    }),
  );
  const byRequest = Map.groupBy(reads, ([{ of }]) => of);
  return new Map(
    [...byRequest].map(
      ([item, parts]) =>
        [
          item,
          joinReads(
            item,
            parts.map(([, part]) => part),
            known,
          ),
        ] as const,
    ),
  );
}

/** A request is answered when all of its parts are; the first that failed is what it failed of. */
function joinReads(item: Resolved, parts: readonly ReadPart[], known: Known): Read {
  const failure = parts.find((part) => 'error' in part);
  if (failure) return failure;
  const good = parts.flatMap((part) => ('numbers' in part ? [part] : []));
  return {
    numbers: joinParts(
      item,
      good.map(({ numbers }) => numbers),
      known,
    ),
    results: good.map(({ result }) => result),
  };
}

/** Requests of one state of the data share statements; of several, none. */
async function readStates(
  resolved: readonly Resolved[],
  states: States,
  scope: { parts: AnswerParts; asker: Asker },
): Promise<ReadonlyMap<Resolved, Read>> {
  const byInstant = [...Map.groupBy(resolved, ({ request }) => request.asOf)];
  const reads = byInstant.map(([asOf, own]) => readAll(own, knownAt(states, asOf), scope));
  return new Map((await Promise.all(reads)).flatMap((each) => [...each]));
}

function readOne(
  plan: PlannedStatement,
  source: { readonly result: PageResult; readonly known: Known; readonly targets: TargetLookup },
  reads: Map<ResolvedPart, ReadPart>,
): void {
  const cells = plan.shape.read(source.result, plan.layout);
  for (const part of plan.parts) {
    try {
      const numbers = evaluatePart(part, { layout: plan.layout, cells }, source);
      reads.set(part, { numbers, result: source.result });
    } catch (error) {
      reads.set(part, { error });
    }
  }
}

/**
 * Answers requests in their order. Each fails or is empty alone; changes are adjusted for all of them together, because
 * they are looked at together.
 */
export async function answerRequests(
  requests: readonly PanelRequest[],
  asker: Asker,
  parts: AnswerParts,
): Promise<readonly PanelAnswer[]> {
  const started = performance.now();
  const states = await statesOf(requests, asker, parts.knowledge);
  const outcomes = requests.map((request) => resolve(request, states));
  const resolved = outcomes.flatMap((outcome) => ('resolved' in outcome ? [outcome.resolved] : []));
  const [reads, findings] = await Promise.all([
    readStates(resolved, states, { parts, asker }),
    resolved.length === 0 ? [] : findingsBeside(parts.runner, asker),
  ]);
  const good = resolved.filter((item) => 'numbers' in (reads.get(item) ?? {}));
  const estimates = withChanges(good.map((item) => (reads.get(item) as { numbers: Numbers }).numbers.numbers));
  const now = new Date().toISOString();
  return outcomes.map((outcome): PanelAnswer => {
    if ('answer' in outcome) return outcome.answer;
    const read = reads.get(outcome.resolved);
    if (!read || 'error' in read) return failed(read?.error);
    const { current, baseline } = outcome.resolved;
    const own = estimates[good.indexOf(outcome.resolved)] ?? [];
    const ready: ReadyAnswer = {
      kind: 'ready',
      range: current.range,
      compareRange: baseline?.range ?? null,
      grain: current.grain,
      buckets: read.numbers.buckets,
      estimates: own,
      statements: read.results.filter(({ isRemembered }) => !isRemembered).length,
      elapsedMs: performance.now() - started,
      engine: parts.warehouse.engine,
      queryId: read.results[0]?.queryId ?? '',
      asOf: outcome.resolved.request.asOf ?? now,
      notes: healthNotes(findings, outcome.resolved),
    };
    return isEmpty(own) ? noData(ready, outcome.resolved, knownAt(states, outcome.resolved.request.asOf)) : ready;
  });
}

const isEmpty = (estimates: ReadyAnswer['estimates']): boolean =>
  estimates.every(({ rows, caveats }) => rows === 0 && caveats.length === 0);

/** Where the rows that the first metric counts lie. */
function noData(ready: ReadyAnswer, { current }: Resolved, known: Known): EmptyAnswer {
  const [table] = current.metrics.map(({ fact }) => countedTable(fact));
  const days = table && known.spans.get(table);
  const span = days ? `The data runs from ${days.first} to ${days.last}.` : 'No such rows have been loaded yet.';
  return {
    kind: 'empty',
    reason: 'no_data_in_range',
    message: `No rows from ${ready.range.from} to ${ready.range.to}.`,
    hint: span,
  };
}
