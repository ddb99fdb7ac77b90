import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const avid = (file: string) => shippedSource('incidents-avid', file);
const header =
  'report_id,reported_date,report_type,class,severity,cvss_score,risk_domain,sep_view,lifecycle_view,artifact,title';

describe('the recipe incidents-avid', () => {
  it('leaves a report without a severity untriaged, and sets an unknown one aside', async () => {
    const file = await database.file(
      'avid.csv',
      [
        header,
        'A-1,2024-03-01,Detection,LLM Evaluation,,,Ethics,,,model,One',
        'A-2,2024-03-02,Issue,CVE Entry,CRITICAL,9.8,Security,,,library,Two',
        'A-3,2024-03-03,Issue,CVE Entry,SEVERE,9.8,Security,,,library,Three',
      ].join('\n'),
    );
    expect(await database.load(await avid(file))).toMatchObject({ read: 3, loaded: 2, quarantined: 1 });
    const rows = await database.rows(
      'select severity_rank, is_llm_related, detected_at, status from fact_incident order by incident_id',
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      [null, true, '2024-03-01T00:00:00.000000Z', 'open'],
      [0, false, '2024-03-02T00:00:00.000000Z', 'open'],
    ]);
  });
});

const published = publicFile('incidents-avid', 'avid_reports_flat.csv');

describePublic('the published AVID reports', [published], () => {
  it('are 1,745, as severe and in the years as published', async () => {
    expect(await database.load(await avid(published), { strict: true })).toMatchObject({ read: 1745, loaded: 1745 });
    const bands = await database.rows('select severity_rank as rank, count(*) as n from fact_incident group by 1');
    expect(new Map(bands.map((row) => [row['rank'], row['n']]))).toEqual(
      new Map([
        [0, 110],
        [1, 321],
        [2, 365],
        [3, 114],
        [null, 835],
      ]),
    );
    const years = await database.rows(
      'select year(detected_at) as year, count(*) as n from fact_incident where year(detected_at) > 2020 group by 1 order by 1',
    );
    expect(years.map((row) => row['n'])).toEqual([207, 248, 152, 254, 258, 626]);
    // Of the class "LLM Evaluation".
    expect(await database.value('select count(*) from fact_incident where is_llm_related')).toBe(550);
  });
});
