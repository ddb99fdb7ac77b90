import type { Day, PanelAnswer, PanelRequest } from '@assay/contract';
import { expect, it } from 'vitest';
import type { Asker } from '../workspace.ts';
import type { Worked } from './page-answers.ts';
import { answerCache, PageAnswers } from './page-answers.ts';

const asker = (id = 'a'): Asker => ({ viewer: { id, role: 'owner' }, signal: AbortSignal.timeout(10_000), page: null });
const request: PanelRequest = {
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'all' },
  by: [],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
};
const other: PanelRequest = { ...request, grain: 'week' };
const empty: PanelAnswer = { kind: 'empty', reason: 'no_data_in_range', message: 'No rows.', hint: 'Load some.' };

function remembering(cache = answerCache() as ReturnType<typeof answerCache> | null) {
  const state: { mark: string | null; today: Day } = { mark: 'v1', today: '2026-03-01' as Day };
  const answers = new PageAnswers({
    cache,
    rightsKey: ({ viewer }) => viewer.id,
    dataVersion: () => Promise.resolve(state.mark),
    today: () => state.today,
  });
  let worked = 0;
  const work = (hasFailed: boolean) => (): Promise<Worked> => {
    worked += 1;
    return Promise.resolve({ answers: [{ answer: empty, resolved: null }], hasFailed });
  };
  const ask = async (requests = [request], { as = 'a', hasFailed = false } = {}) => {
    const before = worked;
    const { answers: found, isRemembered } = await answers.of(requests, asker(as), work(hasFailed));
    expect(found.map(({ answer }) => answer)).toEqual([empty]);
    expect(isRemembered).toBe(worked === before);
    return isRemembered;
  };
  return { ask, state };
}

it('works a set of requests out once', async () => {
  const { ask } = remembering();
  expect(await ask()).toBe(false);
  expect(await ask()).toBe(true);
  expect(await ask([other])).toBe(false);
  expect(await ask([request, other])).toBe(false);
  // Changes are adjusted for all that is asked together, so that the same requests in another order are another set.
  expect(await ask([other, request])).toBe(false);
});

it('works it out anew for another state of the data, another day, and other rights', async () => {
  const { ask, state } = remembering();
  await ask();
  expect(await ask([request], { as: 'b' })).toBe(false);
  state.today = '2026-03-02' as Day;
  expect(await ask()).toBe(false);
  state.mark = 'v2';
  expect(await ask()).toBe(false);
  expect(await ask()).toBe(true);
});

it('does not remember what failed, nor anything of a warehouse that has no mark of its data', async () => {
  const { ask, state } = remembering();
  await ask([request], { hasFailed: true });
  expect(await ask()).toBe(false);
  state.mark = null;
  expect(await ask()).toBe(false);
  expect(await ask()).toBe(false);
  const none = remembering(null);
  await none.ask();
  expect(await none.ask()).toBe(false);
});
