import { describe, expect, it } from 'vitest';
import { ask, testApi } from '../testing/ask.ts';
import { estimate, fixedWorkspace, ready } from '../testing/fixed-workspace.ts';

const panel = { metrics: ['over_refusal_rate'], grain: 'none', period: {}, by: [], where: [] };
const bad = { ...panel, period: { last: '4 weeks' } };
const panels = `query P($r: [PanelInput!]!) {
  panels(requests: $r) {
    __typename
    ... on PanelReady { series { metric by { value } value n rows status caveats { code } change { difference } } }
    ... on PanelFailed { code message hint }
  }
}`;

/** More often than it takes until a document is compiled. */
async function manyTimes(query: string, variables: Record<string, unknown>) {
  const members = () => Promise.resolve([{ value: 'x', label: 'x', rows: 0.5 }]);
  const answer = () => Promise.resolve([ready({ estimates: [estimate()] })]);
  const api = await testApi(fixedWorkspace({ members, answer }));
  const answers = [];
  for (let turn = 0; turn < 5; turn += 1) answers.push(await ask(api, query, variables));
  return answers;
}

describe('a document that comes again', () => {
  it.each([
    ['an answer', panels, { r: [panel] }, 200],
    ['a panel that fails alone', panels, { r: [panel, bad] }, 200],
    ['a page that is not there', '{ page(id: "nope") { title } }', {}, 200],
    ['an answer of ours that is broken', '{ dimension(id: "suite") { rows } }', {}, 200],
    ['a variable that is wrong', panels, { r: [{ ...panel, metrics: ['nope'] }] }, 400],
    ['a variable that is missing', panels, {}, 400],
  ])('is answered alike: %s', async (_name, query, variables, status) => {
    const [first, ...others] = await manyTimes(query, variables);
    const told = ({ errors, ...rest }: NonNullable<typeof first>) => ({
      ...rest,
      codes: errors?.map(({ extensions }) => extensions['code']),
    });
    if (!first) throw new Error('There was no answer.');
    expect(first.status).toBe(status);
    for (const other of others) expect(told(other)).toEqual(told(first));
  });

  it('still refuses a wrong variable after right ones', async () => {
    const api = await testApi(fixedWorkspace());
    for (let turn = 0; turn < 4; turn += 1)
      expect(await ask(api, panels, { r: [panel] })).toHaveProperty('data.panels');
    const wrong = await ask(api, panels, { r: [{ ...panel, metrics: ['nope'] }] });
    expect(wrong.errors?.[0]?.extensions['code']).toBe('USAGE');
    expect(await ask(api, panels, { r: [panel] })).toHaveProperty('data.panels');
  });
});
