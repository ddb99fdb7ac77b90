import '@assay/metrics/testing';
import type { PanelAnswer, PanelRequest, Role } from '@assay/contract';
import { roles } from '@assay/contract';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker, Workspace } from '../workspace.ts';
import { openWorkspace } from '../open.ts';
import { sampleFolder } from '../testing/sample-folder.ts';

let directory: string;
let workspace: Workspace;
beforeAll(async () => {
  directory = await sampleFolder();
  workspace = await openWorkspace({ directory });
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(directory, { recursive: true, force: true });
});

const as = (role: Role): Asker => ({ viewer: { id: role, role }, signal: AbortSignal.timeout(60_000), page: null });
const request = (change: Partial<PanelRequest> = {}): PanelRequest => ({
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'last', last: { count: 1, unit: 'week' } },
  by: [],
  where: [{ dimension: 'environment', values: ['production'] }],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
  ...change,
});
const answer = async (role: Role, change: Partial<PanelRequest>): Promise<PanelAnswer> => {
  const [first] = await workspace.answer([request(change)], as(role));
  if (!first) throw new Error('There is no answer.');
  return first;
};
const said = (each: PanelAnswer): string => (each.kind === 'empty' ? each.reason : each.kind);
const cell = { metric: 'over_refusal_rate', bucket: null, by: {} };
const rowsOf = (role: Role, change: Partial<PanelRequest>, over: object = {}) =>
  workspace.rows({ request: request(change), cell: { ...cell, ...over }, after: null, first: 5 }, as(role));
const fate = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ready',
    (error: unknown) => (error as { code: string }).code,
  );

const money = { metrics: ['costly_answers'] };
const texts = { metrics: ['worded_answers'] };
const people = { by: ['team'] };

describe.each([
  ['owner', { money: 'ready', texts: 'ready', people: 'ready' }],
  ['lead', { money: 'ready', texts: 'ready', people: 'ready' }],
  ['admin', { money: 'ready', texts: 'no_access', people: 'ready' }],
  ['finance', { money: 'ready', texts: 'no_access', people: 'no_access' }],
  ['trust_safety', { money: 'no_access', texts: 'no_access', people: 'no_access' }],
] as const)('%s', (role, expected) => {
  it('gets the panels that they may see, beside those that they may not', async () => {
    const asked = [money, request(), texts, people].map((each) => request(each));
    const answers = await workspace.answer(asked, as(role));
    expect(answers.map(said)).toEqual([expected.money, 'ready', expected.texts, expected.people]);
  });

  it('gets the rows and the query of the same', async () => {
    const forbidden = (word: string) => (word === 'no_access' ? 'FORBIDDEN' : word);
    for (const [name, change] of Object.entries({ money, texts, people })) {
      const wanted = forbidden(expected[name as keyof typeof expected]);
      const over = name === 'people' ? {} : { metric: change === money ? 'costly_answers' : 'worded_answers' };
      expect(await fate(rowsOf(role, change, over)), `rows ${name}`).toBe(wanted);
      expect(await fate(workspace.explain(request(change), as(role))), `query ${name}`).toBe(wanted);
    }
    expect(await fate(rowsOf(role, {}, { by: { team: 'x' } })).then((word) => word === 'FORBIDDEN')).toBe(
      expected.people === 'no_access',
    );
    expect(await fate(workspace.members('team', as(role)))).toBe(forbidden(expected.people));
  });
});

it.each([
  ['gold_accuracy', 'annotator'],
  ['pair_kappa', 'annotator_pair'],
])('tells %s by %s to those alone who may know who is who', async (metric, dimension) => {
  const single = { metrics: [metric], where: [], by: [dimension] };
  const fates = await Promise.all(
    roles.map(async (role) => [
      role,
      said(await answer(role, single)),
      await fate(workspace.members(dimension, as(role))),
    ]),
  );
  expect(fates.toSorted()).toEqual([
    ['admin', 'ready', 'ready'],
    ['finance', 'no_access', 'FORBIDDEN'],
    ['lead', 'ready', 'ready'],
    ['owner', 'ready', 'ready'],
    ['trust_safety', 'no_access', 'FORBIDDEN'],
  ]);
});

it('shows those who are not told numbers of few people the statement that counts them, too', async () => {
  const asked = request({ metrics: ['gold_accuracy'], where: [], by: ['vendor'] });
  const counts = await Promise.all(
    roles.map(async (role) => [role, (await workspace.explain(asked, as(role))).statements.length]),
  );
  expect(Object.fromEntries(counts)).toEqual({ owner: 1, lead: 1, admin: 1, finance: 2, trust_safety: 2 });
});

it('refuses nothing where the number is the same for all who may see it', async () => {
  const values = await Promise.all(
    roles.map(async (role) => {
      const got = await answer(role, {});
      // Sums of weights differ in their last digits by the order in which they were added.
      return got.kind === 'ready' ? got.estimates[0]?.value?.toFixed(9) : got.kind;
    }),
  );
  expect(new Set(values).size).toBe(1);
  expect(Number(values[0])).toBeGreaterThan(0);
});

describe('vendors', () => {
  const items = (change: Partial<PanelRequest>) => request({ metrics: ['acceptance_rate'], where: [], ...change });
  // Money that is planned for no vendor is of one that is not known.
  const names = async (role: Role) =>
    (await workspace.members('vendor', as(role))).filter(({ value }) => value !== null);

  it('have names for those who may know them', async () => {
    const real = await names('finance');
    expect(real.length).toBeGreaterThan(2);
    for (const { value, label } of real) expect(label).not.toBe(value);
    expect(await names('owner')).toEqual(real);
  });

  it('have pseudonyms for trust and safety, wherever they stand', async () => {
    const real = await names('owner');
    const masked = await names('trust_safety');
    expect(masked.map(({ rows }) => rows)).toEqual(real.map(({ rows }) => rows));
    for (const { value, label } of masked) {
      expect(value).toMatch(/^[0-9a-f]{16}$/);
      expect(label).toBe(`Vendor ${(value ?? '').slice(0, 8)}`);
    }
    const [first] = masked;
    const where = [{ dimension: 'vendor', values: [first?.label ?? ''] }];
    const compare = { kind: 'value', dimension: 'vendor', value: masked[1]?.value ?? '' } as const;
    const asked = items({ by: ['vendor'] });
    const told = [
      await workspace.answer([asked, items({ where }), items({ compare })], as('trust_safety')),
      await rowsOf('trust_safety', items({ where }), {
        metric: 'acceptance_rate',
        by: { vendor: first?.value ?? null },
      }),
      await workspace.explain(items({ where }), as('trust_safety')),
    ];
    const text = JSON.stringify(told);
    expect(told[0]).toMatchObject([{ kind: 'ready' }, { kind: 'ready' }, { kind: 'ready' }]);
    expect(told[1]).toMatchObject({ total: expect.toSatisfy((total: number) => total > 0) as number });
    for (const { value, label } of real) {
      expect(text).not.toContain(`"${value ?? ''}"`);
      expect(text).not.toContain(label);
    }
    expect(text).toContain(first?.value ?? 'no value');
  });

  it('are the same under both names', async () => {
    const [real] = await names('owner');
    const [masked] = await names('trust_safety');
    const one = async (role: Role, value: string | null | undefined) => {
      const got = await answer(role, items({ where: [{ dimension: 'vendor', values: [value ?? null] }] }));
      return got.kind === 'ready' ? got.estimates[0]?.n : said(got);
    };
    expect(await one('trust_safety', masked?.value)).toBe(await one('owner', real?.value));
    expect(await one('trust_safety', masked?.value)).toBeGreaterThan(0);
  });

  it('are not found by their real names, nor told by a hint', async () => {
    const real = await names('owner');
    const [masked] = await names('trust_safety');
    const wrong = [real[0]?.value, real[0]?.label, 'nobody'].map((value) => value ?? '');
    for (const values of wrong.flatMap((value) => [[value], [masked?.value ?? null, value]])) {
      const got = await answer('trust_safety', items({ where: [{ dimension: 'vendor', values }] }));
      expect(got).toMatchObject({ kind: 'failed', code: 'PARAM_INVALID', message: 'There is no such vendor.' });
      // As words: one vendor is called "own", which is a part of "not known".
      for (const { value: id, label } of real)
        expect(JSON.stringify(got)).not.toMatch(new RegExp(`\\b(${id ?? ''}|${label})\\b`));
    }
  });
});

it('shows records that were set aside, and keys of rows, to those alone who may read everything', async () => {
  const question = { load: 'nothing-such', after: null, first: 1 };
  const fates = await Promise.all(
    roles.map(async (role) => [role, await fate(workspace.quarantine(question, as(role)))]),
  );
  expect(Object.fromEntries(fates)).toEqual({
    owner: 'LOAD_UNKNOWN',
    lead: 'LOAD_UNKNOWN',
    admin: 'LOAD_UNKNOWN',
    trust_safety: 'FORBIDDEN',
    finance: 'FORBIDDEN',
  });
});
