import type { MissingMetric, PanelAnswer, PanelRequest, ReadyAnswer, Warehouse } from '@assay/contract';
import type {
  Beside,
  Known,
  MetricDialect,
  PairsStatement,
  PeopleStatement,
  PlannedStatement,
  RawNumber,
  Resolved,
  ResolvedPart,
  TargetLookup,
} from '@assay/metrics';
import type { KnowledgeAt } from './knowledge-at.ts';
import type { PageAnswers, Worked, WorkedOut } from './results/page-answers.ts';
import type { PageResult, PageResults } from './results/page-results.ts';
import type { Access } from './rights/access.ts';
import type { StatementRunner } from './run.ts';
import type { States } from './states.ts';
import type { Asker } from './workspace.ts';
import {
  besideOf,
  boundariesTogether,
  breaksOf,
  countedTable,
  evaluatePart,
  instrumentBreaks,
  isKeptFromFew,
  joinParts,
  judgeBeside,
  limitsOf,
  planStatements,
  rankingsOf,
  topOf,
  withChanges,
  withInstrumentBreaks,
  withRestated,
  withTops,
} from '@assay/metrics';
import { failed } from './failed.ts';
import type { Then } from './restated.ts';
import { earlierStates } from './restated.ts';
import { findingsBeside, healthNotes } from './health-notes.ts';
import type { Askable } from './resolve-metrics.ts';
import { inOrder, resolveMetrics, withoutNumbers } from './resolve-metrics.ts';
import { readable } from './rights/readable.ts';
import { knownAt, statesOf } from './states.ts';

export interface AnswerParts {
  readonly warehouse: Warehouse;
  readonly dialect: MetricDialect;
  readonly runner: StatementRunner;
  /** Of the statements of pages. */
  readonly results: PageResults;
  readonly answers: PageAnswers;
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
  const hasPeople = isKeptFromFew(parts.access.scopeOf(asker));
  const planned = planStatements(resolved, known, parts.dialect);
  await Promise.all(
    planned.map(async (plan) => {
      try {
        const metrics = plan.layout.metrics.map(({ id }) => id);
        const counting = hasPeople ? plan.people() : null;
        const [result, counted, paired] = await Promise.all([
          parts.results.run(plan, asker, metrics),
          counting && parts.results.run(counting, asker, metrics),
          plan.pairs && parts.results.run(plan.pairs, asker, metrics),
        ]);
        const people = counting && counted ? counting.read(counted) : null;
        const pairs = plan.pairs && paired ? { layout: plan.pairs.layout, cells: plan.pairs.read(paired) } : null;
        readOne(plan, { result, people, pairs, known, targets: parts.targets }, reads);
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
  source: {
    readonly result: PageResult;
    readonly people: ReturnType<PeopleStatement['read']> | null;
    readonly pairs: {
      readonly layout: PairsStatement['layout'];
      readonly cells: ReturnType<PairsStatement['read']>;
    } | null;
    readonly known: Known;
    readonly targets: TargetLookup;
  },
  reads: Map<ResolvedPart, ReadPart>,
): void {
  const cells = plan.shape.read(source.result, plan.layout);
  for (const part of plan.parts) {
    try {
      const numbers = evaluatePart(
        part,
        { layout: plan.layout, cells, people: source.people, pairs: source.pairs },
        source,
      );
      reads.set(part, { numbers, result: source.result });
    } catch (error) {
      reads.set(part, { error });
    }
  }
}

/** What targets look at beside a request, as far as the viewer may read it. */
export function besideAs(
  item: Resolved,
  states: States,
  { parts: { targets, access }, asker }: Scope,
): readonly Beside[] {
  const scope = access.scopeOf(asker);
  return besideOf(item, { known: knownAt(states, item.request.asOf), targets }).filter(
    ({ resolved }) => readable(resolved.request, scope).missing.length === 0,
  );
}

/** Finished periods of a request with what they were, where that was asked. */
function restated(
  item: Resolved,
  estimates: ReadyAnswer['estimates'],
  { reads, then }: Pick<ReadRequests, 'reads' | 'then'>,
): ReadyAnswer['estimates'] {
  const own = then.filter(({ of }) => of === item).flatMap(({ resolved }) => reads.get(resolved) ?? []);
  return withRestated(estimates, {
    estimates: own.flatMap(({ numbers }) => numbers.numbers.map(({ evaluated }) => evaluated.estimate)),
    unknown: own.flatMap(({ missing }) => missing.map(({ metric }) => metric)),
  });
}

interface ReadRequests {
  readonly reads: ReadonlyMap<Resolved, Read>;
  readonly beside: readonly Beside[];
  readonly then: readonly Then[];
  readonly states: States;
}

/** The numbers of a request, judged by what their targets look at beside them, too. */
function judged(item: Resolved, { reads, beside, states }: Omit<ReadRequests, 'then'>): readonly RawNumber[] {
  const read = beside
    .filter(({ of }) => of === item)
    .map((each) => ({ ...each, numbers: reads.get(each.resolved)?.numbers.numbers ?? [] }));
  return judgeBeside(reads.get(item)?.numbers.numbers ?? [], read, knownAt(states, item.request.asOf));
}

/** Numbers of all requests; changes are adjusted for all of them together, because they are looked at together. */
async function workOut(requests: readonly PanelRequest[], { parts, asker }: Scope): Promise<Worked> {
  const states = await statesOf(requests, asker, parts.knowledge);
  const askable = requests.map((request) => resolveMetrics(request, knownAt(states, request.asOf)));
  const asked = await cutDown(askable, states, { parts, asker });
  const resolved = asked.flatMap((each) => ('resolved' in each ? [each.resolved] : []));
  const beside = resolved.flatMap((item) => besideAs(item, states, { parts, asker }));
  const { then, states: earlier } = await earlierStates(resolved, states, { parts, asker });
  const items = [...resolved, ...[...beside, ...then].map((each) => each.resolved)];
  const reads = await readStates(items, new Map([...earlier, ...states]), { parts, asker });
  const changed = withChanges(resolved.map((item) => judged(item, { reads, beside, states })));
  const estimates = boundariesTogether(resolved, changed);
  const answers = asked.map((each, index): WorkedOut => {
    if ('answer' in each) return { answer: each.answer, resolved: null };
    const { resolved: item, missing } = each;
    const read = reads.get(item);
    const without = inOrder([...missing, ...(read?.missing ?? [])], requests[index] as PanelRequest);
    if (!read || read.results.length === 0) return { answer: withoutNumbers(without), resolved: null };
    const known = knownAt(states, item.request.asOf);
    const results = [item, ...[...beside, ...then].flatMap((own) => (own.of === item ? [own.resolved] : []))];
    const numbers = {
      ...read,
      results: [...new Set(results.flatMap((each) => reads.get(each)?.results ?? []))],
      estimates: restated(item, estimates[resolved.indexOf(item)] ?? [], { reads, then }),
      missing: without,
    };
    return { answer: answerOf(item, known, { numbers, engine: parts.warehouse.engine }), resolved: item };
  });
  const hasFailed =
    asked.some((each, index) => 'answer' in each && 'resolved' in (askable[index] ?? {})) ||
    [...reads.values()].some(({ missing }) => missing.length > 0);
  return { answers, hasFailed };
}

/** Numbers with their days; when they were asked for, and what is wrong with their tables, is said anew each time. */
function answerOf(
  item: Resolved,
  known: Known,
  {
    numbers,
    engine,
  }: { readonly numbers: Read & Pick<ReadyAnswer, 'estimates'>; readonly engine: ReadyAnswer['engine'] },
): PanelAnswer {
  const { results, estimates, missing } = numbers;
  const found = instrumentBreaks(numbers.numbers.numbers);
  const own = daysOf(item, known);
  const days = { ...own, breaks: [...own.breaks, ...found] };
  const ready: ReadyAnswer = {
    kind: 'ready',
    ...days,
    buckets: numbers.numbers.buckets,
    estimates: withInstrumentBreaks(estimates, found),
    statements: results.filter(({ isRemembered }) => !isRemembered).length,
    elapsedMs: 0,
    engine,
    queryId: results[0]?.queryId ?? '',
    asOf: item.request.asOf ?? '',
    notes: [],
    missing,
    ...(item.request.limits ? { limits: limitsOf(numbers.numbers.numbers, days.breaks) } : {}),
  };
  return isEmpty(estimates) ? noData(ready, item, known) : ready;
}

/** Answers requests in their order. Each fails or is empty alone, and in it each metric. */
export async function answerRequests(
  requests: readonly PanelRequest[],
  asker: Asker,
  parts: AnswerParts,
): Promise<readonly PanelAnswer[]> {
  const started = performance.now();
  const [{ answers, isRemembered }, findings] = await Promise.all([
    parts.answers.of(requests, asker, () => workOut(requests, { parts, asker })),
    findingsBeside(parts.runner, asker),
  ]);
  return answers.map(({ answer, resolved }): PanelAnswer => {
    if (answer.kind !== 'ready' || resolved === null) return answer;
    return {
      ...answer,
      statements: isRemembered ? 0 : answer.statements,
      elapsedMs: performance.now() - started,
      asOf: resolved.request.asOf ?? new Date().toISOString(),
      notes: healthNotes(findings, resolved),
    };
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
