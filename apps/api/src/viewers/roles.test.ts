import '@assay/metrics/testing';
import type { Workspace } from '@assay/workspace';
import { openWorkspace } from '@assay/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApi } from '../testing/ask.ts';
import { createApi } from '../main.ts';
import type { ViewerRole, ViewersFolder } from '../testing/viewers-folder.ts';
import { tokens, viewersFolder } from '../testing/viewers-folder.ts';

let folder: ViewersFolder;
let workspace: Workspace;
let api: TestApi;
beforeAll(async () => {
  folder = await viewersFolder();
  workspace = await openWorkspace({ directory: folder.directory });
  api = { app: await createApi({ workspace, viewers: folder.viewers, log: () => undefined }), logged: [] };
}, 60_000);
afterAll(async () => {
  await api.app.close();
  await workspace.close();
  await folder.remove();
});

const where = [{ dimension: 'environment', values: ['production'] }];
const panel = (change: object) => ({
  metrics: ['over_refusal_rate'],
  grain: 'none',
  period: { last: '1w' },
  by: [],
  where,
  ...change,
});
const asked = {
  money: panel({ metrics: ['costly_answers'] }),
  texts: panel({ metrics: ['worded_answers'] }),
  people: panel({ by: ['team'] }),
  plain: panel({}),
};
const names = Object.keys(asked) as (keyof typeof asked)[];

const post = (role: ViewerRole, url: string, payload: object) =>
  api.app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${tokens[role]}` } });
const graphql = async (role: ViewerRole, query: string, variables: object) =>
  (await post(role, '/graphql', { query, variables })).json<{
    data: Record<string, unknown> | null;
    errors?: { message: string; extensions: { code: string; hint: string } }[];
  }>();
const cellOf = (name: keyof typeof asked) => ({ metric: asked[name].metrics[0], by: [] });

const panels = `query P($r: [PanelInput!]!) { panels(requests: $r) {
  __typename ... on PanelEmpty { reason message hint } ... on PanelReady { series { by { value label } value } } } }`;
const rows = 'query R($r: PanelInput!, $c: CellInput!) { rows(request: $r, cell: $c, first: 5) { total } }';

describe.each([
  ['lead', []],
  ['admin', ['texts']],
  ['finance', ['texts', 'people']],
  ['trust_safety', ['money', 'texts', 'people']],
] as const)('%s', (role, withheld: readonly string[]) => {
  it('sees the panels, rows and files that the role may see, and is told who may see the others', async () => {
    const { data } = await graphql(role, panels, { r: names.map((name) => asked[name]) });
    const answers = data?.['panels'] as { __typename: string; reason?: string; message?: string; hint?: string }[];
    for (const [index, name] of names.entries()) {
      const isWithheld = withheld.includes(name);
      const answer = answers[index];
      expect(answer, name).toMatchObject(
        isWithheld ? { __typename: 'PanelEmpty', reason: 'no_access' } : { __typename: 'PanelReady' },
      );
      const page = await graphql(role, rows, { r: asked[name], c: cellOf(name) });
      expect(page.errors?.[0]?.extensions.code, `rows of ${name}`).toBe(isWithheld ? 'FORBIDDEN' : undefined);
      for (const [url, body] of [
        ['/export/panel.csv', { request: asked[name] }],
        ['/export/rows.csv', { request: asked[name], cell: cellOf(name) }],
      ] as const) {
        const file = await post(role, url, body);
        expect(file.statusCode, `${url} of ${name}`).toBe(isWithheld ? 403 : 200);
        if (isWithheld)
          expect(file.json()).toMatchObject({ code: 'FORBIDDEN', message: answer?.message, hint: answer?.hint });
      }
    }
  });
});

it('tells what few people did to those alone who may know what single ones did, in panels, rows and files', async () => {
  // Of audited work one vendor's week is that of few, another's is not.
  const request = panel({ metrics: ['audit_pass_rate'], by: ['vendor'], where: [] });
  const query = `query P($r: [PanelInput!]!) { panels(requests: $r) {
    ... on PanelReady { series { by { value } n value caveats { code } } } } }`;
  interface Series {
    readonly by: readonly { readonly value: string }[];
    readonly n: readonly number[];
    readonly value: readonly (number | null)[];
    readonly caveats: readonly (readonly { readonly code: string }[])[];
  }
  const seriesOf = async (role: ViewerRole): Promise<readonly Series[]> => {
    const { data } = await graphql(role, query, { r: [request] });
    return (data?.['panels'] as { series: Series[] }[])[0]?.series ?? [];
  };
  const isKept = ({ caveats }: Series): boolean => caveats.flat().some(({ code }) => code === 'few_people');
  const all = await seriesOf('lead');
  expect(all.filter(isKept)).toEqual([]);
  for (const role of ['admin', 'finance', 'trust_safety'] as const) {
    const series = await seriesOf(role);
    const kept = series.filter(isKept);
    expect(kept.length > 0, role).toBe(role !== 'admin');
    expect(kept.length, role).toBeLessThan(series.length);
    for (const each of kept) expect([each.n, each.value]).toEqual([[0], [null]]);
    const csv = (await post(role, '/export/panel.csv', { request })).body;
    expect(csv.includes('few_people'), role).toBe(role !== 'admin');
    for (const each of series) {
      const by = [{ dimension: 'vendor', value: each.by[0]?.value }];
      const cell = { metric: 'audit_pass_rate', by };
      const page = await graphql(role, rows, { r: request, c: cell });
      expect(page.errors?.[0]?.extensions.code, role).toBe(isKept(each) ? 'FORBIDDEN' : undefined);
      const file = await post(role, '/export/rows.csv', { request, cell });
      expect(file.statusCode, role).toBe(isKept(each) ? 403 : 200);
    }
  }
});

it('names vendors in no answer and no file of trust and safety', async () => {
  const real = await graphql('lead', '{ dimension(id: "vendor") { value label } }', {});
  const masked = await graphql('trust_safety', '{ dimension(id: "vendor") { value label } }', {});
  // Money that is planned for no vendor is of one that is not known.
  const members = real.data?.['dimension'] as { value: string | null; label: string }[];
  const vendors = members.filter(({ value }) => value !== null) as { value: string; label: string }[];
  const request = panel({ metrics: ['acceptance_rate'], by: ['vendor'], where: [] });
  const told = [
    JSON.stringify(masked.data),
    JSON.stringify(await graphql('trust_safety', panels, { r: [request] })),
    (await post('trust_safety', '/export/panel.csv', { request })).body,
    (await post('trust_safety', '/export/rows.csv', { request, cell: { metric: 'acceptance_rate', by: [] } })).body,
  ].join('\n');
  const known = (await post('lead', '/export/panel.csv', { request })).body;
  expect(vendors.length).toBeGreaterThan(2);
  for (const { value, label } of vendors) {
    expect(known).toContain(`,${value},${label},`);
    expect(told).not.toContain(label);
    // The whole value of a cell: the key of a batch may begin like that of its vendor.
    expect(told).not.toMatch(new RegExp(`(^|[,"])${value}([,"]|$)`, 'm'));
  }
  expect(told.match(/Vendor [0-9a-f]{8}/g)?.length).toBeGreaterThan(4);
});
