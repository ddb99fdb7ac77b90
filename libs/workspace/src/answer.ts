import type { MissingMetric, PanelAnswer, PanelRequest, ReadyAnswer, Warehouse } from '@assay/contract';
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
import {
  breaksOf,
  countedTable,
  evaluatePart,
  joinParts,
  planStatements,
  rankingsOf,
  topOf,
  withChanges,
  withTops,
} from '@assay/metrics';
import { failed } from './failed.ts';
import { findingsBeside, healthNotes } from './health-notes.ts';
import type { Askable } from './resolve-metrics.ts';
import { inOrder, resolveMetrics, withoutNumbers } from './resolve-metrics.ts';
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

type Numbers = ReturnType<typeof joinParts>;
type ReadPart = { readonly numbers: readonly RawNumber[]; readonly result: PageResult } | { readonly error: unknown };

/** What came of a request: the numbers of the parts that were read, and the metrics of those that failed. */
interface Read {
  readonly numbers: Numbers;
  readonly results: readonly PageResult[];
  readonly missing: readonly MissingMetric[];
}

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
  return new Map([...byRequest].map(([item, own]) => [item, joinReads(item, own, known)] as const));
}

/** A part that failed takes only its own metrics away. */
function joinReads(item: Resolved, parts: readonly (readonly [ResolvedPart, ReadPart])[], known: Known): Read {
  const good = parts.flatMap(([, part]) => ('numbers' in part ? [part] : []));
  const numbers = joinParts(
    item,
    good.map((part) => part.numbers),
    known,
  );
  const missing = parts.flatMap(([{ current }, part]) =>
    'error' in part ? current.metrics.map(({ id }) => ({ metric: id, why: failed(part.error) })) : [],
  );
  return { numbers, results: good.map(({ result }) => result), missing };
}

interface Scope {
  readonly parts: AnswerParts;
  readonly asker: Asker;
}

/** Splits of many values are ranked first, all of a page together; a request whose ranking fails has failed. */
async function cutDown(asked: readonly Askable[], states: States, scope: Scope): Promise<readonly Askable[]> {
  const rankings = asked.map((each) =>
    'resolved' in each ? rankingsOf(each.resolved, knownAt(states, each.resolved.request.asOf)) : [],
  );
  const questions = rankings.flat().map(({ question }) => question);
  if (questions.length === 0) return asked;
  const reads = await readStates(questions, states, scope);
  return asked.map((each, index): Askable => {
    const found = (rankings[index] ?? []).map(({ dimension, question }) => ({ dimension, read: reads.get(question) }));
    if (!('resolved' in each) || found.length === 0) return each;
    const failure = found.flatMap(({ read }) => read?.missing ?? []);
    if (failure.length > 0) return { answer: withoutNumbers(failure) };
    const tops = found.flatMap(({ dimension, read }) => {
      const top = read ? topOf(read.numbers.numbers, dimension) : null;
      return top ? [[dimension, top] as const] : [];
    });
    return { ...each, resolved: withTops(each.resolved, Object.fromEntries(tops)) };
  });
}

/** One request as far as it can be asked, with what its splits show. */
export async function resolveCutDown(request: PanelRequest, known: Known, scope: Scope): Promise<Askable> {
  const [askable] = await cutDown([resolveMetrics(request, known)], new Map([[request.asOf, known]]), scope);
  return askable ?? { answer: failed(null) };
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
 * Answers requests in their order. Each fails or is empty alone, and in it each metric; changes are adjusted for all of
 * them together, because they are looked at together.
 */
export async function answerRequests(
  requests: readonly PanelRequest[],
  asker: Asker,
  parts: AnswerParts,
): Promise<readonly PanelAnswer[]> {
  const started = performance.now();
  const states = await statesOf(requests, asker, parts.knowledge);
  const scope = { parts, asker };
  const askable = requests.map((request) => resolveMetrics(request, knownAt(states, request.asOf)));
  const asked = await cutDown(askable, states, scope);
  const resolved = asked.flatMap((each) => ('resolved' in each ? [each.resolved] : []));
  const [reads, findings] = await Promise.all([
    readStates(resolved, states, scope),
    resolved.length === 0 ? [] : findingsBeside(parts.runner, asker),
  ]);
  const estimates = withChanges(resolved.map((item) => reads.get(item)?.numbers.numbers ?? []));
  return asked.map((each, index): PanelAnswer => {
    if ('answer' in each) return each.answer;
    const { resolved: item, missing } = each;
    const read = reads.get(item);
    const without = inOrder([...missing, ...(read?.missing ?? [])], requests[index] as PanelRequest);
    if (!read || read.results.length === 0) return withoutNumbers(without);
    const own = estimates[resolved.indexOf(item)] ?? [];
    const ready: ReadyAnswer = {
      kind: 'ready',
      ...daysOf(item, knownAt(states, item.request.asOf)),
      buckets: read.numbers.buckets,
      estimates: own,
      statements: read.results.filter(({ isRemembered }) => !isRemembered).length,
      elapsedMs: performance.now() - started,
      engine: parts.warehouse.engine,
      queryId: read.results[0]?.queryId ?? '',
      asOf: item.request.asOf ?? new Date().toISOString(),
      notes: healthNotes(findings, item),
      missing: without,
    };
    return isEmpty(own) ? noData(ready, item, knownAt(states, item.request.asOf)) : ready;
  });
}

/** Which days an answer is of, and what they cross. */
function daysOf(item: Resolved, known: Known): Pick<ReadyAnswer, 'range' | 'compareRange' | 'grain' | 'breaks'> {
  const compareRange = item.baseline?.range ?? null;
  return { range: item.current.range, compareRange, grain: item.request.grain, breaks: breaksOf(item, known) };
}

const isEmpty = (estimates: ReadyAnswer['estimates']): boolean =>
  estimates.every(({ rows, caveats }) => rows === 0 && caveats.length === 0);

/** Where the rows that the first metric counts lie; metrics that were not asked keep their own reasons. */
function noData(ready: ReadyAnswer, { current, request }: Resolved, known: Known): PanelAnswer {
  const [table] = current.metrics.map(({ fact }) => countedTable(fact));
  const days = table && known.spans.get(table);
  const span = days ? `The data runs from ${days.first} to ${days.last}.` : 'No such rows have been loaded yet.';
  const message = `No rows from ${ready.range.from} to ${ready.range.to}.`;
  const why = { kind: 'empty', reason: 'no_data_in_range', message, hint: span } as const;
  if (ready.missing.length === 0) return why;
  const empty = request.metrics.map((metric) => ({ metric, why }));
  return { ...why, missing: [...empty.filter(({ metric }) => !isMissing(ready, metric)), ...ready.missing] };
}

const isMissing = ({ missing }: ReadyAnswer, metric: string): boolean => missing.some((each) => each.metric === metric);
