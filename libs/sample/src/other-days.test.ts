import type { LoadedSample } from './testing/loaded-sample.ts';
import { parseDay } from '@assay/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judged, loadedSample } from './testing/loaded-sample.ts';
import { peopleLaws } from './testing/people-stories.ts';

/**
 * The same events on other dates, and by other draws: a year that ends in winter, where August and the holidays lie
 * elsewhere, of another seed.
 */
describe('the sample of another day and seed', () => {
  let sample: LoadedSample;
  beforeAll(async () => {
    sample = await loadedSample(parseDay('2027-02-28'), 7);
  }, 240_000);
  afterAll(() => (sample as LoadedSample | undefined)?.close());

  it('ends on it', async () => {
    const { last } = await sample.numbers('select epoch_ms(max(produced_at)) as last from fact_output');
    expect(last).toBeLessThan(Date.parse('2027-03-01T00:00:00Z'));
    expect(last).toBeGreaterThan(Date.parse('2027-02-28T00:00:00Z'));
  });

  it('tells the same of its last week', async () => {
    const weeks = await sample.rows(`${judged}
      select produced_at >= week(51) as is_last, sum(case when level <> 'none' then w end) / sum(w) as rate from judged
      where request_class = 'should_comply' and level is not null and environment = 'production' and produced_at >= week(47)
      group by all order by 1`);
    expect(Number(weeks[1]?.['rate']) - Number(weeks[0]?.['rate'])).toBeGreaterThan(0.01);
  });

  it('rests on its own holidays', async () => {
    const { christmas, usual } =
      await sample.numbers(`select count(case when strftime(submitted_at, '%m-%d') = '12-25' then 1 end) as christmas,
      count(*) / 250.0 as usual from fact_annotation`);
    expect(christmas).toBeLessThan(0.3 * (usual ?? 0));
  });

  peopleLaws(() => sample);
});
