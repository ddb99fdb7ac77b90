import { page as browser } from 'vitest/browser';
import { expect, it } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { testServer } from '../testing/server.ts';

const columns = Array.from({ length: 24 }, (_, index) => ({
  name: `c${index}`,
  title: `Column ${index}`,
  type: 'str',
}));

/** Rows much wider than the drawer, with nothing known in their last column: that is said out of sight. */
const server = testServer({
  Rows: () => ({
    rows: { columns, rows: [columns.map((_, index) => (index < 23 ? 'text' : null))], total: 1, next: null },
  }),
});

it('scrolls rows that are wide in their own place, and not the drawer', async () => {
  await browser.viewport(1440, 900);
  const { screen } = await renderPage('/?cell=kpis~now0~over_refusal_rate', server);
  const table = screen.getByRole('table', { name: 'Rows behind the number' });
  await expect.element(table).toBeVisible();
  const drawer = screen.getByRole('dialog').element();
  expect(table.element().scrollWidth).toBeGreaterThan(drawer.clientWidth);
  expect(drawer.scrollWidth).toBe(drawer.clientWidth);
});
