import { page as browser } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageAnswer, PanelInput, PanelReady } from '../../gql/types.ts';
import { releasesSpec } from '../../testing/page.ts';
import { axeFindings, renderPage } from '../../testing/render-page.tsx';
import { answerTo, pageOf, testServer } from '../../testing/server.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});

/** A is there from the first week on, B from the twentieth. */
function answer(input: PanelInput) {
  const ready = answerTo(input) as PanelReady;
  if (input.grain === 'none' || input.by.length === 0) return ready;
  const from = 20;
  const series = ready.series.map((one) =>
    one.by[0]?.label === 'B' ? { ...one, n: one.n.map((n, index) => (index < from ? 0 : n)) } : one,
  );
  return { ...ready, series };
}

const server = () =>
  testServer({
    Page: ({ id }): PageAnswer => {
      const given = pageOf(String(id));
      return { ...given, page: { ...given.page, panels: [releasesSpec] } };
    },
    Panels: ({ requests }) => ({ panels: (requests as PanelInput[]).map(answer) }),
  });

describe('charts around releases', () => {
  it('name each release with its day, its number and its parts, and open what is behind it', async () => {
    const { screen, address } = await renderPage('/failure-modes', server());
    await expect.element(screen.getByText(/^4\.0.%: full 2\.4, partial 1\.6/)).toBeVisible();
    await expect.element(screen.getByText(/^from \d+ (Oct|Sep)/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'A', exact: true }).elements()).toEqual([]);
    await screen.getByRole('link', { name: 'B', exact: true }).click();
    expect(address()).toContain('cell=around~versions~over_refusal_rate~~model_version=B');
  });

  it.each(['light', 'dark'])('break no rule of accessibility, %s', async (theme) => {
    const { screen } = await renderPage('/failure-modes', server());
    document.documentElement.dataset['theme'] = theme;
    await expect.element(screen.getByText('release', { exact: true })).toBeVisible();
    expect(await axeFindings()).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });
});
