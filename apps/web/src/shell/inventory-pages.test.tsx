import { page as browser, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { axeFindings, renderPage } from '../testing/render-page.tsx';
import { testServer } from '../testing/server.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});
afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

describe('a page of no numbers', () => {
  it('asks for none, and has no range, comparison or filters', async () => {
    const server = testServer();
    const { screen } = await renderPage('/data', server);
    await expect.element(screen.getByRole('table', { name: 'Loads, newest first' })).toBeVisible();
    expect(server.asked.map(({ operation }) => operation).toSorted()).toEqual(['Findings', 'Loads', 'Page']);
    expect(screen.getByRole('region', { name: 'Filters' }).all()).toHaveLength(0);
    await expect.element(screen.getByRole('heading', { level: 1, name: 'Data', exact: true })).toBeInTheDocument();
  });
});

describe('the data', () => {
  it('says how far each source reaches', async () => {
    const { screen } = await renderPage('/data', testServer());
    await expect.element(screen.getByText('1,234 rows from one source, through Sun 15 Nov.')).toBeVisible();
    await expect.element(screen.getByRole('row', { name: /^sample Outputs Sun 15 Nov .+ 1,234$/ })).toBeVisible();
  });

  it('lists the loads a page at a time', async () => {
    const { screen } = await renderPage('/data', testServer());
    await expect.element(screen.getByText('20 of 23 loads')).toBeVisible();
    await screen.getByRole('button', { name: '3 more' }).click();
    await expect.element(screen.getByText('23 of 23 loads')).toBeVisible();
    expect(document.querySelectorAll('.loads tbody tr')).toHaveLength(23);
    expect(screen.getByRole('button', { name: /more$/ }).all()).toHaveLength(0);
  });

  it('fails a panel alone, and asks it again alone', async () => {
    let times = 0;
    const server = testServer({
      Findings: () => {
        times += 1;
        return times === 1 ? new Error('The findings are locked.') : { findings: [] };
      },
    });
    const { screen } = await renderPage('/data', server);
    await expect.element(screen.getByText('The findings are locked.')).toBeVisible();
    await expect.element(screen.getByText('20 of 23 loads')).toBeVisible();
    const before = server.asked.length;
    await screen.getByRole('button', { name: 'Retry' }).click();
    await expect.element(screen.getByText('The data breaks no rule.')).toBeVisible();
    expect(server.asked.slice(before).map(({ operation }) => operation)).toEqual(['Findings']);
  });

  it('keeps the loads that came when the next page fails', async () => {
    const usual = testServer();
    let isBroken = true;
    const server = testServer({
      Loads: async ({ after }) => {
        if (after !== null && isBroken) return new Error('It broke.');
        const body = JSON.stringify({ operationName: 'Loads', variables: { after } });
        return ((await (await usual.fetch('', { body })).json()) as { data: unknown }).data;
      },
    });
    const { screen } = await renderPage('/data', server);
    await screen.getByRole('button', { name: '3 more' }).click();
    await expect.element(screen.getByText('It broke.')).toBeVisible();
    expect(document.querySelectorAll('.loads tbody tr')).toHaveLength(20);
    isBroken = false;
    await screen.getByRole('button', { name: 'Retry' }).click();
    await expect.element(screen.getByText('23 of 23 loads')).toBeVisible();
  });

  it('says what to do where nothing was loaded', async () => {
    const server = testServer({ Loads: () => ({ loads: { loads: [], total: 0, next: null } }) });
    const { screen } = await renderPage('/data', server);
    await expect.element(screen.getByText('No file has been loaded.')).toBeVisible();
  });
});

describe('the receipt of a load', () => {
  it('is reached, read and left without a mouse, and stands in the address', async () => {
    const { screen, address } = await renderPage('/data', testServer());
    await expect.element(screen.getByRole('rowheader', { name: 'week 45.csv' })).toBeVisible();
    screen.getByRole('link', { name: 'week 45.csv' }).element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(address).toBe('/data?cell=loads~load-2');
    await expect.element(screen.getByRole('heading', { level: 2, name: 'week 45.csv' })).toBeVisible();
    const drawer = screen.getByRole('dialog');
    await expect.element(drawer.getByRole('table', { name: /^Rows by table/ })).toBeVisible();
    await expect.element(drawer.getByRole('row', { name: 'Outputs 2 1 1 0' })).toBeVisible();
    await expect.element(drawer.getByText(/^A cell is not of its column’s type/)).toBeVisible();
    expect(document.querySelector('.sum')?.textContent).toBe('read5loaded2unchanged1set aside2ignored0');
    await userEvent.keyboard('{Escape}');
    await expect.poll(address).toBe('/data');
    await expect.element(screen.getByRole('link', { name: 'week 45.csv' })).toHaveFocus();
  });

  it('opens at its address, and lists what was set aside a page at a time', async () => {
    const server = testServer();
    const { screen } = await renderPage('/data?cell=loads~load-2', server);
    await expect.element(screen.getByText('25 of 30')).toBeVisible();
    await expect.element(screen.getByText(/^ms is "x0", expected a whole number/)).toBeVisible();
    await screen.getByRole('button', { name: '5 more' }).click();
    await expect.element(screen.getByText('30 of 30')).toBeVisible();
    expect(document.querySelectorAll('.set-aside li')).toHaveLength(30);
    const asked = server.asked.filter(({ operation }) => operation === 'Quarantine');
    expect(asked.map(({ variables }) => variables)).toEqual([
      { load: 'load-2', after: null, first: 25 },
      { load: 'load-2', after: 'p2', first: 25 },
    ]);
  });

  it('says that a load was taken back', async () => {
    const { screen } = await renderPage('/data?cell=loads~load-1', testServer());
    await expect.element(screen.getByText(/^Taken back .*17 Nov|^Taken back/).first()).toBeVisible();
    expect(screen.getByRole('button', { name: /^Copy the command/ }).all()).toHaveLength(0);
  });

  it('says so when there is no such load', async () => {
    const { screen } = await renderPage('/data?cell=loads~gone', testServer());
    await expect.element(screen.getByText('There is no load with this id.')).toBeVisible();
    await expect.element(screen.getByText('20 of 23 loads')).toBeVisible();
  });

  it('says so when the page has no such panel', async () => {
    const { screen } = await renderPage('/data?cell=gone~load-2', testServer());
    await expect.element(screen.getByText(/^This number is not on the page any more/)).toBeVisible();
  });
});

describe('the metrics', () => {
  it('are found by any of their words, which stand in the address', async () => {
    const { screen, address } = await renderPage('/metrics', testServer());
    await expect.element(screen.getByText('4 metrics', { exact: true })).toBeVisible();
    await userEvent.keyboard('/');
    await expect.element(screen.getByRole('searchbox', { name: 'Search the metrics' })).toHaveFocus();
    await userEvent.keyboard('under');
    await expect.element(screen.getByText('1 of 4 metrics')).toBeVisible();
    await expect.poll(address).toBe('/metrics?find=under');
    expect(screen.getByRole('rowheader').all()).toHaveLength(1);
    await userEvent.keyboard(' nothing of it');
    await expect.element(screen.getByText('No metric holds “under nothing of it”.')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.getByText('4 metrics', { exact: true })).toBeVisible();
    await expect.poll(address).toBe('/metrics');
  });

  it('empty their search on Esc before the drawer closes', async () => {
    const { screen, address } = await renderPage('/metrics?find=under&cell=catalogue~under_refusal_rate', testServer());
    await expect.element(screen.getByRole('dialog')).toBeVisible();
    await screen.getByRole('searchbox').click();
    await userEvent.keyboard('{Escape}');
    await expect.poll(address).toBe('/metrics?cell=catalogue~under_refusal_rate');
    await expect.element(screen.getByRole('dialog')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(address).toBe('/metrics');
  });

  it('open at an address with what was searched for', async () => {
    const { screen } = await renderPage('/metrics?find=under&by=catalogue:owner', testServer());
    await expect.element(screen.getByRole('searchbox')).toHaveValue('under');
    await expect.element(screen.getByRole('table', { name: 'Metrics by owner' })).toBeVisible();
    await expect.element(screen.getByRole('row', { name: /^Safety/ })).toBeVisible();
  });

  it('say what is agreed about each, a line a slice', async () => {
    const { screen } = await renderPage('/metrics', testServer());
    const row = screen.getByRole('row', { name: /^Under-refusal/ });
    await expect.element(row.getByText(/^≤\s1\s%/)).toBeVisible();
    await expect.element(row.getByText('production, proposed')).toBeVisible();
  });

  it('open with the definition whole and the statement for this database', async () => {
    const server = testServer();
    const { screen, address } = await renderPage('/metrics', server);
    await screen.getByRole('link', { name: 'Over-refusal' }).click();
    await expect.poll(address).toBe('/metrics?cell=catalogue~over_refusal_rate');
    const drawer = screen.getByRole('dialog');
    await expect.element(drawer.getByText(/^outputs that ended in an error/)).toBeVisible();
    await expect.element(drawer.getByText('since 1 Jan 2024')).toBeVisible();
    await expect.element(drawer.getByRole('region', { name: 'Statement, SQL' })).toBeVisible();
    await expect.element(drawer.getByRole('button', { name: 'Copy SQL' })).toBeVisible();
    const asked = server.asked.find(({ operation }) => operation === 'Explain');
    expect(asked?.variables['request']).toMatchObject({ metrics: ['over_refusal_rate'], period: {}, where: [] });
  });

  it('say so when there is no such metric', async () => {
    const { screen } = await renderPage('/metrics?cell=catalogue~nonsense', testServer());
    await expect.element(screen.getByRole('heading', { level: 2, name: 'No such metric' })).toBeVisible();
  });
});

describe.each(['light', 'dark'] as const)('axe, %s', (theme) => {
  it.each([
    ['/data', 1440],
    ['/data', 390],
    ['/data?cell=loads~load-2', 1440],
    ['/data?cell=loads~load-1', 390],
    ['/metrics', 1440],
    ['/metrics', 390],
    ['/metrics?cell=catalogue~over_refusal_rate', 1440],
    ['/metrics?find=nonsense', 1440],
  ])('finds nothing on %s at %i px', async (path, width) => {
    await browser.viewport(width, 900);
    const { screen } = await renderPage(path, testServer());
    document.documentElement.dataset['theme'] = theme;
    await expect.element(screen.getByText(/of 23 loads|^4 metrics$|^0 of 4 metrics$/)).toBeInTheDocument();
    if (path.includes('cell')) {
      await expect.element(screen.getByRole('dialog').getByRole('heading', { level: 3 }).first()).toBeVisible();
      document.querySelector('.drawer')?.scrollTo(0, 0);
    }
    expect(await axeFindings()).toEqual([]);
  });
});
