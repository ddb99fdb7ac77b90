import { page as browser, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { axeFindings, renderPage } from '../testing/render-page.tsx';
import { answerTo, testServer } from '../testing/server.ts';
import type { PanelInput } from '../gql/types.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});
afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

const panelsAsked = (server: ReturnType<typeof testServer>): PanelInput[][] =>
  server.asked
    .filter(({ operation }) => operation === 'Panels')
    .map(({ variables }) => variables['requests'] as PanelInput[]);

describe('a page', () => {
  it('asks what it is made of, then all its numbers at once', async () => {
    const server = testServer();
    const { screen } = await renderPage('/failure-modes', server);
    await expect.element(screen.getByRole('heading', { name: 'Refusal by model version' })).toBeVisible();
    await expect.element(screen.getByRole('row', { name: /^Code/ })).toBeVisible();
    expect(server.asked.map(({ operation }) => operation)).toEqual(['Page', 'Panels']);
    expect(panelsAsked(server)[0]).toHaveLength(6);
  });

  it('tells its news first', async () => {
    const { screen } = await renderPage('/', testServer());
    await expect.element(screen.getByText('2 of 3 KPIs truly changed in week 46.')).toBeVisible();
    await expect.element(screen.getByRole('link', { name: /^Over-refusal is up 2.1 points/ })).toBeVisible();
  });

  it('has the worst slices of a number and its kin in its drawer, asked when it opens, in one request', async () => {
    const server = testServer();
    const { screen } = await renderPage('/?cell=kpis~now0~over_refusal_rate', server);
    const worst = screen.getByRole('table', { name: 'Worst slices, against the rest, 12 compared at once' });
    await expect.element(worst).toBeVisible();
    await expect.element(worst.getByRole('row', { name: /^A ?Model version, .* of .*3.0.*worse/ })).toBeVisible();
    const kin = screen.getByRole('table', { name: /^Moves with it/ });
    await expect.element(kin.getByRole('row', { name: /^Under-refusal/ })).toBeVisible();
    // How the number usually runs is asked apart: the page's history is drawn before it comes.
    const [, ...behind] = panelsAsked(server);
    const around = behind.find((inputs) => inputs.every(({ limits }) => limits !== true));
    expect(behind).toHaveLength(2);
    expect(around?.map(({ by, compare }) => [by, compare?.kind])).toEqual([
      [['model_version'], 'rest'],
      [['workflow'], 'rest'],
      [[], 'previous'],
    ]);
  });

  it('keeps the old numbers while it asks again, and can be stopped', async () => {
    let release: (() => void) | null = null;
    let aborted = false;
    let first = true;
    const server = testServer({
      Panels: async ({ requests }, signal) => {
        if (!first) {
          await new Promise<void>((resolve, reject) => {
            release = resolve;
            signal?.addEventListener('abort', () => {
              aborted = true;
              reject(new DOMException('Aborted', 'AbortError'));
            });
          });
        }
        first = false;
        return { panels: (requests as PanelInput[]).map(answerTo) };
      },
    });
    const { screen, router } = await renderPage('/', server);
    const row = screen.getByRole('rowheader', { name: 'Under-refusal' });
    await expect.element(row).toBeVisible();
    await router.navigate({ to: '/', search: { range: '4w' } });
    await expect.element(screen.getByText('updating')).toBeInTheDocument();
    await expect.element(row).toBeVisible();
    await screen.getByRole('button', { name: 'Cancel' }).click({ timeout: 30_000 });
    await expect.element(screen.getByText('Stopped before it finished.')).toBeVisible();
    expect(aborted).toBe(true);
    expect(release).not.toBeNull();
  });

  it('fails a panel alone, with its cause and a way to try again', async () => {
    let times = 0;
    const server = testServer({
      Panels: ({ requests }) => {
        times += 1;
        const failed = {
          __typename: 'PanelFailed',
          code: 'WAREHOUSE_LIMIT',
          message: 'Too much to read.',
          failedHint: 'Eight weeks fit.',
          failedQueryId: 'q_5f20c1',
          missing: [],
        };
        return {
          panels: (requests as PanelInput[]).map((input) =>
            times === 1 && input.by.length === 2 ? failed : answerTo(input),
          ),
        };
      },
    });
    const { screen } = await renderPage('/failure-modes', server);
    await expect.element(screen.getByText('Too much to read.')).toBeVisible();
    await expect.element(screen.getByText('query q_5f20c1')).toBeVisible();
    await expect.element(screen.getByRole('table', { name: /Refusal by model version/ })).toBeVisible();
    await screen.getByRole('button', { name: 'Retry' }).click();
    await expect.element(screen.getByRole('table', { name: /Over-refusal by workflow/ })).toBeVisible();
  });

  it('keeps the other panels when one cannot be drawn', async () => {
    const broken = {
      ...answerTo({ metrics: ['over_refusal_rate'], grain: 'none', period: {}, by: [], where: [] }),
      series: null,
    };
    const server = testServer({
      Panels: ({ requests }) => ({
        panels: (requests as PanelInput[]).map((input) => (input.by.length === 2 ? broken : answerTo(input))),
      }),
    });
    const { screen } = await renderPage('/failure-modes', server);
    await expect.element(screen.getByText(/^This panel could not be drawn/)).toBeVisible();
    await expect.element(screen.getByRole('table', { name: /Refusal by model version/ })).toBeVisible();
  });

  it('says why it is empty, and offers one thing to do', async () => {
    const empty = {
      __typename: 'PanelEmpty',
      reason: 'no_data_in_range',
      message: 'No graded outputs in this range.',
      emptyHint: 'The data ends on 15 Nov.',
      missing: [],
    };
    const server = testServer({
      Panels: ({ requests }) => ({
        panels: (requests as PanelInput[]).map((input) => ('last' in input.period ? empty : answerTo(input))),
      }),
    });
    const { screen, address } = await renderPage('/', server);
    await expect.element(screen.getByText('No graded outputs in this range.')).toBeVisible();
    await screen.getByRole('link', { name: 'Show all data' }).click();
    expect(address()).toBe('/?range=all');
  });

  it('offers to go on without a filter on what the data does not have', async () => {
    const empty = {
      __typename: 'PanelEmpty',
      reason: 'value_unknown',
      message: 'No rows with workflow "Cod".',
      emptyHint: 'There are: Code.',
      missing: [],
    };
    const isNarrow = ({ where }: PanelInput): boolean => where.some(({ dimension }) => dimension === 'workflow');
    const server = testServer({
      Panels: ({ requests }) => ({
        panels: (requests as PanelInput[]).map((input) => (isNarrow(input) ? empty : answerTo(input))),
      }),
    });
    const { screen, address } = await renderPage('/failure-modes?where=workflow:Cod', server);
    await expect.element(screen.getByText(empty.message)).toBeVisible();
    await screen.getByRole('link', { name: 'Without these filters' }).click();
    await expect.poll(address).toBe('/failure-modes');
    await expect.element(screen.getByRole('row', { name: /^Code/ })).toBeVisible();
  });

  it('says once for the page why all its panels are empty', async () => {
    const none = {
      __typename: 'PanelEmpty',
      reason: 'source_not_connected',
      message: 'No model outputs have been loaded yet.',
      emptyHint: 'Load a file of them.',
      missing: [],
    };
    const server = testServer({ Panels: ({ requests }) => ({ panels: (requests as PanelInput[]).map(() => none) }) });
    const { screen } = await renderPage('/failure-modes', server);
    await expect.element(screen.getByText(none.message)).toBeVisible();
    expect(screen.getByText(none.message).all()).toHaveLength(1);
    expect(screen.getByRole('heading', { level: 2 }).all()).toHaveLength(0);
    expect(await axeFindings()).toEqual([]);
  });

  it('says once at its foot which rules the data behind it breaks', async () => {
    const note = {
      rule: 'V-O2',
      level: 'error',
      table: 'fact_output',
      column: 'run_id',
      count: 1390,
      counts: 'rows',
      wrong: 'two outputs are of one sample',
      fix: 'Load the newer one.',
    };
    const server = testServer({
      Panels: ({ requests }) => ({
        panels: (requests as PanelInput[]).map((input) => ({ ...answerTo(input), notes: [note] })),
      }),
    });
    const { screen } = await renderPage('/failure-modes', server);
    const foot = screen.getByRole('region', { name: 'Data health' });
    await expect.element(foot.getByText('The data behind this page breaks a rule')).toBeVisible();
    expect(foot.getByRole('listitem').all()).toHaveLength(1);
    expect(foot.getByRole('listitem').element().textContent).toBe(
      'errorTwo outputs are of one sample. Load the newer one. V-O2, fact_output.run_id, 1,390 rows',
    );
    expect(await axeFindings('.health')).toEqual([]);
  });

  it('says at its foot that it is not known which rules the data breaks', async () => {
    const server = testServer({
      Panels: ({ requests }) => ({
        panels: (requests as PanelInput[]).map((input) => ({ ...answerTo(input), notes: null })),
      }),
    });
    const { screen } = await renderPage('/failure-modes', server);
    const foot = screen.getByRole('region', { name: 'Data health' });
    await expect.element(foot).toBeVisible();
    expect(foot.element().textContent).toBe(
      'Which rules the data breaks is not known just now. Reload the page to ask again.',
    );
    expect(await axeFindings('.health')).toEqual([]);
  });

  it('says how far each fact of a source reaches', async () => {
    const { screen } = await renderPage('/', testServer());
    await screen.getByRole('button', { name: /^Data through Sun 15 Nov/ }).click();
    await expect.element(screen.getByRole('row', { name: /^Outputs Sun 15 Nov .+ 1,234$/ })).toBeVisible();
    expect(await axeFindings('[popover]:popover-open')).toEqual([]);
  });

  it('says when the server refuses the whole request', async () => {
    const { screen } = await renderPage('/', testServer({ Page: () => new Error('There is no page "x".') }));
    await expect.element(screen.getByRole('heading', { name: 'There is no page "x".' })).toBeVisible();
    await expect.element(screen.getByText('Try again.')).toBeVisible();
  });
});

describe('the address bar', () => {
  it('holds what the reader chose, and nothing that is the default', async () => {
    const server = testServer();
    const { screen, router, address } = await renderPage('/', server);
    await screen.getByRole('button', { name: /^Last full week/ }).click();
    await screen.getByRole('button', { name: 'Last 4 full weeks' }).click();
    expect(address()).toBe('/?range=4w');
    await screen.getByRole('button', { name: /^Last 4 full weeks/ }).click();
    await screen.getByRole('button', { name: 'Last full week', exact: true }).click();
    expect(address()).toBe('/');
    router.history.back();
    await expect.element(screen.getByRole('button', { name: /^Last 4 full weeks/ })).toBeVisible();
  });

  it('takes filters on and off', async () => {
    const server = testServer();
    const { screen, address } = await renderPage('/', server);
    await screen.getByRole('button', { name: 'Workflow all' }).click();
    await screen.getByRole('checkbox', { name: /^Code/ }).click();
    await expect.poll(address).toBe('/?where=environment:production&where=workflow:Code');
    await userEvent.keyboard('{Escape}');
    await screen.getByRole('button', { name: 'Remove filter: Environment is production' }).click();
    await expect.poll(address).toBe('/?where=workflow:Code');
    await expect
      .poll(() => panelsAsked(server).at(-1)?.[0]?.where)
      .toEqual([{ dimension: 'workflow', values: ['Code'] }]);
  });

  it('splits one panel by another dimension, and names it so', async () => {
    const { screen, address } = await renderPage('/failure-modes', testServer());
    await screen.getByRole('button', { name: /^by model version/ }).click();
    await screen.getByRole('button', { name: 'Workflow', exact: true }).click();
    await expect.poll(address).toBe('/failure-modes?by=refusal:workflow');
    await expect.element(screen.getByRole('heading', { name: 'Over-refusal by workflow', exact: true })).toBeVisible();
  });

  it('narrows the scorecard to one verdict', async () => {
    const { screen, address } = await renderPage('/', testServer());
    await screen.getByRole('link', { name: '1 met' }).click();
    await expect.poll(address).toBe('/?status=met');
    await expect.poll(() => document.querySelectorAll('.kpi tbody tr:not(.group)').length).toBe(1);
  });

  it('opens a chart as a table', async () => {
    const { screen, address } = await renderPage('/failure-modes', testServer());
    await screen.getByRole('link', { name: 'As table' }).click();
    await expect.poll(address).toBe('/failure-modes?table=weeks');
    await expect.element(screen.getByRole('table', { name: 'Over-refusal by week, newest first' })).toBeVisible();
  });
});

describe('what is behind a number', () => {
  it('is reached, read and left without a mouse', async () => {
    const { screen, address } = await renderPage('/', testServer());
    await expect.element(screen.getByRole('rowheader', { name: 'Under-refusal' })).toBeVisible();
    await userEvent.keyboard('jj{Enter}');
    await expect.poll(address).toBe('/?cell=kpis~now0~under_refusal_rate');
    await expect.element(screen.getByRole('heading', { name: 'Under-refusal', level: 2 })).toHaveFocus();
    await expect.element(screen.getByRole('tab', { name: 'Rows (100)' })).toHaveAttribute('aria-selected', 'true');
    await userEvent.click(screen.getByRole('tab', { name: 'Rows (100)' }));
    await userEvent.keyboard('{ArrowRight}');
    await expect
      .poll(() => document.querySelector('.sql')?.textContent)
      .toMatch(/^select count\(\*\) from fact_output/);
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(screen.getByText('(full + partial) / graded')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(address).toBe('/');
    await expect.element(screen.getByRole('link', { name: 'Under-refusal', exact: true })).toHaveFocus();
  });

  it('lists its rows a page at a time, as many as it says', async () => {
    const { screen } = await renderPage('/?cell=kpis~now0~over_refusal_rate', testServer());
    await expect.element(screen.getByText('50 of 60 rows')).toBeVisible();
    await screen.getByRole('button', { name: '10 more' }).click();
    await expect.element(screen.getByText('60 of 60 rows')).toBeVisible();
    expect(document.querySelectorAll('.rows tbody tr')).toHaveLength(60);
    await expect.element(screen.getByRole('cell', { name: 'not known' }).first()).toBeInTheDocument();
  });

  it('asks for the rows of that very number', async () => {
    const server = testServer();
    await renderPage('/failure-modes?cell=where~cells~over_refusal_rate~~workflow=Code~model_version=B', server);
    await expect
      .poll(() => server.asked.find(({ operation }) => operation === 'Rows')?.variables['cell'])
      .toEqual({
        metric: 'over_refusal_rate',
        bucket: null,
        by: [
          { dimension: 'workflow', value: 'Code' },
          { dimension: 'model_version', value: 'B' },
        ],
      });
  });

  it('says so when the number is not on the page', async () => {
    const { screen } = await renderPage('/?cell=gone~now0~over_refusal_rate', testServer());
    await expect.element(screen.getByText(/^This number is not on the page any more/)).toBeVisible();
  });
});

describe('keys', () => {
  it('open the range, the filter and the help, and can be switched off', async () => {
    const { screen } = await renderPage('/', testServer());
    await expect.element(screen.getByRole('table')).toBeVisible();
    await userEvent.keyboard('t');
    await expect.element(screen.getByRole('dialog', { name: /^Last full week/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('/');
    await expect.element(screen.getByRole('dialog', { name: /^Model version/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('?');
    await expect.element(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await screen.getByRole('checkbox', { name: /^Single keys work/ }).click();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.getByRole('dialog', { name: 'Keys' })).not.toBeInTheDocument();
    await userEvent.keyboard('t');
    await expect.element(screen.getByRole('dialog', { name: /^Last full week/ })).not.toBeInTheDocument();
  });
});

describe.each(['light', 'dark'] as const)('axe, %s', (theme) => {
  it.each([
    ['/', 1440],
    ['/failure-modes', 1440],
    ['/failure-modes?table=weeks&cell=refusal~slices~over_refusal_rate~~model_version=A', 1440],
    ['/?cell=kpis~now0~over_refusal_rate&tab=query', 1440],
    ['/?cell=kpis~now0~over_refusal_rate&tab=definition', 390],
    ['/', 390],
    ['/failure-modes', 390],
  ])('finds nothing on %s at %i px', async (path, width) => {
    await browser.viewport(width, 900);
    const { screen } = await renderPage(path, testServer());
    document.documentElement.dataset['theme'] = theme;
    await expect.element(screen.getByRole('table').first()).toBeVisible();
    if (path.includes('failure') && !path.includes('table')) {
      document.querySelector('.chart, #panel-weeks')?.scrollIntoView();
      await expect.poll(() => document.querySelector('.chart .recharts-line')).not.toBeNull();
    }
    // What is scrolled away inside the drawer would be undecided.
    document.querySelector('.drawer')?.scrollTo(0, 0);
    expect(await axeFindings()).toEqual([]);
  });

  it('finds nothing on open menus', async () => {
    const { screen } = await renderPage('/', testServer());
    document.documentElement.dataset['theme'] = theme;
    await screen.getByRole('button', { name: /^Last full week/ }).click();
    await screen.getByRole('button', { name: 'Custom dates' }).click();
    await expect.element(screen.getByRole('button', { name: 'Next month' })).toBeVisible();
    expect(await axeFindings('.pop')).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await screen.getByRole('button', { name: 'Workflow all' }).click();
    await expect.element(screen.getByRole('checkbox').first()).toBeVisible();
    expect(await axeFindings('.pop')).toEqual([]);
  });
});
