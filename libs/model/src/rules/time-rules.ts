import type { SetRule } from './rule.ts';
import { countedRows } from './rule.ts';

/** Instants that say when something happened, by fact. */
const happened = [
  ['fact_work_item', 'created_at'],
  ['fact_annotation', 'submitted_at'],
  ['fact_review', 'decided_at'],
  ['fact_output', 'produced_at'],
  ['fact_grade', 'graded_at'],
  ['fact_issue', 'detected_at'],
  ['fact_incident', 'detected_at'],
] as const;
type Happened = (typeof happened)[number];

/** Fewer days than this may be at midnight by chance, or be one day that was given for a whole file. */
const fewestDays = 10;
/** Fewer rows a day than this vary too much, or are alike too easily. */
const fewestRows = 20;

/**
 * V-T4. Instants without a zone are read as UTC, so midnight of any place stands as midnight there: a source with all
 * its instants at midnight has none of its own, or does not say where. Found are sources.
 */
function midnight([table, column]: Happened): SetRule {
  return {
    code: 'V-T4',
    level: 'warning',
    table,
    column,
    reads: [],
    counts: 'sources',
    asked: 'doctor',
    breaks: (say) => {
      const day = say.dayOf(column, 'UTC');
      return `select source_system as key from ${countedRows(table)} where ${column} is not null group by source_system
        having count(distinct ${day}) >= ${fewestDays}
          and sum(case when ${say.cast(day, 'ts')} = ${column} then 0 else 1 end) = 0`;
    },
  };
}

/** V-L9. Of one item several rows may come at once, so items are counted. Found are days of a source. */
function oneInstant(table: 'fact_annotation' | 'fact_review', column: 'submitted_at' | 'decided_at'): SetRule {
  return {
    code: 'V-L9',
    level: 'warning',
    table,
    column,
    reads: [],
    counts: 'days of a source',
    asked: 'doctor',
    breaks: (say) => {
      const day = say.dayOf(column, 'UTC');
      return `select source_system || ' ' || ${say.cast('day', 'str')} as key from (
          select source_system, ${day} as day, count(distinct work_item_id) as items
          from ${countedRows(table)} where ${column} is not null group by source_system, ${column}
        ) moment group by source_system, day
        having sum(items) >= ${fewestRows} and max(items) > 0.2 * sum(items)`;
    },
  };
}

const weeks = [1, 2, 3, 4, 5, 6, 7, 8];
const fewestWeeks = 4;

/**
 * V-F2. A day beside the median of the same weekday in the eight weeks before, where it was known on four of them at
 * least. Days without any row are asked as well; the last one, which may not be over, is not.
 */
function volume([table, column]: Happened): SetRule {
  return {
    code: 'V-F2',
    level: 'warning',
    table,
    column,
    reads: [],
    counts: 'days',
    asked: 'doctor',
    breaks: (say) => {
      const moved = (days: number) => say.dayOf(say.addDays(say.cast('k.day', 'ts'), days), 'UTC');
      const before = weeks.map(
        (week) => `select k.day, k.n, p.n as usual from known k join known p on p.day = ${moved(-7 * week)}`,
      );
      return `with daily as (
          select ${say.dayOf(column, 'UTC')} as day, count(*) as n from ${countedRows(table)}
          where ${column} is not null group by ${say.dayOf(column, 'UTC')}
        ), asked as (
          select day from daily union select ${moved(7)} from daily k
        ), known as (
          select a.day, coalesce(d.n, 0) as n from asked a left join daily d on d.day = a.day
          where a.day < (select max(day) from daily)
        ), ranked as (
          select day, n, usual, row_number() over (partition by day order by usual) as place,
            count(*) over (partition by day) as total
          from (${before.join(' union all ')}) b
        ), judged as (
          select day, max(n) as n, avg(usual) as median from ranked
          where total >= ${fewestWeeks} and 2 * place >= total and 2 * place <= total + 2 group by day
        )
        select ${say.cast('day', 'str')} as key from judged
        where median >= ${fewestRows} and (n < median / 4.0 or n > median * 4)`;
    },
  };
}

const counts: readonly string[] = ['fact_work_item', 'fact_annotation', 'fact_review', 'fact_output'];

export const timeRules: readonly SetRule[] = [
  ...happened.map(midnight),
  oneInstant('fact_annotation', 'submitted_at'),
  oneInstant('fact_review', 'decided_at'),
  ...happened.filter(([table]) => counts.includes(table)).map(volume),
];
