import type { Day } from '@assay/contract';
import type { StoredRow, TableName } from '@assay/model';
import { columnsOf } from '@assay/model';
import fc from 'fast-check';

/** First day of all made-up data; a Monday. Half a year from it there are months, quarters, a year and changes of summer time. */
export const firstDay = '2025-11-03' as Day;
const days = 150;
export const lastDay = dayAt(days - 1);

export function dayAt(number: number): Day {
  return new Date(Date.parse(`${firstDay}T00:00:00Z`) + number * 86_400_000).toISOString().slice(0, 10) as Day;
}

/** Minutes of a day at which it is another day elsewhere, beside plain ones. */
const minutes = [0, 29, 90, 330, 720, 1140, 1320, 1410, 1439];

/** Instants near the edges of days, from some day to another. */
export const instant = (from = 0, to = days - 1): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: from, max: to }), fc.constantFrom(...minutes))
    .map(([day, minute]) => instantAt(day, minute));

export function instantAt(day: number, minute: number): string {
  return new Date(Date.parse(`${dayAt(day)}T00:00:00Z`) + minute * 60_000).toISOString();
}

/** So many hours after another instant. */
export const later = (instantText: string, hours: number): string =>
  new Date(Date.parse(instantText) + hours * 3_600_000).toISOString();

/** One of these, each as often as it is named. */
export const some = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Null so often of a hundred. */
export const orNull = <T>(value: fc.Arbitrary<T>, percent = 15): fc.Arbitrary<T | null> =>
  fc
    .tuple(fc.integer({ min: 1, max: 100 }), value)
    .map(([throwOf, known]): T | null => (throwOf <= percent ? null : known));

/** True so often of a hundred. */
export const chance = (percent: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: 100 }).map((throwOf) => throwOf <= percent);

/** Instants at which rows came in: of the late ones nothing is known at `knownAt`. */
const [early, late] = ['2026-04-05T00:00:00Z', '2026-04-25T00:00:00Z'];
export const knownAt = '2026-04-10T12:00:00.000Z';

/** What every row has beside its own columns; some are tests, some taken back. */
const system = fc.record({
  is_test: chance(3),
  voided_at: orNull(fc.constant('2026-05-01T00:00:00Z'), 97),
  ingested_at: some(early, early, early, early, late),
});

/** A whole row: null where nothing is said. */
export function rowOf<Name extends TableName>(name: Name, known: Partial<StoredRow<Name>>): StoredRow<Name> {
  const blank = Object.fromEntries(columnsOf(name).map((column) => [column.name, null]));
  const own = { source_system: 'made', load_id: 'load', ingested_at: early, is_test: false };
  return { ...blank, ...own, ...known } as StoredRow<Name>;
}

/** Rows of a fact, numbered, some of them not in force. */
export function factRows<Name extends TableName, Made>(
  name: Name,
  { made, most }: { readonly made: fc.Arbitrary<Made>; readonly most: number },
  toRow: (made: Made, index: number) => Partial<StoredRow<Name>>,
): fc.Arbitrary<readonly StoredRow<Name>[]> {
  return fc
    .array(fc.tuple(made, system), { minLength: Math.ceil(most / 2), maxLength: most, size: 'max' })
    .map((all) => all.map(([each, own], index) => rowOf(name, { ...own, ...toRow(each, index) })));
}
