import fc from 'fast-check';
import type { GivenRow } from '@assay/importers';
import type { Column, TableName } from '@assay/model';
import { ownColumnsOf, primaryKeyOf, tableNames } from '@assay/model';
import type { LabelRow } from './labelling-rows.ts';

type Cell = GivenRow['cells'][number];

/** Texts that a format may get wrong: separators, quotes, line ends, blanks at the ends, what looks like another type. */
const texts = [
  'a',
  'b c',
  'x,y',
  'tab\there',
  'two\nlines',
  'a "quote"',
  ' blank ',
  '007',
  'NULL',
  'true',
  '\u00fc\u{1f600}',
  '1e3',
];
const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2016, 0, 1 + n)).toISOString().slice(0, 10));
const instant = fc
  .tuple(day, fc.integer({ min: 0, max: 86_399_999_999 }))
  .map(
    ([on, micros]) =>
      `${new Date(Date.parse(on) + Math.floor(micros / 1000)).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`,
  );
const addresses = ['crm:1', 'https://example.org/a?b=1,2', 's3://bucket/"x"'];
/** Shares fit every range there is for numbers. */
const share = fc.constantFrom('0.000000001', '0.1', '0.999999999', '1');

function decimal([precision, scale]: readonly [number, number]): fc.Arbitrary<string> {
  const whole = fc.bigInt({ min: 0n, max: 10n ** BigInt(precision - scale) - 1n });
  const part = fc.bigInt({ min: 0n, max: 10n ** BigInt(scale) - 1n });
  return fc.tuple(whole, part).map(([a, b]) => `${a}.${String(b).padStart(scale, '0')}`);
}

function valueOf(column: Column): fc.Arbitrary<Cell> {
  if (column.oneOf !== null) return fc.constantFrom(...column.oneOf);
  if (column.name === 'content_uri') return fc.constantFrom(...addresses);
  switch (column.type) {
    case 'str':
      return fc.constantFrom(...texts, ...(column.mayBeEmpty ? [''] : []));
    case 'int':
      return fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
    case 'flt':
      return fc.double({ min: 0, max: 1e15, noNaN: true, noDefaultInfinity: true }).map((n) => n + 0);
    case 'bool':
      return fc.boolean();
    case 'date':
      return day;
    case 'ts':
      return instant;
    case 'dec':
      return /prob|share|threshold|rate_target/.test(column.name)
        ? share.map((text) => cut(text, column.digits?.[1] ?? 0))
        : decimal(column.digits ?? [1, 0]);
  }
}

const cut = (text: string, scale: number) =>
  text.includes('.') ? text.slice(0, text.indexOf('.') + 1 + scale).replace(/[.0]*$/, '') || '1' : text;

/** What the rules of rows ask of cells together. */
const mended: Partial<Readonly<Record<TableName, (cells: Record<string, Cell>) => Record<string, Cell>>>> = {
  fact_annotation: ({ value_code: code, ...cells }) => ({
    ...cells,
    status: 'submitted',
    value_code: code ?? null,
    value_num: null,
    value_set: code === null || code === undefined ? '' : null,
  }),
  fact_grade: (cells) => ({ ...cells, output_id: 'graded' }),
  fact_output: (cells) => ({ ...cells, model_version_id: 'm', case_version_id: 'c', ...parts }),
  fact_invoice_line: (cells) => ({ ...cells, line_kind: 'invoice', ...service }),
  fact_delivery: (cells) => ({ ...cells, ...service }),
};
const parts = {
  claims: 2,
  claims_unsupported: 1,
  cited_claims: null,
  cited_claims_ok: null,
  tool_steps: 3,
  tool_steps_ok: 3,
};
const service = { service_from: '2024-01-01', service_to: '2024-02-01' };

function rowOf(table: TableName): fc.Arbitrary<LabelRow> {
  const columns = ownColumnsOf(table).filter(({ derived }) => !derived);
  const cells = columns.map((column) => [
    column.name,
    // A period that ends is of the rules' own tests.
    ['valid_to', 'qty_to', 'rejected_at'].includes(column.name)
      ? fc.constant(null)
      : column.required
        ? valueOf(column)
        : fc.option(valueOf(column), { freq: 3 }),
  ]);
  const own = fc.record(Object.fromEntries(cells) as Record<string, fc.Arbitrary<Cell>>);
  const said = fc.record({ source_id: fc.constantFrom(...texts, null), updated_at: fc.option(instant) });
  return fc.tuple(own, said).map(([of, by]) => ({ table, cells: { ...(mended[table]?.(of) ?? of), ...by } }));
}

/** Rows of each of the canonical tables, with everything a source may give, under keys of their own. */
export const rowsOfEveryTable: fc.Arbitrary<readonly LabelRow[]> = fc
  .tuple(
    ...tableNames.map((table) =>
      fc.uniqueArray(rowOf(table), {
        minLength: 1,
        maxLength: 3,
        selector: ({ cells }) => JSON.stringify(primaryKeyOf(table).map((name) => cells[name])),
      }),
    ),
  )
  .map((lists) => lists.flat());
