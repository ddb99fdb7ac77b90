import type { MetricDefinition } from '../../definition.ts';
import type { Fact } from '../../fact.ts';
import { sql } from 'kysely';
import { factOf } from '../../facts.ts';
import { viewOf } from '../../plan/state.ts';
import { otherConditions } from './condition.ts';

/** A definition that is a little wrong. */
export interface Mutant {
  readonly says: string;
  readonly definition: MetricDefinition;
}

type Fields = Readonly<Record<string, unknown>>;
const changed = (metric: MetricDefinition, says: string, fields: Fields): Mutant => ({
  says,
  definition: { ...metric, ...fields },
});

const without = <T>(list: readonly T[], index: number): readonly T[] => list.filter((_, place) => place !== index);
const replaced = <T>(list: readonly T[], index: number, other: T): readonly T[] =>
  list.map((each, place) => (place === index ? other : each));

/** Reasons dropped, decided later or without a limit, and each a little wrong. */
function ofExclusions(metric: MetricDefinition): readonly Mutant[] {
  const { leftOut } = metric;
  return leftOut.flatMap((reason, index): readonly Mutant[] => {
    const other = (says: string, fields: Fields): Mutant =>
      changed(metric, `${reason.code}: ${says}`, {
        leftOut: replaced(leftOut as readonly object[], index, { ...reason, ...fields }),
      });
    return [
      changed(metric, `leaves out no ${reason.code}`, { leftOut: without(leftOut as readonly object[], index) }),
      ...(reason.limit ? [other('without a limit', { limit: undefined })] : []),
      ...(reason.limit ? [other('another limit', { limit: { ...reason.limit, share: reason.limit.share * 2 } })] : []),
      ...(reason.beforeScope ? [other('decided after the scope', { beforeScope: undefined })] : []),
      ...otherConditions(reason.when(viewOf(metric))).map(({ says, condition }) =>
        other(says, { when: () => condition }),
      ),
    ];
  });
}

function ofNotes(metric: MetricDefinition): readonly Mutant[] {
  const { noted } = metric;
  return noted.flatMap((note, index): readonly Mutant[] => [
    changed(metric, `does not note ${note.code}`, { noted: without(noted as readonly object[], index) }),
    ...otherConditions(note.when(viewOf(metric))).map(({ says, condition }) =>
      changed(metric, `notes ${note.code}: ${says}`, {
        noted: replaced(noted as readonly object[], index, { ...note, when: () => condition }),
      }),
    ),
  ]);
}

/** Kinds of rows a little wrong, or each in the place of the next; the numerator with one kind fewer. */
function ofCounts(metric: MetricDefinition): readonly Mutant[] {
  const ids = Object.keys(metric.counts);
  const kinds = ids.flatMap((id, index) => {
    const kind = metric.counts[id];
    const next = metric.counts[ids[(index + 1) % ids.length] ?? ''];
    if (!kind || !next) return [];
    const other = (says: string, when: unknown): Mutant =>
      changed(metric, `counts ${id}: ${says}`, { counts: { ...metric.counts, [id]: { ...kind, when } } });
    return [
      ...(next === kind ? [] : [other('in the place of the next', next.when)]),
      ...otherConditions(kind.when(viewOf(metric))).map(({ says, condition }) => other(says, () => condition)),
    ];
  });
  if (metric.kind !== 'rate' || metric.value.length < 2) return kinds;
  const fewer = metric.value.map((id, index) =>
    changed(metric, `numerator without ${id}`, { value: without(metric.value, index) }),
  );
  return [...kinds, ...fewer];
}

/** Means of nothing. */
function ofMeans(metric: MetricDefinition): readonly Mutant[] {
  const means = metric.kind === 'rate' ? (metric.means ?? {}) : {};
  return Object.entries<object>(means).map(([id, mean]) =>
    changed(metric, `${id} of none`, { means: { ...means, [id]: { ...mean, of: () => sql`null` } } }),
  );
}

/** A scope that says no more than that the row is there is as good as none. */
function ofScope(metric: MetricDefinition): readonly Mutant[] {
  const isPresence = (says: string): boolean => /^"\w+" is not null {2}=> {2}true$/.test(says);
  return otherConditions(metric.of(viewOf(metric)))
    .filter(({ says }) => !isPresence(says))
    .map(({ says, condition }) => changed(metric, `of: ${says}`, { of: () => condition }));
}

const minimumsBeside = {
  N30: 'N0',
  N5: 'N0',
  N8: 'N30',
  N0: 'N30',
  NC: 'N30',
  N10d: 'N30',
  ND5: 'N30',
  NA: 'NC',
  NB: 'NB',
  NK: 'NC',
  ND: 'NC',
  NP: 'NC',
} as const;

/** Counts of everything, and rates with exact limits, are shown whatever their number. */
const isAlwaysShown = ({ kind }: MetricDefinition): boolean =>
  kind === 'event_rate' ||
  kind === 'still_open' ||
  kind === 'share_at_end' ||
  kind === 'spread_money' ||
  kind === 'plan_variance';

/** What only some kinds of definitions have. */
function ofKind(metric: MetricDefinition): readonly Mutant[] {
  switch (metric.kind) {
    case 'mode': {
      const fails = otherConditions(metric.fails(viewOf(metric)));
      return [
        changed(metric, 'of the other base', { base: metric.base === 'failing' ? 'looked_at' : 'failing' }),
        ...(metric.only === undefined ? [] : [changed(metric, 'about all that fails', { only: undefined })]),
        ...fails.map(({ says, condition }) => changed(metric, `fails: ${says}`, { fails: () => condition })),
      ];
    }
    case 'event_rate':
      return [
        changed(metric, 'by another counter', { exposure: { ...metric.exposure, counter: 'tickets' } }),
        changed(metric, 'per thousand', { exposure: { ...metric.exposure, per: 1000 } }),
      ];
    case 'share_at_end':
      return [];
    case 'mean_answer':
      return [changed(metric, 'asked is answered', { unanswered: 'unknown_score' })];
    case 'still_open':
      return [changed(metric, 'ends when it began', { ended: metric.time })];
    case 'unit_cost':
      return [changed(metric, 'by what was submitted', { denominator: 'qty_submitted' })];
    case 'distinct_ratio':
      return [
        changed(metric, 'the other way round', { each: metric.per, per: metric.each }),
        changed(metric, 'every answer', { each: factOf(metric.fact).key }),
        changed(metric, 'by every answer', { per: factOf(metric.fact).key }),
      ];
    case 'ratio':
      return [
        changed(metric, 'twice as much', { amount: () => sql`2 * ${metric.amount(viewOf(metric))}` }),
        ...(metric.size
          ? [
              changed(metric, 'by one a row', { size: () => sql`1` }),
              changed(metric, 'the other way round', { amount: metric.size, size: metric.amount }),
            ]
          : []),
      ];
    case 'points':
      return [
        ...Object.keys(metric.points).map((id) =>
          changed(metric, `${id} weighs more`, { points: { ...metric.points, [id]: 2 * (metric.points[id] ?? 0) } }),
        ),
        changed(metric, 'another kind is unknown', { unknown: 'p4' }),
        changed(metric, 'per hundred', { per: 100 }),
        changed(metric, 'none apart', { apart: [] }),
      ];
    case 'worst_case':
      return [
        changed(metric, 'every sample is a case', { cases: factOf(metric.fact).key }),
        ...Object.keys(metric.counts)
          .filter((id) => id !== metric.value)
          .map((id) => changed(metric, `bad is ${id}`, { value: id })),
      ];
    case 'two_graders':
      return [changed(metric, 'agrees where it finds', { value: ['found'] })];
    case 'duration':
      return [
        ...(metric.from === metric.time ? [] : [changed(metric, 'from when it was counted', { from: metric.time })]),
        changed(metric, 'another share', { within: metric.within / 2 }),
        ...(metric.exit === undefined ? [] : [changed(metric, 'settled is still open', { exit: undefined })]),
      ];
    case 'plan_variance':
      return Object.keys(metric.counts)
        .filter((id) => id !== metric.plan)
        .map((id) => changed(metric, `against ${id}`, { plan: id }));
    case 'rate':
    case 'stratified_rate':
    case 'total':
    case 'agreement':
    case 'pair_agreement':
    case 'spread_money':
    case 'drift':
    case 'paired_delta':
      return [];
  }
}

/** Every way in which a definition is made a little wrong, one at a time. */
export function mutantsOf(metric: MetricDefinition): readonly Mutant[] {
  const fact = factOf(metric.fact);
  const times = Object.keys(fact.times).filter((time) => time !== metric.time);
  const minimum = minimumsBeside[metric.minimum];
  const { minimumIn } = metric;
  return [
    ...ofExclusions(metric),
    ...ofNotes(metric),
    ...ofCounts(metric),
    ...ofMeans(metric),
    ...ofScope(metric),
    ...ofKind(metric),
    ...times.map((time) => changed(metric, `by ${time}`, { time })),
    ...(minimum === metric.minimum || isAlwaysShown(metric)
      ? []
      : [changed(metric, `minimum ${minimum}`, { minimum })]),
    ...(minimumIn === undefined ? [] : [changed(metric, 'one minimum everywhere', { minimumIn: undefined })]),
  ];
}

/** A fact that is a little wrong: a dimension that is not known, samples that are not told apart. */
export interface FactMutant {
  readonly says: string;
  /** The dimension to ask about; null where any request may find it. */
  readonly dimension: string | null;
  readonly fields: Partial<Fact>;
}

export function factMutants(fact: Fact): readonly FactMutant[] {
  const { dimensions, samples } = fact;
  const dims = Object.entries(dimensions).map(([id, own]): FactMutant => {
    const none = { ...own, expression: sql`cast(null as varchar)` };
    return { says: `${id} is not known`, dimension: id, fields: { dimensions: { ...dimensions, [id]: none } } };
  });
  if (samples === null) return dims;
  const told = samples.told.map((telling): FactMutant => {
    const fewer = samples.told.filter((each) => each !== telling);
    return {
      says: `samples do not differ by ${telling.column}`,
      dimension: null,
      fields: { samples: { ...samples, told: fewer } },
    };
  });
  return [...dims, ...told, { says: 'no row is a sample', dimension: null, fields: { samples: null } }];
}
