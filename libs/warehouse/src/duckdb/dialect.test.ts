import { AssayError } from '@assay/contract';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { SqlFragment } from '../core/sql-dialect.ts';
import { duckdbDialect } from './dialect.ts';

const f = duckdbDialect.functions;
const x = sql.ref('o.at');
const y = sql.ref('o.until');
const c = sql<boolean>`"o"."kind" = 'a'`;

/** What reviewers see of each function. */
const golden: readonly (readonly [string, SqlFragment, string])[] = [
  ['dayOf', f.dayOf(x, 'America/New_York'), `cast(("o"."at") at time zone 'America/New_York' as date)`],
  ['dayOf in UTC', f.dayOf(x, 'Etc/UTC'), 'cast(make_timestamp(epoch_us("o"."at")) as date)'],
  [
    'dayOf with offsets',
    f.dayOf(x, 'Europe/Berlin', [
      { until: '2026-03-29T01:00:00Z', seconds: 3600 },
      { until: null, seconds: 7200 },
    ]),
    'cast(make_timestamp(epoch_us("o"."at") + case when epoch_us("o"."at") < 1774746000000000 then 3600000000 else 7200000000 end) as date)',
  ],
  ['bucketOf day', f.bucketOf(x, 'day'), `cast(date_trunc('day', "o"."at") as date)`],
  ['bucketOf quarter', f.bucketOf(x, 'quarter'), `cast(date_trunc('quarter', "o"."at") as date)`],
  ['countIf', f.countIf(c), `count(case when "o"."kind" = 'a' then 1 end)`],
  ['sumIf', f.sumIf(c, sql.ref('o.m')), `coalesce(sum(case when "o"."kind" = 'a' then "o"."m" end), 0)`],
  ['cast dec', f.cast(x, 'dec'), 'cast("o"."at" as decimal(18, 6))'],
  ['cast ts', f.cast(x, 'ts'), 'cast("o"."at" as timestamptz)'],
  ['concat', f.concat(x, y), '("o"."at" || "o"."until")'],
  ['lower', f.lower(x), 'lower("o"."at")'],
  ['multiply', f.multiply(x, y), '(cast("o"."at" as decimal(38, 6)) * "o"."until")'],
  ['same', f.same(x, y), '"o"."at" is not distinct from "o"."until"'],
  ['flag', f.flag(c), `case when "o"."kind" = 'a' then 1 else 0 end`],
  ['nullsLast', f.nullsLast(x, 'desc'), '"o"."at" desc nulls last'],
  ['secondsBetween', f.secondsBetween(x, y), '((epoch_us("o"."until") - epoch_us("o"."at")) / 1e6)'],
  ['daysBetween', f.daysBetween(x, y), '("o"."until" - "o"."at")'],
  ['addDays', f.addDays(x, -2), '("o"."at" + to_hours(-48))'],
  ['laterDay', f.laterDay(x, 31), '("o"."at" + 31)'],
];

describe('DuckDB’s dialect', () => {
  it.each(golden)('%s', (_, fragment, expected) => {
    expect(duckdbDialect.compile(fragment)).toEqual({ sql: expected, parameters: [] });
  });

  it('equal parameters share a placeholder, others do not', () => {
    const value = (type: string, content: unknown) => sql`${{ type, value: content }}`;
    const list = [
      value('int', 1),
      value('str', '1'),
      value('int', 1),
      value('int', '1'),
      value('str', 'x'),
      value('str', '1'),
    ];
    expect(duckdbDialect.compile(sql`select ${sql.join(list)}`)).toEqual({
      sql: 'select $1, $2, $1, $3, $4, $2',
      parameters: [
        { type: 'int', value: 1 },
        { type: 'str', value: '1' },
        { type: 'int', value: '1' },
        { type: 'str', value: 'x' },
      ],
    });
  });

  it('nulls are typed by a cast', () => {
    const value = (type: string) => sql`${{ type, value: null }}`;
    const { sql: text } = duckdbDialect.compile(
      sql`select ${sql.join(['str', 'int', 'dec', 'flt', 'bool', 'date', 'ts'].map(value))}`,
    );
    expect(text).toBe(
      'select cast($1 as varchar), cast($2 as bigint), cast($3 as decimal(18, 6)), cast($4 as double), cast($5 as boolean), cast($6 as date), cast($7 as timestamptz)',
    );
  });

  it('compiles queries of a builder made for any engine; limits are literals', () => {
    const foreign = new Kysely<{ t: { a: string } }>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
    const query = foreign
      .selectFrom('t')
      .select('a')
      .where('a', '=', sql<string>`${{ type: 'str', value: 'x' }}`)
      .limit(10)
      .offset(20);
    expect(duckdbDialect.compile(query)).toEqual({
      sql: 'select "a" from "t" where "a" = $1 limit 10 offset 20',
      parameters: [{ type: 'str', value: 'x' }],
    });
    expect(() => duckdbDialect.compile(foreign.selectFrom('t').select('a').limit(1.5))).toThrow(AssayError);
  });
});
