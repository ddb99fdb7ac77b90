import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sharedApi } from '../testing/ask.ts';
import { estimate, fixedWorkspace, ready } from '../testing/fixed-workspace.ts';

const manySlices = ready({
  estimates: Array.from({ length: 26 }, (_, index) => estimate({ by: { workflow: `w${index}` } })),
});
const api = sharedApi(() => fixedWorkspace({ answer: () => Promise.resolve([manySlices]) }));
const request = { metrics: ['over_refusal_rate'], grain: 'none', period: { last: '1w' }, by: ['workflow'], where: [] };
const query = `query Panels($requests: [PanelInput!]!) {
  panels(requests: $requests) { ... on PanelReady { series { by { value } caveats { code text } value n } } }
}`;
const question = { method: 'POST', url: '/graphql', payload: { query, variables: { requests: [request] } } } as const;
const csv = { method: 'POST', url: '/export/panel.csv', payload: { request } } as const;

/** The text without the instant at which it was made. */
const content = (body: Buffer): string => body.toString().replace(/Generated at \S+/, '');

describe('answers', () => {
  it.each([
    ['of GraphQL', question],
    ['that are files', csv],
  ])('%s go out compressed to who takes it, and say the same', async (_, asked) => {
    const { app } = api();
    const plain = await app.inject(asked);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const brotli = await app.inject({ ...asked, headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(content(brotliDecompressSync(brotli.rawPayload))).toBe(content(plain.rawPayload));
    const gzip = await app.inject({ ...asked, headers: { 'accept-encoding': 'gzip' } });
    expect(content(gunzipSync(gzip.rawPayload))).toBe(content(plain.rawPayload));
    expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });
});

describe('a body that comes in compressed', () => {
  it('is refused, not unpacked', async () => {
    const answer = await api().app.inject({
      ...question,
      payload: gzipSync(JSON.stringify(question.payload)),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    });
    expect(answer.statusCode).toBe(400);
  });
});
