import { AssayError } from '@assay/contract';
import type { Workspace } from '@assay/workspace';
import { describe, expect, it } from 'vitest';
import { ask, sharedApi, testApi } from '../testing/ask.ts';
import { estimate, fixedWorkspace, ready } from '../testing/fixed-workspace.ts';

const shared = sharedApi(() => fixedWorkspace());
const panel = { metrics: ['over_refusal_rate'], grain: 'none', period: {}, by: [], where: [] };
const panelsQuery =
  'query P($r: [PanelInput!]!) { panels(requests: $r) { __typename ... on PanelFailed { code message hint } } }';

describe('GraphQL errors', () => {
  it('carry the code and the hint of an AssayError', async () => {
    const api = shared();
    const answer = await ask(api, '{ page(id: "nope") { title } }');
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'PAGE_UNKNOWN',
      hint: 'Pages: failure-modes.',
      queryId: null,
    });
  });

  it('say nothing of an unforeseen error but an id, under which the log has it whole', async () => {
    const freshness = () => Promise.reject(new Error('select secret from t'));
    const api = await testApi(fixedWorkspace({ freshness }));
    const answer = await ask(api, '{ freshness { dataThrough } health { status } }');
    const [error] = answer.errors ?? [];
    expect(error?.extensions.code).toBe('INTERNAL');
    expect(JSON.stringify(answer)).not.toContain('secret');
    const id = /under ([0-9a-f]{8})\./.exec(String(error?.extensions.hint))?.[1] ?? 'none';
    expect(api.logged.filter((line) => line.includes(id) && line.includes('select secret from t'))).toHaveLength(1);
  });

  it('know an AssayError of another copy of the class', async () => {
    const foreign = Object.assign(new Error('Too slow.'), {
      name: 'AssayError',
      code: 'WAREHOUSE_TIMEOUT',
      hint: 'Narrow it.',
      queryId: 'q-9',
    });
    const api = await testApi(fixedWorkspace({ loads: () => Promise.reject(foreign) }));
    const answer = await ask(api, '{ loads { total } }');
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Too slow.',
      extensions: { code: 'WAREHOUSE_TIMEOUT', hint: 'Narrow it.', queryId: 'q-9' },
    });
  });

  it('hide what a broken answer of ours holds', async () => {
    const members = () => Promise.resolve([{ value: 'x', label: 'x', rows: 0.5 }]);
    const api = await testApi(fixedWorkspace({ members }));
    const answer = await ask(api, '{ dimension(id: "suite") { rows } }');
    expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(JSON.stringify(answer)).not.toContain('0.5');
  });

  it.each([
    ['a syntax error', '{ panels('],
    ['an unknown field', '{ nothing }'],
    ['a missing argument', '{ page { id } }'],
  ])('call %s a mistake of the caller', async (_name, query) => {
    const answer = await ask(shared(), query);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions.code).toBe('USAGE');
  });

  it('call a wrong variable a mistake of the caller', async () => {
    const answer = await ask(shared(), panelsQuery, { r: [{ ...panel, metrics: ['nope'] }] });
    expect(answer.errors?.[0]?.extensions.code).toBe('USAGE');
  });
});

describe('a panel fails alone', () => {
  it('in its place, when its request cannot be read', async () => {
    const api = shared();
    const bad = { ...panel, period: { last: '4 weeks' } };
    const empty = { ...panel, by: ['suite'] };
    const { data } = await ask(api, panelsQuery, { r: [panel, bad, empty] });
    expect(data?.panels).toEqual([
      { __typename: 'PanelReady' },
      expect.objectContaining({ __typename: 'PanelFailed', code: 'PARAM_INVALID' }),
      { __typename: 'PanelEmpty' },
    ]);
  });
});

describe('names of values', () => {
  const query =
    'query P($r: [PanelInput!]!) { panels(requests: $r) { ... on PanelReady { series { by { value label } } } } }';
  const answer = () => Promise.resolve([ready({ estimates: [estimate({ by: { model_version: 'a' } })] })]);
  const labelled = async (over: Partial<Workspace>) => {
    const { data } = await ask(await testApi(fixedWorkspace({ answer, ...over })), query, { r: [panel] });
    return JSON.stringify(data);
  };

  it('come with the answer; without them it still comes, under the ids', async () => {
    expect(await labelled({})).toContain('{"value":"a","label":"Model A"}');
    expect(await labelled({ members: () => Promise.reject(new Error('slow')) })).toContain('{"value":"a","label":"a"}');
  });
});

describe('limits of a document', () => {
  const many = (count: number) => ({ r: Array.from({ length: count }, () => panel) });

  it('let 240 panels through and refuse 241', async () => {
    const api = shared();
    expect((await ask(api, panelsQuery, many(240))).errors).toBeUndefined();
    const refused = await ask(api, panelsQuery, many(241));
    expect(refused.errors?.[0]?.extensions.code).toBe('TOO_LARGE');
  });

  it('count panels over aliases and fragments together', async () => {
    const api = shared();
    const query = `query P($r: [PanelInput!]!) { a: panels(requests: $r) { __typename } ...F }
      fragment F on Query { b: panels(requests: $r) { __typename } }`;
    expect((await ask(api, query, many(120))).errors).toBeUndefined();
    expect((await ask(api, query, many(121))).errors?.[0]?.extensions.code).toBe('TOO_LARGE');
  });

  it('refuse too many aliases, too much depth and too much cost', async () => {
    const api = await testApi(fixedWorkspace(), { isIntrospectable: true });
    const aliases = Array.from({ length: 31 }, (_, index) => `a${index}: health { status }`).join(' ');
    expect((await ask(api, `{ ${aliases} }`)).errors?.[0]?.message).toBe('A document may have 30 aliases at most.');
    const rows = Array.from({ length: 25 }, (_, index) => `a${index}: query(request: $p) { engine }`).join(' ');
    const costly = await ask(api, `query Q($p: PanelInput!) { ${rows} }`, { p: panel });
    expect(costly.errors?.[0]).toMatchObject({ extensions: { code: 'TOO_LARGE' } });
    const deep = `{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } }`;
    expect((await ask(api, deep)).errors?.[0]?.extensions.code).toBe('TOO_LARGE');
  });

  it('show the schema in development only', async () => {
    const query = '{ __schema { queryType { name } } }';
    expect((await ask(await testApi(fixedWorkspace(), { isIntrospectable: true }), query)).errors).toBeUndefined();
    const closed = await ask(await testApi(fixedWorkspace(), { isIntrospectable: false }), query);
    expect(closed.data).toBeNull();
    expect(closed.errors?.[0]?.message).toContain('introspection');
  });
});

describe('errors before GraphQL', () => {
  it('are answered in the same shape: a body too large, no JSON', async () => {
    const api = shared();
    const large = await ask(api, `{ health { status } } #${'x'.repeat(300_000)}`);
    expect(large.errors?.[0]?.extensions.code).toBe('TOO_LARGE');
    const broken = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect(broken.json<{ errors: { extensions: unknown }[] }>().errors[0]?.extensions).toMatchObject({ code: 'USAGE' });
  });
});

describe('AssayError', () => {
  it('is recognised when it is our own class too', async () => {
    const own = new AssayError('FORBIDDEN', 'Not for you.');
    const api = await testApi(fixedWorkspace({ loads: () => Promise.reject(own) }));
    expect((await ask(api, '{ loads { total } }')).errors?.[0]?.extensions).toEqual({
      code: 'FORBIDDEN',
      hint: null,
      queryId: null,
    });
  });
});
