import { page as browser } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageAnswer, PanelInput } from '../../gql/types.ts';
import { budgetAnswer, budgetDefinition, budgetSpec } from '../../testing/budget.ts';
import { axeFindings, renderPage } from '../../testing/render-page.tsx';
import { pageOf, testServer } from '../../testing/server.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});

const server = () =>
  testServer({
    Page: ({ id }): PageAnswer => {
      const answer = pageOf(String(id));
      return { ...answer, catalogue: [budgetDefinition], page: { ...answer.page, panels: [budgetSpec] } };
    },
    Panels: ({ requests }) => ({ panels: (requests as PanelInput[]).map(budgetAnswer) }),
  });

const texts = (elements: readonly Element[]): readonly string[] =>
  elements.map((element) => element.textContent.replace(/\s+/g, ' ').replaceAll('\u2212', '-').trim());

describe('the panel of a budget', () => {
  it('has its periods across, over budget in words and with a sign', async () => {
    const { screen } = await renderPage('/spend', server());
    const table = screen.getByRole('table', { name: /actual, budget and difference of each period/ });
    await expect.element(table).toBeVisible();
    const rows = table.getByRole('row').elements();
    expect(rows.map((row) => texts([...row.children]))).toEqual([
      ['USD', '2026Aug', 'Sep', 'Oct', 'All'],
      ['Actual', '1,000', '1,251', '900', '3,151'],
      ['Budget', '1,000', '1,000', '1,000', '3,000'],
      ['Difference', '0', '+251 over budget', '-100', '+151 over budget'],
      ['Difference, %', '0.0', '+25.1 over budget', '-10.0', '+5.0 over budget'],
    ]);
  });

  it('has each vendor to the cent, says where there is no budget, and adds them up', async () => {
    const { screen } = await renderPage('/spend', server());
    const table = screen.getByRole('table', { name: /by vendor.*: actual, budget and difference/ });
    await expect.element(table).toBeVisible();
    const rows = table.getByRole('row').elements().slice(1);
    expect(rows.map((row) => texts([...row.children].slice(0, 5)))).toEqual([
      ['Ash', '2,000.01', '1,800.00', '+200.01 over budget', '+11.1 over budget'],
      ['Birch', '900.75', '1,000.00', '-99.26', '-9.9'],
      ['Cedar', '250.00', 'no budget', '–no budget', '–no budget'],
      ['Not allocated', '0.00', '200.00', '-200.00', '-100.0'],
      ['Total', '3,150.75', '3,000.00', '+150.75 over budget', '+5.0 over budget'],
    ]);
  });

  it('opens what is behind a month, and each of its questions', async () => {
    const { screen, address } = await renderPage('/spend', server());
    await screen.getByRole('link', { name: 'Sep' }).click();
    expect(address()).toContain('cell=budget~periods~spend_actual~2026-09-01');
    await expect
      .element(screen.getByRole('dialog').getByText('+250.50', { exact: false }).first())
      .not.toBeInTheDocument();
    await expect.element(screen.getByRole('dialog').getByText(/^250\.50.USD$/)).toBeVisible();
    await screen.getByRole('link', { name: 'Show query' }).last().click();
    await screen.getByRole('button', { name: /^of Spend/ }).click();
    await screen.getByRole('button', { name: /^Spend.* by month/ }).click();
    expect(address()).toContain('cell=budget~periods&');
  });

  it('leaves the days of the page what they are, beside the longer ones of its periods', async () => {
    const { screen } = await renderPage('/spend', server());
    await expect.element(screen.getByText(/^Over budget in 1 of 3 months/)).toBeVisible();
    await expect.element(screen.getByRole('button', { name: /^Last full week: 9 to 15 Nov/ })).toBeVisible();
    await expect.element(screen.getByRole('heading', { name: /by vendor, 9 to 15 Nov/ })).toBeVisible();
  });

  it.each(['light', 'dark'])('breaks no rule of accessibility, %s', async (theme) => {
    const { screen } = await renderPage('/spend', server());
    document.documentElement.dataset['theme'] = theme;
    await expect.element(screen.getByText(/^Over budget in 1 of 3 months/)).toBeVisible();
    expect(await axeFindings()).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });
});
