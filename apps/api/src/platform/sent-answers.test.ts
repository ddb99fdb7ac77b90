import { AssayError } from '@assay/contract';
import type { Workspace } from '@assay/workspace';
import { describe, expect, it, vi } from 'vitest';
import { testApi } from '../testing/ask.ts';
import { estimate, fixedWorkspace, ready } from '../testing/fixed-workspace.ts';
import { viewersFolder, tokens } from '../testing/viewers-folder.ts';

const panel = { metrics: ['over_refusal_rate'], grain: 'none', period: {}, by: [], where: [] };
const panels = `query P($r: [PanelInput!]!) {
  panels(requests: $r) { __typename ... on PanelReady { elapsedMs series { value by { label } } } }
}`;
const again = ready({ statements: 0 });

/** A server whose answers are counted; `state.mark` is the workspace's. */
async function counted(over: Partial<Workspace> = {}, given = again) {
  const state: { mark: string | null; value: number } = { mark: 'first', value: 0.25 };
  const answer = vi.fn<Workspace['answer']>((requests) =>
    Promise.resolve(
      requests.map(() => ({ ...given, estimates: [estimate({ value: state.value, by: { suite: 's' } })] })),
    ),
  );
  const api = await testApi(fixedWorkspace({ answer, mark: () => Promise.resolve(state.mark), ...over }));
  const ask = async (query = panels, headers: Record<string, string> = {}, requests: readonly object[] = [panel]) => {
    const payload = { query, variables: { r: requests } };
    const {
      statusCode,
      body,
      headers: got,
    } = await api.app.inject({ method: 'POST', url: '/graphql', payload, headers });
    return { statusCode, body, type: got['content-type'], encoding: got['content-encoding'], vary: got.vary };
  };
  return { state, answer, ask };
}

describe('an answer out of memory', () => {
  it('is sent again as it went out, without asking the workspace for it', async () => {
    const { answer, ask } = await counted();
    const first = await ask();
    expect(first).toMatchObject({ statusCode: 200, type: 'application/json; charset=utf-8' });
    expect(await ask()).toEqual(first);
    expect(answer).toHaveBeenCalledTimes(1);
  });

  it('is made anew as soon as anything it hangs on has changed', async () => {
    const { answer, ask, state } = await counted();
    await ask();
    Object.assign(state, { mark: 'second', value: 0.5 });
    expect((await ask()).body).toContain('"value":[0.5]');
    expect(answer).toHaveBeenCalledTimes(2);
  });

  it('is one for each request, and for each way in which it may be compressed', async () => {
    const many = Array.from({ length: 20 }, () => panel);
    const { answer, ask } = await counted();
    const whole = await ask(panels, {}, many);
    const brotli = await ask(panels, { 'accept-encoding': 'br' }, many);
    expect(brotli).toMatchObject({ encoding: 'br', vary: 'accept-encoding' });
    expect(await ask(panels, { 'accept-encoding': 'br' }, many)).toEqual(brotli);
    expect(await ask(panels, {}, many)).toEqual(whole);
    await ask();
    expect(answer).toHaveBeenCalledTimes(3);
  });
});

describe('what is never kept', () => {
  it('does not ask for the mark, which costs a statement', async () => {
    const mark = vi.fn(() => Promise.resolve('first'));
    const { ask } = await counted({ mark });
    expect((await ask('{ freshness { loadedAt } }')).statusCode).toBe(200);
    expect(mark).not.toHaveBeenCalled();
    await ask();
    expect(mark).toHaveBeenCalledTimes(1);
  });
});

describe('an answer that may differ the next time', () => {
  const failing = () => Promise.reject(new AssayError('INTERNAL', 'No.'));
  it.each([
    ['where statements were sent for it', {}, ready({ statements: 1 }), panels],
    ['where the health of the data could not be asked', {}, ready({ statements: 0, notes: null }), panels],
    ['where names could not be asked', { members: failing }, again, panels],
    ['where nothing is remembered', { mark: () => Promise.resolve(null) }, again, panels],
    ['where the mark could not be asked', { mark: failing }, again, panels],
    ['where other things are asked beside it', {}, again, panels.replace('panels(', 'freshness { loadedAt } panels(')],
  ])('is made anew: %s', async (_, over, given, query) => {
    const { answer, ask } = await counted(over, given);
    for (let turn = 0; turn < 3; turn += 1) expect((await ask(query)).statusCode).toBe(200);
    expect(answer).toHaveBeenCalledTimes(3);
  });
});

describe('viewers of other rights', () => {
  it('are never sent what others were', async () => {
    const folder = await viewersFolder();
    const mark: Workspace['mark'] = ({ viewer }) => Promise.resolve(viewer.role);
    const answer: Workspace['answer'] = (_, { viewer }) =>
      Promise.resolve([{ ...again, estimates: [estimate({ value: viewer.role === 'lead' ? 0.25 : 0.5 })] }]);
    const { app } = await testApi(fixedWorkspace({ mark, answer }), { viewers: folder.viewers });
    const payload = { query: panels, variables: { r: [panel] } };
    const as = async (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/graphql', payload, headers });
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await as({ authorization: `Bearer ${tokens.lead}` })).body).toContain('[0.25]');
      expect((await as({ authorization: `Bearer ${tokens.finance}` })).body).toContain('[0.5]');
      expect((await as({})).statusCode).toBe(401);
    }
    await folder.remove();
  });
});
