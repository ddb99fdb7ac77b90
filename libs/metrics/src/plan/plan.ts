import type { GradeBasis, ItemBasis, LabelBasis, Statement, VoteRule } from '@assay/contract';
import type { MetricDialect } from '../dialect.ts';
import type { FactId } from '../facts.ts';
import type { MoneyTerms } from '../money/terms.ts';
import type { Known } from './known.ts';
import type { PairsStatement } from './pairs.ts';
import type { PeopleStatement } from './people.ts';
import type { Question, Resolved } from './question.ts';
import type { RollUp } from './roll-up.ts';
import type { Layout } from './slot.ts';
import type { StatementScope } from './statement-scope.ts';
import { factOf } from '../facts.ts';
import { tablesAsOf } from '../tables.ts';
import type { Shape } from '../shape.ts';
import { shapeOf } from '../shapes.ts';
import { moneyTerms } from '../money/terms.ts';
import { agree, joinedLabels } from './labels.ts';
import { readPairs } from '../pairs/read.ts';
import { countPairs } from './pairs.ts';
import { countPeople, readPeople } from './people.ts';
import { rollUpOf } from './roll-up.ts';
import { layOut } from './slot.ts';
import { wholeStatement } from './staged.ts';

/** The part of a request that one fact answers by one date. */
export interface ResolvedPart {
  readonly of: Resolved;
  readonly current: Question;
  readonly baseline: Question | null;
}

/** One statement with everything that reads its answer. A plan is a value: it can be printed, estimated, cached, run. */
export interface PlannedStatement {
  readonly statement: Statement;
  /** What of it can be kept for statements of other periods; null where nothing can. */
  readonly rollUp: () => RollUp | null;
  /** How its answer is read. */
  readonly shape: Shape;
  readonly layout: Layout;
  /** What else to ask where numbers of few people are not told; null where rows are nobody's work. */
  readonly people: () => PeopleStatement | null;
  /** What else to ask where numbers are compared case by case; null where none is. */
  readonly pairs: PairsStatement | null;
  /** What it answers, in the order of the requests. */
  readonly parts: readonly ResolvedPart[];
}

/** What parts of requests must have in common to share a statement; verdicts of different bases are never joined (E16). */
interface Scan {
  readonly shape: Shape;
  readonly fact: FactId;
  /** Null where no verdicts of graders are read. */
  readonly basis: GradeBasis | null;
  /** Null like the basis. */
  readonly labels: LabelBasis | null;
  /** Null like the basis. */
  readonly vote: VoteRule | null;
  /** Null where no money is read. */
  readonly money: MoneyTerms | null;
  /** Null where no acceptances are read. */
  readonly items: ItemBasis | null;
}

/** Metrics of a request that read the same rows by the same date in the same shape. */
function partsOf(resolved: Resolved): readonly ResolvedPart[] {
  const { current, baseline } = resolved;
  const alike = Map.groupBy(current.metrics, (metric) =>
    JSON.stringify([metric.fact, metric.time, shapeOf(metric).id]),
  );
  return [...alike.values()].flatMap((metrics) => {
    const [first] = metrics;
    if (!first) return [];
    const own = { metrics, time: first.time };
    return [{ of: resolved, current: { ...current, ...own }, baseline: baseline && { ...baseline, ...own } }];
  });
}

function scanOf({ current: { metrics, basis, labels, vote, money, items } }: ResolvedPart): Scan | null {
  const [first] = metrics;
  if (!first) return null;
  const { isGraded, isMoney, isAccepted } = factOf(first.fact);
  return {
    shape: shapeOf(first),
    fact: first.fact,
    basis: isGraded ? basis : null,
    labels: isGraded ? labels.basis : null,
    vote: isGraded ? vote : null,
    money: isMoney ? money : null,
    items: isAccepted ? items : null,
  };
}

const keyOf = (scan: Scan | null): string =>
  JSON.stringify([scan?.shape.id, scan?.fact, scan?.basis, scan?.labels, scan?.vote, scan?.money, scan?.items]);

function byScan(parts: readonly ResolvedPart[]): readonly (readonly [Scan, readonly ResolvedPart[]])[] {
  return [...Map.groupBy(parts, (part) => keyOf(scanOf(part))).values()].flatMap((alike) => {
    const scan = alike[0] && scanOf(alike[0]);
    return scan ? agreeing(alike).map((own) => [scan, own] as const) : [];
  });
}

const questionsOf = (parts: readonly ResolvedPart[]): readonly Question[] =>
  parts.flatMap(({ current, baseline }) => (baseline ? [current, baseline] : [current]));

/** Parts that say the same of the labels of every day, so that a row has one verdict in a statement. */
function agreeing(parts: readonly ResolvedPart[]): readonly (readonly ResolvedPart[])[] {
  const groups: ResolvedPart[][] = [];
  for (const part of parts) {
    const fitting = groups.find((group) => agree(questionsOf([...group, part])));
    if (fitting) fitting.push(part);
    else groups.push([part]);
  }
  return groups;
}

function pairsOf(
  fact: FactId,
  parts: readonly ResolvedPart[],
  { scope, dialect }: { readonly scope: StatementScope; readonly dialect: MetricDialect },
): PairsStatement | null {
  const counted = countPairs(fact, parts, scope);
  if (counted === null) return null;
  const { layout, query } = counted;
  return { statement: dialect.compile(query), layout, read: (result) => readPairs(result, layout) };
}

/** Pure: requests and knowledge in, as few statements as their shapes allow out. */
export function planStatements(
  resolved: readonly Resolved[],
  known: Known,
  dialect: MetricDialect,
): readonly PlannedStatement[] {
  return byScan(resolved.flatMap(partsOf)).map(([{ shape, fact, basis, vote, money, items }, parts]) => {
    const questions = questionsOf(parts);
    const layout = layOut(fact, questions);
    const scope = {
      tables: tablesAsOf(known.asOf),
      functions: dialect.functions,
      zone: known.zone,
      graders: {
        basis: basis ?? 'best',
        judges: known.judges,
        labels: joinedLabels(questions),
        vote: vote ?? 'majority',
      },
      money: money ?? moneyTerms({ gradeBasis: 'best' }, known),
      items: items ?? 'restated',
      known,
    };
    const asked = shape.statement(layout, scope);
    const staged = 'sums' in asked ? asked : null;
    return {
      statement: dialect.compile('sums' in asked ? wholeStatement(asked) : asked),
      rollUp: () => staged && rollUpOf(staged, known, dialect),
      shape,
      layout,
      people: () => {
        const query = countPeople(layout, scope);
        return query && { statement: dialect.compile(query), read: (result) => readPeople(result, layout) };
      },
      pairs: pairsOf(fact, parts, { scope, dialect }),
      parts,
    };
  });
}
