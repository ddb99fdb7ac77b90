import { formatProblem } from '@assay/yaml';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cardOf, metrics } from '@assay/metrics';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnownMetric } from './known.ts';
import { checkPages, loadPages } from './read-pages.ts';

const known: readonly KnownMetric[] = [
  {
    id: 'over_refusal_rate',
    unit: 'percent',
    parts: [
      { id: 'full', title: 'Full' },
      { id: 'partial', title: 'Partial' },
    ],
    dimensions: [{ id: 'environment' }, { id: 'workflow' }, { id: 'model_version' }],
  },
  { id: 'spend_actual', unit: 'money', parts: [], dimensions: [{ id: 'vendor' }] },
];

const good = `title: Failure modes
reader: lead
order: 2
period: 4w
compare: previous
where:
  environment: [production, ~]
filters: [environment, workflow]
panels:
  - kind: breakdown
    id: by-model
    title: By model
    metric: over_refusal_rate
    by: model_version
    parts: [full, partial]
    trend: { last: 26w, grain: week }
  - kind: heatmap
    id: map
    title: Map
    note: A note.
    metric: over_refusal_rate
    rows: workflow
    columns: model_version
`;

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'assay-pages-')), 'dashboards');
  await mkdir(directory);
});
afterEach(() => rm(join(directory, '..'), { recursive: true }));

const write = (text: string, name = 'failure-modes.yaml') => writeFile(join(directory, name), text);
/** The good page with one line changed; a change that hits nothing would test nothing. */
function changed(from: string, to: string): string {
  expect(good).toContain(from);
  return good.replace(from, to);
}
const problemsOf = async (text: string) => {
  await write(text);
  return (await checkPages([directory], known)).map(formatProblem);
};

describe('pages of two folders', () => {
  it('stand beside each other, and one of the later folder takes the place of its namesake', async () => {
    const own = join(directory, '..', 'own', 'dashboards');
    await mkdir(own, { recursive: true });
    await write(good);
    await write(changed('order: 2', 'order: 1'), 'first.yaml');
    await writeFile(join(own, 'failure-modes.yaml'), changed('title: Failure modes', 'title: Our failures'));
    await writeFile(join(own, 'weekly.yaml'), changed('order: 2', 'order: 9'));
    const titles = (await loadPages([directory, own], known)).map(({ id, title }) => [id, title]);
    expect(titles).toEqual([
      ['first', 'Failure modes'],
      ['failure-modes', 'Our failures'],
      ['weekly', 'Failure modes'],
    ]);
  });

  it('need not both be there', async () => {
    await write(good);
    expect(await loadPages([directory, join(directory, 'absent')], known)).toHaveLength(1);
  });
});

describe('pages of two folders', () => {
  it('stand beside each other, and one of the later folder takes the place of its namesake', async () => {
    const own = join(directory, '..', 'own', 'dashboards');
    await mkdir(own, { recursive: true });
    await write(good);
    await write(changed('order: 2', 'order: 1'), 'first.yaml');
    await writeFile(join(own, 'failure-modes.yaml'), changed('title: Failure modes', 'title: Our failures'));
    await writeFile(join(own, 'weekly.yaml'), changed('order: 2', 'order: 9'));
    const titles = (await loadPages([directory, own], known)).map(({ id, title }) => [id, title]);
    expect(titles).toEqual([
      ['first', 'Failure modes'],
      ['failure-modes', 'Our failures'],
      ['weekly', 'Failure modes'],
    ]);
  });

  it('need not both be there', async () => {
    await write(good);
    expect(await loadPages([directory, join(directory, 'absent')], known)).toHaveLength(1);
  });
});

describe('a page', () => {
  it('is read whole', async () => {
    await write(good);
    expect(await loadPages([directory], known)).toEqual([
      {
        id: 'failure-modes',
        title: 'Failure modes',
        reader: 'lead',
        order: 2,
        range: { count: 4, unit: 'week' },
        compare: { kind: 'previous' },
        where: [{ dimension: 'environment', values: ['production', null] }],
        filters: ['environment', 'workflow'],
        panels: [
          {
            kind: 'breakdown',
            id: 'by-model',
            title: 'By model',
            note: null,
            metric: 'over_refusal_rate',
            by: 'model_version',
            parts: ['full', 'partial'],
            trend: { last: { count: 26, unit: 'week' }, grain: 'week' },
          },
          {
            kind: 'heatmap',
            id: 'map',
            title: 'Map',
            note: 'A note.',
            metric: 'over_refusal_rate',
            rows: 'workflow',
            columns: 'model_version',
          },
        ],
      },
    ]);
  });

  it('may compare with a value of a dimension', async () => {
    await write(changed('compare: previous', 'compare: { dimension: model_version, value: m1 }'));
    expect((await loadPages([directory], known))[0]?.compare).toEqual({
      kind: 'value',
      dimension: 'model_version',
      value: 'm1',
    });
  });

  it.each([
    [
      'an unknown metric',
      ['metric: over_refusal_rate\n    by', 'metric: over_refusal\n    by'],
      '13:13: panels[0].metric is "over_refusal"; expected one of over_refusal_rate, spend_actual (did you mean over_refusal_rate?)',
    ],
    [
      'an unknown dimension',
      ['rows: workflow', 'rows: workflows'],
      '22:11: panels[1].rows is "workflows"; expected one of environment, workflow, model_version, vendor (did you mean workflow?)',
    ],
    [
      'an unknown dimension as a key',
      ['  environment: [', '  enviroment: ['],
      '7:3: where.enviroment is not known; expected one of the keys environment, workflow, model_version, vendor (did you mean environment?)',
    ],
    [
      'an unknown kind',
      ['kind: heatmap', 'kind: heatmp'],
      '17:11: panels[1].kind is "heatmp"; expected one of scorecard, breakdown, taxonomy, pareto, budget, distribution, heatmap, trend, releases, sources, loads, findings, catalogue (did you mean heatmap?)',
    ],
    [
      'an unknown key',
      ['    note: A note.', '    notes: A note.'],
      '20:5: panels[1].notes is not known; expected one of the keys kind, id, title, note, metric, rows, columns (did you mean note?)',
    ],
    ['a missing key', ['    by: model_version\n', ''], '10:5: panels[0].by is missing'],
    ['an empty key', ['title: Failure modes', 'title:'], '1:7: title is empty; expected a title'],
    [
      'a bad enum',
      ['reader: lead', 'reader: boss'],
      '2:9: reader is "boss"; expected one of owner, lead, trust_safety, finance, admin',
    ],
    [
      'a bad grain',
      ['grain: week }', 'grain: none }'],
      '16:32: panels[0].trend.grain is "none"; expected one of day, week, month, quarter',
    ],
    [
      'a bad period',
      ['period: 4w', 'period: 4 weeks'],
      '4:9: period is "4 weeks"; expected whole periods as 7d, 13w, 3m or 2q, ten years at most',
    ],
    ['a fractional order', ['order: 2', 'order: 1.5'], '3:8: order is 1.5; expected a whole number from 1'],
    [
      'a comparison that does not exist',
      ['compare: previous', 'compare: before'],
      '5:10: compare is "before"; expected previous, last_year, or a mapping with dimension and value',
    ],
    [
      'a panel id that repeats',
      ['id: map', 'id: by-model'],
      '18:9: panel "by-model" is there twice; expected an id of its own',
    ],
    [
      'a filter that repeats',
      ['filters: [environment, workflow]', 'filters: [workflow, workflow]'],
      '8:21: "workflow" is there twice',
    ],
    [
      'a part the metric does not have',
      ['parts: [full, partial]', 'parts: [full, half]'],
      '15:19: "half" is no part of over_refusal_rate; expected one of full, partial',
    ],
    [
      'a split the metric does not have',
      ['by: model_version', 'by: vendor'],
      '14:9: over_refusal_rate cannot be split by vendor; expected one of environment, workflow, model_version',
    ],
    [
      'a heatmap of one dimension',
      ['columns: model_version', 'columns: workflow'],
      '23:14: columns and rows are both workflow; expected two dimensions',
    ],
    [
      'no panel',
      [good.slice(good.indexOf('panels:')), 'panels: []\n'],
      '9:9: panels is a list; expected a list of panels, at least one',
    ],
    ['numbers without a period', ['period: 4w\n', ''], '1:1: period is missing; expected whole periods such as 4w'],
    ['broken YAML', ['order: 2', 'order: [2'], '4:1: this is not YAML: '],
    ['a key given twice', ['order: 2', 'order: 2\norder: 3'], '4:1: this is not YAML: map keys must be unique'],
  ])('with %s is refused with its place', async (_name, [from, to], expected) => {
    const problems = await problemsOf(changed(from as string, to as string));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      new RegExp(`^dashboards/failure-modes\\.yaml:${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    );
  });

  it('with several problems has them all, in order, and the error names the first', async () => {
    const text = changed('reader: lead', 'reader: boss').replace('rows: workflow', 'rows: nope');
    expect(await problemsOf(text)).toHaveLength(2);
    await expect(loadPages([directory], known)).rejects.toMatchObject({
      code: 'PAGE_INVALID',
      message:
        'dashboards/failure-modes.yaml:2:9: reader is "boss"; expected one of owner, lead, trust_safety, finance, admin (and 1 more).',
    });
  });

  it('may show no numbers: then it needs no period, and is refused one', async () => {
    const bare = `title: Data
reader: lead
order: 5
panels:
  - { kind: sources, id: sources, title: Sources }
  - { kind: loads, id: loads, title: Loads, note: Newest first. }
`;
    await write(bare);
    expect((await loadPages([directory], known))[0]).toEqual({
      id: 'failure-modes',
      title: 'Data',
      reader: 'lead',
      order: 5,
      range: null,
      compare: null,
      where: [],
      filters: [],
      panels: [
        { kind: 'sources', id: 'sources', title: 'Sources', note: null },
        { kind: 'loads', id: 'loads', title: 'Loads', note: 'Newest first.' },
      ],
    });
    const numbers = 'period: 4w\nfilters: [workflow]\npanels:';
    expect(await problemsOf(bare.replace('panels:', numbers))).toEqual([
      'dashboards/failure-modes.yaml:4:1: period is about numbers, and no panel of this page shows any; leave it out',
      'dashboards/failure-modes.yaml:5:1: filters is about numbers, and no panel of this page shows any; leave it out',
    ]);
  });

  it('that is empty or a list is refused at its start', async () => {
    expect(await problemsOf('')).toEqual([
      expect.stringMatching(/^dashboards\/failure-modes\.yaml:1:1: the file is empty; expected a mapping/),
    ]);
    expect(await problemsOf('- 1\n')).toEqual([
      expect.stringMatching(/^dashboards\/failure-modes\.yaml:1:1: the file is a list; expected a mapping/),
    ]);
  });
});

describe('a directory of pages', () => {
  it('is read in the order of the navigation, without targets and other files', async () => {
    await write(good);
    await write(good.replace('order: 2', 'order: 1'), 'scorecard.yaml');
    await write('- nonsense', 'targets.yaml');
    await write('{}', 'schema.json');
    expect((await loadPages([directory], known)).map(({ id }) => id)).toEqual(['scorecard', 'failure-modes']);
  });

  it('gives no two pages the same place', async () => {
    await write(good);
    await write(good, 'scorecard.yaml');
    expect((await checkPages([directory], known)).map(formatProblem)).toEqual([
      'dashboards/scorecard.yaml:3:8: order 2 is taken by the page "failure-modes"; expected a number of its own',
    ]);
  });

  it('refuses a name that cannot be an address', async () => {
    await write(good, 'Failure Modes.yml');
    expect(await checkPages([directory], known)).toHaveLength(1);
  });
});

describe('the pages that come with Assay', () => {
  const shipped = fileURLToPath(new URL('../../../../dashboards', import.meta.url));

  it('are well, against the real registry', async () => {
    const cards = Object.values(metrics).map((metric) => cardOf(metric, null));
    expect((await checkPages([shipped], cards)).map(formatProblem)).toEqual([]);
    expect((await loadPages([shipped], cards)).map(({ id }) => id)).toEqual([
      'scorecard',
      'failure-modes',
      'spend',
      'drift',
      'data',
      'metrics',
      'quarter',
      'safety',
      'judges',
    ]);
  });
});
