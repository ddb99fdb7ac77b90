import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile, unpacked } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const xsum = (file: string) => shippedSource('xsumfaith', file, { date: '2020-05-01' });
const header =
  'bbcid,system,summary,hallucination_type,hallucinated_span,hallucinated_span_start,hallucinated_span_end,worker_id';

describe('the recipe xsumfaith', () => {
  it('makes one output of a summary, one grade of a span, the same span twice included, and one of each kind that fails in it', async () => {
    const file = await database.file(
      'xsum.csv',
      [
        header,
        '11,PtGen,a cat sat,extrinsic,cat,3,6,wid_0',
        '11,PtGen,a cat sat,extrinsic,cat,3,6,wid_0',
        '11,PtGen,a cat sat,intrinsic,sat,7,10,wid_0',
        '11,PtGen,a cat sat,NULL,NULL,NULL,NULL,wid_1',
        '11,Gold,a dog sat,NULL,NULL,NULL,NULL,wid_0',
      ].join('\n'),
    );
    const receipt = await database.load(await xsum(file));
    expect(receipt).toMatchObject({
      read: 5,
      loaded: 5,
      tables: { dim_test_case: { inserted: 1 }, fact_output: { inserted: 2 }, fact_grade: { inserted: 9 } },
    });
    const rows = await database.rows(`
      select g.model_version_id, g.is_defect, g.node_version_id, g.is_latest from fact_grade g
      where criterion = 'hallucination' order by g.grade_id`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['Gold', false, null, true],
      ['PtGen', true, 'xsumfaith:hallucination:extrinsic', true],
      ['PtGen', true, 'xsumfaith:hallucination:extrinsic', true],
      ['PtGen', true, 'xsumfaith:hallucination:intrinsic', true],
      ['PtGen', false, null, true],
    ]);
    const failing = await database.rows(`
      select model_version_id, grader_id, is_defect, node_version_id from fact_grade
      where criterion = 'failure_mode' order by grade_id`);
    expect(
      failing.map(({ model_version_id, is_defect, node_version_id }) => [model_version_id, is_defect, node_version_id]),
    ).toEqual([
      ['Gold', false, null],
      ['PtGen', true, 'xsumfaith:hallucination:extrinsic'],
      ['PtGen', true, 'xsumfaith:hallucination:intrinsic'],
      ['PtGen', false, null],
    ]);
  });
});

const published = publicFile('xsumfaith', 'hallucination_annotations_xsum_summaries.csv.gz');

describePublic('the published XSum annotations', [published], () => {
  it('hold 2,500 outputs, hallucinated by majority as often as published', async () => {
    const file = await database.file('xsum.csv', unpacked(published));
    expect(await database.load(await xsum(file), { strict: true })).toMatchObject({
      read: 11_185,
      loaded: 11_185,
      // A grade a span, and one of each kind that an annotator found in a summary, or none: 8,676.
      tables: { fact_output: { inserted: 2_500 }, fact_grade: { inserted: 11_185 + 8_676 } },
    });
    const rows = await database.rows(`
      with verdict as (
        select model_version_id, output_id, grader_id, bool_or(is_defect) as found from fact_grade group by all
      ), summary as (
        select model_version_id, count(*) filter (where found) * 2 > count(*) as majority, bool_or(found) as any_found,
          bool_and(found) as all_found
        from verdict group by model_version_id, output_id
      )
      select model_version_id, count(*) filter (where majority) as majority, count(*) filter (where any_found) as one,
        count(*) filter (where all_found) as every
      from summary group by 1 order by 1`);
    // Majority as published; any and all in tenths of a percent of 500: BERTS2S 92.0 and 84.0, Gold 89.6 and 82.6, ...
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['BERTS2S', 440, 460, 420],
      ['Gold', 431, 448, 413],
      ['PtGen', 447, 459, 433],
      ['TConvS2S', 465, 475, 449],
      ['TranS2S', 462, 475, 445],
    ]);
  });
});
