import type { Day } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Version = Partial<Row<'dim_dataset_version'>> & { readonly is_test?: boolean; readonly voided_at?: string };
const at = (day: string): string => `2026-${day}T12:00:00Z`;
const version = (id: string, due: string, row: Version = {}): Version => ({
  dataset_version_id: id,
  dataset_id: 'd',
  purpose: 'sft',
  due_at: at(due),
  ...row,
});
const ready = (id: string, due: string, on: string, row: Version = {}): Version =>
  version(id, due, { delivered_at: at(on), approved_at: at(on), ...row });
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const march = { metrics: ['dataset_on_time_rate'], range: days('2026-03-01', '2026-04-01') };
const about = (value: number): number => expect.closeTo(value, 6) as number;

describe('dataset_on_time_rate', () => {
  const table = [
    ready('early', '03-10', '03-08'),
    ready('to the second', '03-10', '03-10'),
    // Agreed anew, and ready by that: late by the first date.
    ready('revised', '03-11', '03-14', { due_revised_at: at('03-15') }),
    // Handed over in time, approved too late.
    version('held', '03-12', { delivered_at: at('03-11'), approved_at: at('03-13') }),
    // No approval noted: the delivery counts.
    version('unapproved', '03-13', { delivered_at: at('03-12') }),
    version('unapproved late', '03-13', { delivered_at: at('03-14') }),
    version('overdue', '03-20'),
    ready('ahead', '03-31', '03-30'),
    // Due on a day that the data does not reach: open while it is not ready, counted once it is.
    version('to come', '04-02'),
    ready('ready before', '04-02', '03-29'),
    version('other month', '02-27'),
    ready('no date', '03-10', '03-09', { due_at: null }),
    ready('sandbox', '03-10', '03-09', { is_test: true }),
    ready('void', '03-10', '03-09', { voided_at: at('03-20') }),
  ];

  it('is what was ready by the date agreed first, of all that was due', async () => {
    const db = await asking({ dim_dataset_version: table });
    // Due in March: early, to the second, revised, held, unapproved twice, overdue, ahead: 8. In time: early, to the second,
    // unapproved, ahead: 4. By the date last agreed: those and the revised one: 5. Wilson of 4 of 8: 0.215216 to 0.784784.
    expect(await db.ask(march)).toMatchObject([
      {
        value: about(0.5),
        lower: about(0.2152161),
        upper: about(0.7847839),
        interval: 'wilson',
        n: 8,
        numerator: 4,
        denominator: 8,
        status: 'ok',
        parts: { on_time: { rows: 4 }, as_revised: { rows: 5, value: about(0.625) } },
        caveats: [{ code: 'no_approval', count: 2 }],
      },
    ]);
    expect(await db.rowsBehind({ metric: 'dataset_on_time_rate', range: march.range.days })).toBe(8);
  });

  it('leaves out what is not ready and due on a day still to come', async () => {
    const db = await asking({ dim_dataset_version: table });
    expect(await db.ask({ ...march, range: days('2026-04-01', '2026-04-05') })).toMatchObject([
      { value: null, status: 'low_n', n: 1, numerator: 1, caveats: [{ code: 'due_later', count: 1 }] },
    ]);
  });

  it('needs five versions, and says of none that there are none', async () => {
    const db = await asking({ dim_dataset_version: [1, 2, 3, 4].map((id) => ready(`v${id}`, '03-10', '03-09')) });
    expect(await db.ask(march)).toMatchObject([{ value: null, status: 'low_n', n: 4, numerator: 4 }]);
    expect(await db.ask({ ...march, range: days('2026-02-01', '2026-03-01') })).toMatchObject([
      { value: null, status: 'no_data', n: 0, denominator: 0 },
    ]);
  });

  it('is split by data set, by purpose, and by the team whose issue it answers', async () => {
    const db = await asking({
      dim_dataset_version: [
        ...[1, 2, 3, 4, 5].map((id) => ready(`a${id}`, '03-10', '03-09', { issue_id: 'x' })),
        ...[1, 2, 3, 4, 5].map((id) => version(`b${id}`, '03-10', { dataset_id: 'e', purpose: 'gold' })),
      ],
      fact_issue: [{ issue_id: 'x', owner_team_id: 'research', detected_at: at('03-02') }],
    });
    const values = async (dimension: string): Promise<unknown> =>
      (await db.ask({ ...march, by: [dimension] })).map(({ by, value }) => [by[dimension], value]);
    expect(await values('dataset')).toEqual([
      ['d', 1],
      ['e', 0],
    ]);
    expect(await values('purpose')).toEqual(
      expect.arrayContaining([
        ['sft', 1],
        ['gold', 0],
      ]),
    );
    expect(await values('team')).toEqual(
      expect.arrayContaining([
        ['research', 1],
        [null, 0],
      ]),
    );
  });
});
