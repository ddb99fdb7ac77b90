import type { StoredRow } from '@assay/model';
import type { Ask, Oracle, Placed } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { numbersOf, passes } from './ask.ts';
import { bySessions, codesOf, sayEvents } from './incidents.ts';
import { countCodes, sayShare } from './share.ts';
import { dayIn, plusDays, startOf } from './time.ts';
import { inForce } from './world.ts';

type Issue = StoredRow<'fact_issue'>;

const ranks = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;

interface See {
  readonly date: (issue: Issue) => string | null;
  /** `counts`, `outside` or why it is left out. */
  readonly fate: (issue: Issue) => string;
  readonly is?: (issue: Issue) => readonly string[];
}

/** What repeats another issue is that, whatever else became of it. */
function isNone({ duplicate_of_issue_id, cancelled_at }: Issue): string | null {
  if (duplicate_of_issue_id !== null) return 'duplicate_issues';
  return cancelled_at === null ? null : 'cancelled_issues';
}

function issueRows(world: World, { zone }: Ask, { date, fate, is }: See): readonly ShareRow[] {
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
        notes: [],
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
      fate: (issue) => (issue.covered_by_eval === true ? 'outside' : productionFailures(issue)),
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
