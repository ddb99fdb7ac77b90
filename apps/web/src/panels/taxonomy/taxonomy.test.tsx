import { page as browser, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageAnswer, PanelInput } from '../../gql/types.ts';
import { axeFindings, renderPage } from '../../testing/render-page.tsx';
import { pageOf, testServer } from '../../testing/server.ts';
import { modesAnswer, paretoSpec, taxonomySpec } from '../../testing/taxonomy.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});

const server = () =>
  testServer({
    Page: ({ id }): PageAnswer => {
      const answer = pageOf(String(id));
      return { ...answer, page: { ...answer.page, panels: [taxonomySpec, paretoSpec] } };
    },
    Panels: ({ requests }) => ({ panels: (requests as PanelInput[]).map(modesAnswer) }),
  });

describe('the tree of failure modes', () => {
  it('folds a branch up by its button, and keeps that in the address', async () => {
    const { screen, address } = await renderPage('/failure-modes', server());
    const claim = screen.getByRole('treegrid').getByRole('row', { name: /Claim/ });
    await expect.element(claim).toBeVisible();
    await screen.getByRole('button', { name: 'Modes below Facts' }).click();
    await expect.element(claim).not.toBeInTheDocument();
    expect(address()).toContain('fold=modes:facts');
    await screen.getByRole('button', { name: 'Modes below Facts' }).click();
    await expect.element(claim).toBeVisible();
    expect(address()).not.toContain('fold');
  });

  it('stands folded where the address says so', async () => {
    const { screen } = await renderPage('/failure-modes?fold=modes:facts', server());
    await expect
      .element(screen.getByRole('treegrid').getByRole('row', { name: /Facts/ }))
      .toHaveAttribute('aria-expanded', 'false');
    await expect.element(screen.getByRole('treegrid').getByText('Claim')).not.toBeInTheDocument();
  });

  it('is walked by keys: down, left to what is above, left to fold up, right to open and into it', async () => {
    const { screen } = await renderPage('/failure-modes', server());
    const tree = screen.getByRole('treegrid');
    const link = (name: string) => tree.getByRole('link', { name, exact: true });
    await expect.element(link('Facts')).toBeVisible();
    (link('Facts').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(link('Claim')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(link('Facts')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(link('Claim')).not.toBeInTheDocument();
    await expect.element(link('Facts')).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(link('Claim')).toBeVisible();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(link('Claim')).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    await expect.element(link('All')).toHaveFocus();
  });

  it('says the break of its sparklines in words', async () => {
    const { screen } = await renderPage('/failure-modes', server());
    await expect.element(screen.getByText('Taxonomy 2, 31 Aug: not comparable across')).toBeVisible();
  });

  it.each(['light', 'dark'])('breaks no rule of accessibility, %s', async (theme) => {
    const { screen } = await renderPage('/failure-modes', server());
    document.documentElement.dataset['theme'] = theme;
    await expect.element(screen.getByText('3 of 5 failure modes make 85 % of all.')).toBeVisible();
    expect(await axeFindings()).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });
});
