import type { StoredRow } from '@assay/model';
import type { Day } from '@assay/contract';
import type { Ask, Oracle, Placed, Said } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { numbersOf, passes } from './ask.ts';
import { bySessions, codesOf, sayEvents } from './incidents.ts';
import { countCodes, sayShare } from './share.ts';
import { dayIn, plusDays, startOf } from './time.ts';
import type { Wait } from './waiting.ts';
import { medianWait, overWithin } from './waiting.ts';
import { inForce } from './world.ts';

type Issue = StoredRow<'fact_issue'>;

const ranks = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;

interface See {
  readonly date: (issue: Issue) => string | null;
  /** `counts`, `outside` or why it is left out. */
  readonly fate: (issue: Issue) => string;
  readonly is?: (issue: Issue) => readonly string[];
  readonly notes?: (issue: Issue) => readonly string[];
}

/** What repeats another issue is that, whatever else became of it. */
function isNone({ duplicate_of_issue_id, cancelled_at }: Issue): string | null {
  if (duplicate_of_issue_id !== null) return 'duplicate_issues';
  return cancelled_at === null ? null : 'cancelled_issues';
}

function issueRows(world: World, { zone }: Ask, { date, fate, is, notes }: See): readonly ShareRow[] {
  return world.fact_issue.filter(inForce).flatMap((issue): readonly ShareRow[] => {
    const at = date(issue);
    if (at === null) return [];
    return [
      {
        day: dayIn(zone, at),
        dimensions: {
          severity: issue.severity_rank === null ? null : (ranks[issue.severity_rank] ?? null),
          workflow: issue.workflow_id,
          model_version: issue.model_version_id,
          release: issue.release_id,
          team: issue.owner_team_id,
          found_by: issue.found_by,
        },
        fate: fate(issue),
        is: is?.(issue) ?? [],
        notes: notes?.(issue) ?? [],
        weight: 1,
        unit: issue.issue_id,
        cluster: issue.issue_id,
      },
    ];
  });
}

const isOwn = ({ fate }: ShareRow): boolean => fate !== 'outside';

/** Issues of a kind by the day they were resolved. */
const resolvedOf =
  (kind: Issue['issue_kind']) =>
  (world: World): Oracle =>
  (ask) => {
    const rows = issueRows(world, ask, {
      date: ({ resolved_at }) => resolved_at,
      fate: (issue) => (issue.issue_kind === kind ? (isNone(issue) ?? 'counts') : 'outside'),
    });
    return numbersOf(rows, ask, {
      isOwn,
      say: (own) => {
        const n = own.filter(({ fate }) => fate === 'counts').length;
        const sums = { n, rows: n, numerator: n, numeratorRows: n, denominator: n };
        return { ...sums, value: n, status: 'ok', parts: {}, caveats: countCodes(own) };
      },
    });
  };

export const processImprovements = resolvedOf('process_improvement');
export const enablementContributions = resolvedOf('enablement');

/** Confirmed regressions of releases that have been out for 30 days: those found before the release. */
export const regressionCatchRate =
  (world: World): Oracle =>
  (ask) => {
    const today = dayIn(ask.zone, ask.now);
    const reached = plusDays(ask.lastDay, 1);
    const shownSince = startOf(plusDays(reached < today ? reached : today, -30), ask.zone);
    const released = (release: string): readonly string[] =>
      world.dim_model_version
        .filter(({ voided_at, release_id }) => voided_at === null && release_id === release)
        .flatMap(({ released_at }) => released_at ?? [])
        .sort();
    const rows = issueRows(world, ask, {
      date: ({ detected_at }) => detected_at,
      fate: (issue) => {
        if (issue.issue_kind !== 'regression') return 'outside';
        const none = isNone(issue);
        if (none !== null) return none;
        if (issue.release_id === null) return 'no_release';
        const [first] = released(issue.release_id);
        if (first === undefined || Date.parse(first) > Date.parse(shownSince)) return 'young_release';
        return issue.found_in === null ? 'unknown_place' : 'counts';
      },
      is: ({ found_in }) => (found_in === 'pre_release' ? ['caught'] : []),
    });
    const rule = { kinds: ['caught'], value: ['caught'], minimum: 'N5', isPlain: true } as const;
    return numbersOf(rows, ask, { isOwn, say: (own) => sayShare(own, rule) });
  };

/** Failures in production, as far as anybody knows whether a case would have shown them. */
function productionFailures(issue: Issue): string {
  if (issue.issue_kind !== 'failure_mode' && issue.issue_kind !== 'regression') return 'outside';
  if (issue.found_in !== 'post_release') return 'outside';
  return isNone(issue) ?? (issue.covered_by_eval === null ? 'unknown_coverage' : 'counts');
}

const escaped = ({ covered_by_eval }: Issue): readonly string[] => (covered_by_eval === false ? ['escaped'] : []);

export const defectLeakage =
  (world: World): Oracle =>
  (ask) => {
    const rows = issueRows(world, ask, {
      date: ({ detected_at }) => detected_at,
      fate: productionFailures,
      is: escaped,
    });
    const rule = { kinds: ['escaped'], value: ['escaped'], minimum: 'N30', isPlain: true } as const;
    return numbersOf(rows, ask, { isOwn, say: (own) => sayShare(own, rule) });
  };

type Event = ShareRow & Placed;

/** The same by sessions: what a case covers has not escaped, whether confirmed or not. */
export const escapedDefectRate =
  (world: World): Oracle =>
  (ask) => {
    const events = issueRows(world, ask, {
      date: ({ detected_at }) => detected_at,
      fate: (issue) => {
        // What is none, and may not have escaped either, is none of these.
        const isNoneOfThese = issue.covered_by_eval === null && isNone(issue) !== null;
        return issue.covered_by_eval === true || isNoneOfThese ? 'outside' : productionFailures(issue);
      },
    }).filter((row) => isOwn(row) && passes(row.dimensions, ask.where));
    return bySessions<Event>(world, ask, {
      events,
      say: (own, exposure) => {
        const of = (code: string): number => own.filter(({ fate }) => fate === code).length;
        const n = of('counts');
        const codes = ['duplicate_issues', 'cancelled_issues', 'unknown_coverage'];
        return {
          ...sayEvents(n, exposure),
          parts: {},
          caveats: {
            ...codesOf(Object.fromEntries(codes.map((code) => [code, of(code)]))),
            ...(exposure === 0 && n > 0 ? { no_exposure: null } : {}),
          },
        };
      },
    });
  };

interface Waits {
  readonly unit: 'hours' | 'days' | 'business_days';
  readonly within: number;
  readonly see: See;
  readonly from: (issue: Issue) => string;
  readonly until: (issue: Issue) => string | null;
  readonly exit?: (issue: Issue) => string | null;
  readonly kinds: readonly string[];
}

/** Mondays to Fridays after one day up to and with another, counted one by one. */
function workDays(from: Day, to: Day): number {
  let count = 0;
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1))
    if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) count += 1;
  return count;
}

/** When data are last known to be: what is open was seen open until then. */
function lastSeen({ zone, now, lastDay }: Ask): string {
  const [today, reached] = [dayIn(zone, now), plusDays(lastDay, 1)];
  return startOf(reached < today ? reached : today, zone);
}

function sayWaits(own: readonly (ShareRow & { readonly wait: Wait })[], { within, kinds }: Waits): Said {
  const counted = own.filter(({ fate }) => fate === 'counts');
  const waits = counted.map(({ wait }) => wait);
  const over = waits.filter(({ isOver }) => isOver).length;
  const { median, limits } = medianWait(waits);
  const status = counted.length === 0 ? 'no_data' : over < 10 ? 'low_n' : median === null ? 'undefined' : 'ok';
  const share = status === 'ok' || status === 'undefined' ? overWithin(waits, within) : null;
  const kind = (id: string): number => counted.filter(({ is }) => is.includes(id)).length;
  return {
    value: status === 'ok' ? median : null,
    status,
    n: counted.length,
    rows: counted.length,
    numerator: over,
    numeratorRows: over,
    denominator: counted.length,
    parts: {
      ...Object.fromEntries(kinds.map((id) => [id, { numerator: kind(id), rows: kind(id), value: kind(id) }])),
      within: { numerator: over, rows: over, value: share },
    },
    caveats: { ...countCodes(own), ...(status === 'undefined' ? { median_not_reached: null } : {}) },
    limits: status === 'ok' ? limits : { lower: null, upper: null },
  };
}

const waiting =
  (rule: Waits) =>
  (world: World): Oracle =>
  (ask) => {
    const seen = lastSeen(ask);
    const byId = new Map(world.fact_issue.map((issue) => [issue.issue_id, issue]));
    const rows = issueRows(world, ask, rule.see).map((row) => {
      const issue = byId.get(row.unit) as Issue;
      const end = rule.until(issue);
      const last = end ?? rule.exit?.(issue) ?? seen;
      const from = rule.from(issue);
      const to = Date.parse(last) < Date.parse(from) ? from : last;
      const ms = Date.parse(to) - Date.parse(from);
      const days = workDays(dayIn(ask.zone, from), dayIn(ask.zone, to));
      const time = rule.unit === 'business_days' ? days : ms / (rule.unit === 'hours' ? 3_600_000 : 86_400_000);
      return { ...row, wait: { time, isOver: end !== null } };
    });
    return numbersOf(rows, ask, { isOwn, say: (own) => sayWaits(own, rule) });
  };

const laterOf = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : Date.parse(a) > Date.parse(b) ? a : b;
const bothDone = ({ data_shipped_at, eval_updated_at }: Issue) => laterOf(data_shipped_at, eval_updated_at);
const isSettled = (issue: Issue): boolean =>
  issue.data_shipped_at === null && issue.resolved_at !== null && bothDone(issue) === null;

export const issueToDataCycleTime = waiting({
  unit: 'days',
  within: 21,
  kinds: ['done', 'settled', 'open'],
  see: {
    date: ({ detected_at }) => detected_at,
    fate: (issue) => {
      if (issue.issue_kind !== 'failure_mode' && issue.issue_kind !== 'regression') return 'outside';
      return issue.is_priority === true ? (isNone(issue) ?? 'counts') : 'outside';
    },
    is: (issue) => [bothDone(issue) !== null ? 'done' : isSettled(issue) ? 'settled' : 'open'],
    notes: (issue) => (isSettled(issue) ? ['settled_without_data'] : []),
  },
  from: ({ detected_at }) => detected_at,
  until: bothDone,
  exit: (issue) => (isSettled(issue) ? issue.resolved_at : null),
});

interface Stage {
  readonly kind: string;
  readonly within: number;
  readonly from: (issue: Issue) => string | null;
  readonly until: (issue: Issue) => string | null;
}

/** A stage of the same issues; what has not begun is not in it. */
const stage = ({ kind, within, from, until }: Stage) =>
  waiting({
    unit: 'days',
    within,
    kinds: [kind],
    see: {
      date: ({ detected_at }) => detected_at,
      fate: (issue) => {
        if (issue.issue_kind !== 'failure_mode' && issue.issue_kind !== 'regression') return 'outside';
        if (issue.is_priority !== true) return 'outside';
        return isNone(issue) ?? (from(issue) === null ? 'untriaged_issues' : 'counts');
      },
      is: (issue) => (until(issue) === null ? [] : [kind]),
      notes: (issue) => (isSettled(issue) ? ['settled_without_data'] : []),
    },
    from: (issue) => from(issue) ?? issue.detected_at,
    until,
    exit: (issue) => (isSettled(issue) ? issue.resolved_at : null),
  });

export const issueTriageTime = stage({
  kind: 'triaged',
  within: 2,
  from: ({ detected_at }) => detected_at,
  until: ({ triaged_at }) => triaged_at,
});
export const issueDataTime = stage({
  kind: 'shipped',
  within: 14,
  from: ({ triaged_at }) => triaged_at,
  until: ({ data_shipped_at }) => data_shipped_at,
});
export const issueEvalTime = stage({
  kind: 'added',
  within: 7,
  from: ({ triaged_at }) => triaged_at,
  until: ({ eval_updated_at }) => eval_updated_at,
});

export const timeToGuidelineClarification = waiting({
  unit: 'business_days',
  within: 10,
  kinds: ['published', 'open'],
  see: {
    date: ({ detected_at }) => detected_at,
    fate: (issue) => {
      const isRecurring = (issue.occurrence_count ?? 0) >= 3 || issue.is_priority === true;
      return issue.issue_kind === 'guideline_gap' && isRecurring ? (isNone(issue) ?? 'counts') : 'outside';
    },
    is: ({ guideline_published_at }) => [guideline_published_at === null ? 'open' : 'published'],
  },
  from: ({ detected_at }) => detected_at,
  until: ({ guideline_published_at }) => guideline_published_at,
});

export const regressionDetectionLeadTime =
  (world: World): Oracle =>
  (ask) => {
    const candidate = ({ model_version_id }: Issue): string | null =>
      world.dim_model_version.find((row) => row.voided_at === null && row.model_version_id === model_version_id)
        ?.rc_at ?? null;
    return waiting({
      unit: 'hours',
      within: 72,
      kinds: [],
      see: {
        date: ({ detected_at }) => detected_at,
        fate: (issue) => {
          if (issue.issue_kind !== 'regression') return 'outside';
          return isNone(issue) ?? (candidate(issue) === null ? 'no_candidate' : 'counts');
        },
      },
      from: (issue) => candidate(issue) ?? issue.detected_at,
      until: ({ detected_at }) => detected_at,
    })(world)(ask);
  };
