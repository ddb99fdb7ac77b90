import type { Day, DayRange } from '@assay/contract';
import type { StoredRow } from '@assay/model';
import type { Ask, Dimensions, Limits, Oracle, Placed, Said, SaidOf } from './ask.ts';
import type { World } from './world.ts';
import { passes, rowsIn, slicesOf } from './ask.ts';
import { dayIn, daysFromTo, holds, periodsOf, plusDays, startOf } from './time.ts';
import { inForce } from './world.ts';

interface Incident extends Placed {
  readonly row: StoredRow<'fact_incident'>;
  readonly kind: string;
}

const ranks = ['p0', 'p1', 'p2', 'p3', 'p4'] as const;

function incidents(world: World, { zone, where }: Ask): readonly Incident[] {
  const all = world.fact_incident.filter(inForce).map((row): Incident => {
    const rank = row.severity_rank === null ? null : (ranks[row.severity_rank] ?? null);
    return {
      row,
      // E10: unknown is a kind of its own, not the mildest.
      kind: rank ?? 'untriaged',
      day: dayIn(zone, row.detected_at),
      dimensions: {
        severity: rank?.toUpperCase() ?? null,
        workflow: row.workflow_id,
        model_version: row.model_version_id,
        release: row.release_id,
        reported_by: row.reported_by,
        remediation: row.remediation,
      },
    };
  });
  return all.filter(({ dimensions }) => passes(dimensions, where));
}

/** Which columns of a counter say what it counted; an empty text is "of all". */
function countedOf(row: StoredRow<'fact_counter_daily'>): Dimensions {
  const { workflow_id, model_version_id, locale, vendor_id, task_id } = row;
  const told = { workflow: workflow_id, model_version: model_version_id, locale, vendor: vendor_id, task: task_id };
  return Object.fromEntries(Object.entries(told).map(([id, value]) => [id, value === '' ? null : value]));
}
const countable = ['workflow', 'model_version', 'locale', 'vendor', 'task'];

/** Sessions counted in production, told apart by what they were counted by: such counts are of the same sessions. */
function sessions(world: World, ask: Ask) {
  const needed = [...ask.by, ...ask.where.map(({ dimension }) => dimension)].filter((id) => countable.includes(id));
  const where = ask.where.filter(({ dimension }) => countable.includes(dimension));
  return world.fact_counter_daily
    .filter(inForce)
    .filter((row) => row.counter_name === 'sessions' && row.bin_key === '' && row.environment === 'production')
    .map((row) => ({ day: row.counter_date, n: row.n ?? 0, dimensions: countedOf(row) }))
    .filter(({ dimensions }) => needed.every((id) => dimensions[id] !== null) && passes(dimensions, where))
    .map((row) => ({ ...row, breakdown: countable.filter((id) => row.dimensions[id] !== null).join() }));
}

/** The fullest of the counts that tell all that is asked for. */
function exposureIn(rows: readonly ReturnType<typeof sessions>[number][], days: DayRange): number {
  const own = rows.filter(({ day }) => holds(days, day));
  const counts = [...Map.groupBy(own, ({ breakdown }) => breakdown).values()];
  return Math.max(0, ...counts.map((rowsOf) => rowsOf.reduce((sum, { n }) => sum + n, 0)));
}

/** Exact limits of a Poisson count: the means under which so many, or so few, have a chance of 2.5 %. */
function poissonLimits(count: number): { readonly lower: number; readonly upper: number } {
  const upTo = (most: number, mean: number): number => {
    let term = Math.exp(-mean);
    let sum = term;
    for (let k = 1; k <= most; k += 1) sum += term *= mean / k;
    return most < 0 ? 0 : sum;
  };
  const meanAt = (most: number, chance: number): number => {
    let [low, high] = [0, 400];
    for (let round = 0; round < 80; round += 1) {
      const middle = (low + high) / 2;
      if (upTo(most, middle) > chance) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return { lower: count === 0 ? 0 : meanAt(count - 1, 0.975), upper: meanAt(count, 0.025) };
}

export const codesOf = (codes: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(codes).filter(([, count]) => count > 0));

/** Events by a million sessions with their exact limits: nothing where no session was counted. */
export function rateOf(count: number, exposure: number): { readonly value: number | null; readonly limits: Limits } {
  if (exposure === 0) return { value: null, limits: { lower: null, upper: null } };
  const per = exposure / 1e6;
  const { lower, upper } = poissonLimits(count);
  return { value: count / per, limits: { lower: lower / per, upper: upper / per } };
}

function sayRate(own: readonly Incident[], exposure: number): Said {
  const counted = own.filter(({ row }) => row.status !== 'false_alarm');
  const n = counted.length;
  const kind = (id: string): number => counted.filter((each) => each.kind === id).length;
  const parts = [...ranks, 'untriaged'].map((id) => [
    id,
    { numerator: kind(id), rows: kind(id), ...rateOf(kind(id), exposure) },
  ]);
  return {
    ...sayEvents(n, exposure),
    parts: Object.fromEntries(parts) as Said['parts'],
    caveats: {
      ...codesOf({ false_alarms: own.length - n, untriaged: kind('untriaged') }),
      ...(exposure === 0 && n > 0 ? { no_exposure: null } : {}),
    },
  };
}

/** What is said of so many events, whatever they are. */
export const sayEvents = (n: number, exposure: number) => ({
  ...rateOf(n, exposure),
  status: exposure > 0 ? 'ok' : 'no_data',
  ...{ n, rows: n, numerator: n, numeratorRows: n, denominator: exposure },
});

/** Events of the period and the sessions counted in it, slice by slice. */
export function bySessions<Event extends Placed>(
  world: World,
  ask: Ask,
  {
    events,
    say,
  }: { readonly events: readonly Event[]; readonly say: (own: readonly Event[], exposure: number) => Said },
): readonly SaidOf[] {
  const counters = sessions(world, ask);
  const seen = events.filter(({ day }) => holds(ask.range, day)).map(({ dimensions }) => dimensions);
  const isCounted = ask.by.every((id) => countable.includes(id));
  // Where sessions tell all slices, one without any event has a rate of none.
  const told = isCounted ? counters.filter(({ day, n }) => n > 0 && holds(ask.range, day)) : [];
  const slices = slicesOf([...seen, ...told.map(({ dimensions }) => dimensions)], ask);
  const eventsOf = rowsIn(events, ask);
  const countersOf = rowsIn(counters, { ...ask, by: ask.by.filter((id) => countable.includes(id)) });
  return slices.flatMap((by) => {
    const told = Object.fromEntries(Object.entries(by).filter(([id]) => countable.includes(id)));
    return periodsOf(ask.range, ask.grain).map((period) => {
      const own = eventsOf(by).filter(({ day }) => holds(period.asked, day));
      return { ...say(own, exposureIn(countersOf(told), period.asked)), period, by };
    });
  });
}

/** Incidents detected in the period for every million sessions counted in it. */
export const incidentRate =
  (world: World): Oracle =>
  (ask) =>
    bySessions(world, ask, { events: incidents(world, ask), say: sayRate });

/** Incidents of models that were mended by a hotfix or a rollback, in a quarter of a year: time is the same for every slice. */
export const postReleaseIncidentRate =
  (world: World): Oracle =>
  (ask) => {
    const [today, reached] = [dayIn(ask.zone, ask.now), plusDays(ask.lastDay, 1)];
    const over = reached < today ? reached : today;
    const isMeant = ({ is_llm_related, remediation }: Incident['row']): boolean =>
      is_llm_related !== false && (remediation === null || remediation === 'hotfix' || remediation === 'rollback');
    const events = incidents(world, ask).filter(({ row }) => isMeant(row));
    const fateOf = ({ row }: Incident): string => {
      if (row.status === 'false_alarm') return 'false_alarms';
      return row.is_llm_related === null || row.remediation === null ? 'unknown_cause' : 'counts';
    };
    const isSoon = ({ row }: Incident): boolean => {
      const released = world.dim_model_version
        .filter(
          ({ voided_at, release_id }) => voided_at === null && release_id !== null && release_id === row.release_id,
        )
        .flatMap(({ released_at }) => (released_at === null ? [] : [Date.parse(released_at)]));
      const since = Date.parse(row.detected_at) - Math.min(...released);
      return since >= 0 && since < 30 * 86_400_000;
    };
    const seen = events.filter(({ day }) => holds(ask.range, day)).map(({ dimensions }) => dimensions);
    const eventsOf = rowsIn(events, ask);
    return slicesOf(seen, ask).flatMap((by) =>
      periodsOf(ask.range, ask.grain).map((period): SaidOf => {
        const own = eventsOf(by).filter(({ day }) => holds(period.asked, day));
        const counted = own.filter((each) => fateOf(each) === 'counts');
        const days = daysOver(period.asked, { first: ask.firstDay, over });
        const say = (count: number) => rateOf(count, (days / (365.25 / 4)) * 1e6);
        const part = (list: readonly Incident[]) => ({
          numerator: list.length,
          rows: list.length,
          ...say(list.length),
        });
        const n = counted.length;
        const fates = (code: string): number => own.filter((each) => fateOf(each) === code).length;
        return {
          ...say(n),
          status: days > 0 ? 'ok' : 'no_data',
          ...{ n, rows: n, numerator: n, numeratorRows: n, denominator: days },
          parts: {
            hotfix: part(counted.filter(({ row }) => row.remediation === 'hotfix')),
            rollback: part(counted.filter(({ row }) => row.remediation === 'rollback')),
            after_release: part(counted.filter(isSoon)),
          },
          caveats: {
            ...codesOf({
              false_alarms: fates('false_alarms'),
              unknown_cause: fates('unknown_cause'),
              untriaged: counted.filter(({ kind }) => kind === 'untriaged').length,
            }),
            ...(days === 0 && n > 0 ? { no_exposure: null } : {}),
          },
          period,
          by,
        };
      }),
    );
  };

/** Days of a period that the data reaches and that are over. */
function daysOver({ from, to }: DayRange, { first, over }: { readonly first: Day; readonly over: Day }): number {
  const [start, end] = [from > first ? from : first, to < over ? to : over];
  return Math.max(0, daysFromTo(start, end));
}

function sayOpen(own: readonly Incident[], ends: string): Said {
  const isUnknown = ({ row }: Incident): boolean => row.status === 'resolved' && row.resolved_at === null;
  const real = own.filter(({ row }) => row.status !== 'false_alarm');
  const counted = real.filter((each) => !isUnknown(each));
  const n = counted.length;
  const old = counted.filter(({ row }) => Date.parse(ends) - Date.parse(row.detected_at) >= 30 * 86_400_000).length;
  const kinds = [...ranks, 'untriaged'].map((id) => [id, counted.filter(({ kind }) => kind === id).length] as const);
  return {
    value: n,
    status: 'ok',
    ...{ n, rows: n, numerator: n, numeratorRows: n, denominator: n },
    parts: Object.fromEntries(
      [...kinds, ['old', old] as const].map(([id, count]) => [id, { numerator: count, rows: count, value: count }]),
    ),
    caveats: codesOf({ false_alarms: own.length - real.length, unknown_end: real.length - n }),
  };
}

/** Incidents detected before a period's end and not resolved by then. */
export const openIncidents =
  (world: World): Oracle =>
  (ask) => {
    const events = incidents(world, ask);
    const periods = periodsOf(ask.range, ask.grain).map((period) => {
      const ends = startOf(period.asked.to, ask.zone);
      const open = events.filter(({ row }) => {
        const isOver = row.resolved_at !== null && Date.parse(row.resolved_at) < Date.parse(ends);
        return Date.parse(row.detected_at) < Date.parse(ends) && !isOver;
      });
      return { period, ends, open, openOf: rowsIn(open, ask) };
    });
    const seen = periods.flatMap(({ open }) => open.map(({ dimensions }) => dimensions));
    return slicesOf(seen, ask).flatMap((by) =>
      periods.map(({ period, ends, openOf }) => ({ ...sayOpen(openOf(by), ends), period, by })),
    );
  };
