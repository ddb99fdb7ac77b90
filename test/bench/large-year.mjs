import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadSource, pseudonymKey } from '@assay/importers';
import { openWarehouse } from '@assay/warehouse';

const { signal } = new AbortController();
const firstDay = '2025-11-17';
const days = 364;
const versions = 8;
const workflows = 10;
/** Turns of a session; two of a workflow's cases in three are asked every week, of two versions. */
const turns = 4;
const cases = 2400;
/** What is loaded at once, so that staging stays small. */
const outputsALoad = 1_000_000;

const names = (prefix, count) => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
const rowsOf = (list, columns) =>
  `select row_number() over () as _record, row_number() over () as _row, * from (values ${list.map((row) => `(${row.map((cell) => `'${cell}'`).join(', ')})`).join(', ')}) t(${columns})`;
/** An even draw below 1,000,000, always the same of a number. */
const draw = (number, salt) => `(hash(${number} * 1000 + ${salt}) % 1000000)::bigint`;

const dimensions = [
  {
    table: 'dim_workflow',
    sql: rowsOf(
      names('w', workflows).map((id) => [id, `Workflow ${id.slice(1)}`]),
      'workflow_id, title',
    ).replace(' * from', ` *, timestamptz '${firstDay} 00:00:00+00' as valid_from from`),
  },
  {
    table: 'dim_model_version',
    sql: rowsOf(
      names('m', versions).map((id, index) => [id, `Model 1.${index}`, `r${index >> 1}`]),
      'model_version_id, version_label, release_id',
    ),
  },
  {
    table: 'dim_test_case',
    sql: `select i + 1 as _record, i + 1 as _row, 'c' || i as case_version_id, 'c' || i as case_id, 'w' || (1 + i % ${workflows}) as workflow_id,
      'comply' as expected_behavior, 'clean' as contamination from range(${cases}) t(i)`,
  },
];

/** Answers of a live product, by the newest four versions: sessions of four turns; the more one session is refused, the likelier is its next refusal. */
const production = (first, count) => `
  select i as n, 'production' as environment, 'm' || (1 + greatest(0, day * ${versions} // ${days} - ${draw('session', 8)} % 4)) as model_version_id, null::varchar as run_id, null::varchar as case_version_id,
    'w' || (1 + ${draw('session', 1)} % ${workflows}) as workflow_id, ['en', 'de', 'fr'][(1 + ${draw('session', 2)} % 3)::int] as locale, 's' || session as session_key,
    timestamptz '${firstDay} 00:00:00+00' + to_days(day::int) + to_seconds((${draw('session', 4)} % 86000 + i % ${turns} * 20)::int) as produced_at,
    0.05::decimal(12, 9) as sampling_prob, 15000 + ${draw('session', 5)} % 40000 as touchy
  from (select i, i // ${turns} as session, ${draw(`(i // ${turns})`, 3)} % ${days} as day from range(${first}, ${first + count}) t(i))`;

/** Every case, every week, by two versions. */
const evaluation = (first) => `
  select ${first} + i as n, 'eval' as environment, 'm' || (1 + (i // ${cases} // 2 * 7) * ${versions} // ${days} - case when i // ${cases} % 2 = 1 and i // ${cases} // 2 >= 7 then 1 else 0 end) as model_version_id,
    'run' || (i // ${cases}) as run_id, 'c' || (i % ${cases}) as case_version_id, 'w' || (1 + (i % ${cases}) % ${workflows}) as workflow_id, 'en' as locale, null::varchar as session_key,
    timestamptz '${firstDay} 08:00:00+00' + to_days((i // ${cases} // 2 * 7)::int) + to_seconds((i % ${cases})::int) as produced_at, null::decimal(12, 9) as sampling_prob,
    20000 as touchy
  from range(${cases * 104}) t(i)`;

const outputs = (rows) => `
  select n + 1 as _record, n + 1 as _row, 'o' || n as output_id, environment, model_version_id, run_id, case_version_id, workflow_id, locale, session_key, produced_at,
    'ok' as status, sampling_prob, case when ${draw('n', 6)} < 880000 then 'should_comply' when ${draw('n', 6)} < 980000 then 'should_refuse' else 'unknown' end as request_class,
    case when ${draw('n', 7)} < touchy then 'full' when ${draw('n', 7)} < touchy * 2 then 'partial' else 'none' end as refusal_level
  from (${rows})`;

/**
 * Twelve months of a large programme in `.assay/assay.duckdb` of a folder, loaded as anybody's rows are: outputs of
 * eight versions in ten workflows, as many as asked for, a twentieth of them those of an evaluation suite.
 *
 * @param {string} folder
 * @param {number} count of outputs
 */
export async function makeLargeYear(folder, count) {
  const data = join(folder, '.assay');
  const spool = join(data, 'spool');
  mkdirSync(spool, { recursive: true, mode: 0o700 });
  const path = join(data, 'assay.duckdb');
  const warehouse = await openWarehouse('duckdb', { path, access: 'load', spool, memoryLimit: '4GB' });
  try {
    const key = await pseudonymKey(data);
    const load = async (file, selects) =>
      await loadSource(
        warehouse.loader,
        { kind: 'selects', source: 'bench', file, prepare: [], selects },
        { key, signal },
      );
    const live = count - cases * 104;
    await load('dimensions', dimensions);
    await load('evaluation', [{ table: 'fact_output', sql: outputs(evaluation(live)) }]);
    for (let first = 0; first < live; first += outputsALoad) {
      const rows = outputs(production(first, Math.min(outputsALoad, live - first)));
      await load(`production ${first / outputsALoad + 1}`, [{ table: 'fact_output', sql: rows }]);
    }
  } finally {
    await warehouse.close();
  }
}
