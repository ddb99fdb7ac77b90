import { page as browser } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageAnswer, PanelInput } from '../../gql/types.ts';
import { readyWith, seriesWith } from '../../testing/answers.ts';
import { axeFindings, renderPage } from '../../testing/render-page.tsx';
import { answerTo, pageOf, testServer } from '../../testing/server.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});

const intent = seriesWith([{ value: 0.15, target: null }], {
  metric: 'label_drift',
  unit: 'psi',
  by: [{ dimension: 'task', value: 'intent', label: 'Intent' }],
  caveats: [[{ code: 'guideline_break', count: null, text: 'New guideline.' }]],
  distribution: [
    { label: 'complaint', baseline: 200, current: 100 },
    { label: '', baseline: 800, current: 100 },
  ],
});
const server = () =>
  testServer({
    Page: ({ id }): PageAnswer => {
      const answer = pageOf(String(id));
      const spec = {
        id: 'labels',
        title: 'Labels now and before',
        note: null,
        metric: 'label_drift',
        by: 'task',
      } as const;
      return { ...answer, page: { ...answer.page, panels: [{ __typename: 'DistributionSpec', ...spec }] } };
    },
    Panels: ({ requests }) => ({
      panels: (requests as PanelInput[]).map((input) =>
        input.metrics[0] === 'label_drift' ? readyWith([intent]) : answerTo(input),
      ),
    }),
  });

describe('labels now and before', () => {
  it('stand as figures beside their marks, with the break in words', async () => {
    const { screen } = await renderPage('/drift', server());
    await expect.element(screen.getByRole('row', { name: /^complaint 20.0 50.0 \+30.0/ })).toBeVisible();
    await expect.element(screen.getByText('New guideline between the two: not comparable across')).toBeVisible();
  });

  it.each(['light', 'dark'])('break no rule of accessibility, %s', async (theme) => {
    const { screen } = await renderPage('/drift', server());
    document.documentElement.dataset['theme'] = theme;
    await expect.element(screen.getByText('none of them')).toBeVisible();
    expect(await axeFindings()).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });
});
