import { page as browser } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PanelInput, PanelResult } from '../gql/types.ts';
import { renderPage } from '../testing/render-page.tsx';
import { answerTo, testServer } from '../testing/server.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});

interface Call {
  readonly requests: readonly PanelInput[];
  readonly isAborted: () => boolean;
  readonly answer: (say?: (input: PanelInput) => PanelResult) => void;
  readonly fail: () => void;
}

/** A server whose answers to panels come when the test says so, aborted or not. */
function slowServer() {
  const calls: Call[] = [];
  const server = testServer({
    Panels: ({ requests }, signal) =>
      new Promise((resolve) => {
        const asked = requests as PanelInput[];
        calls.push({
          requests: asked,
          isAborted: () => signal?.aborted ?? false,
          answer: (say = answerTo) => resolve({ panels: asked.map(say) }),
          fail: () => resolve(new Error('The warehouse is gone.')),
        });
      }),
  });
  const call = async (index: number): Promise<Call> => {
    await expect.poll(() => calls.length).toBeGreaterThan(index);
    const found = calls[index];
    if (!found) throw new Error(`Request ${index} was not sent.`);
    return found;
  };
  return { server, calls, call };
}

/** The usual answer with this many rows behind each number; with 1000 more where it looks at code alone. */
const rows =
  (count: number) =>
  (input: PanelInput): PanelResult => {
    const result = answerTo(input);
    if (result.__typename !== 'PanelReady') return result;
    const isCode = input.where.some(({ dimension }) => dimension === 'workflow');
    const all = (values: readonly number[]): number[] => values.map(() => count + (isCode ? 1000 : 0));
    return {
      ...result,
      series: result.series.map((series) => ({ ...series, n: all(series.n), rows: all(series.rows) })),
    };
  };

const code = { where: ['environment:production', 'workflow:Code'] };

describe('the numbers on screen', () => {
  it('are those of the last filter, however late an earlier answer comes', async () => {
    const { server, call } = slowServer();
    const { screen, router } = await renderPage('/', server);
    (await call(0)).answer(rows(100));
    await expect.element(screen.getByRole('link', { name: '100 rows of Under-refusal' })).toBeVisible();
    await router.navigate({ to: '/', search: { range: '4w' } });
    const early = await call(1);
    await router.navigate({ to: '/', search: { range: '13w' } });
    const last = await call(2);
    expect(early.isAborted()).toBe(true);
    last.answer(rows(300));
    early.answer(rows(200));
    await expect.element(screen.getByRole('link', { name: '300 rows of Under-refusal' })).toBeVisible();
    await expect.element(screen.getByText('updating')).not.toBeInTheDocument();
  });

  it('keep their own rows while those of another filter are awaited', async () => {
    const { server, call } = slowServer();
    const { screen, router } = await renderPage('/', server);
    (await call(0)).answer(rows(50));
    const row = screen.getByRole('link', { name: '1,050 rows of Over-refusal in code' });
    await expect.element(row).toBeVisible();
    // Now all three rows look at code alone: one question where there were two.
    await router.navigate({ to: '/', search: code });
    const next = await call(1);
    await expect.element(screen.getByText('updating')).toBeInTheDocument();
    expect(row.query()).not.toBeNull();
    await expect.element(screen.getByRole('link', { name: '50 rows of Under-refusal' })).toBeVisible();
    next.answer(rows(70));
    await expect.element(screen.getByRole('link', { name: '1,070 rows of Under-refusal' })).toBeVisible();
    await expect.element(screen.getByRole('link', { name: '1,070 rows of Over-refusal in code' })).toBeVisible();
  });

  it('keep the title of their own split, while the choice already shows the next', async () => {
    const { server, call } = slowServer();
    const { screen, router } = await renderPage('/failure-modes', server);
    (await call(0)).answer();
    const title = (name: string) => screen.getByRole('heading', { name, exact: true });
    await expect.element(screen.getByRole('table', { name: /^Refusal by model version/ })).toBeVisible();
    await router.navigate({ to: '.', search: { by: ['refusal:workflow'] } });
    const next = await call(1);
    await expect.element(screen.getByRole('button', { name: 'by workflow' })).toBeVisible();
    await expect.element(title('Refusal by model version')).toBeVisible();
    next.answer();
    await expect.element(title('Over-refusal by workflow')).toBeVisible();
  });

  it('are told as news of their own days', async () => {
    const { server, call } = slowServer();
    const { screen, router } = await renderPage('/', server);
    (await call(0)).answer();
    await expect.element(screen.getByText(/truly changed in week 46\./)).toBeVisible();
    await router.navigate({ to: '/', search: { range: '4w' } });
    await call(1);
    await expect.element(screen.getByRole('button', { name: /^Last 4 full weeks/ })).toBeVisible();
    await expect.element(screen.getByText(/truly changed in week 46\./)).toBeVisible();
  });
});

describe('a request on its way', () => {
  it('ends when the reader goes back, and the old numbers stand at once', async () => {
    const { server, calls, call } = slowServer();
    const { screen, router } = await renderPage('/', server);
    (await call(0)).answer(rows(100));
    await expect.element(screen.getByRole('link', { name: '100 rows of Under-refusal' })).toBeVisible();
    await router.navigate({ to: '/', search: { range: '4w' } });
    const left = await call(1);
    router.history.back();
    await expect.poll(left.isAborted).toBe(true);
    await expect.element(screen.getByText('updating')).not.toBeInTheDocument();
    await expect.element(screen.getByRole('link', { name: '100 rows of Under-refusal' })).toBeVisible();
    expect(calls).toHaveLength(2);
  });

  it('ends when the reader leaves the page', async () => {
    const { server, call } = slowServer();
    const { router } = await renderPage('/', server);
    const left = await call(0);
    await router.navigate({ to: '/$page', params: { page: 'failure-modes' } });
    await expect.poll(left.isAborted).toBe(true);
  });

  it('that is stopped can be asked again, and only that one passes the cache', async () => {
    const { server, calls, call } = slowServer();
    const { screen, router } = await renderPage('/', server);
    const first = await call(0);
    await screen.getByRole('button', { name: 'Cancel' }).click({ timeout: 30_000 });
    await expect.element(screen.getByText('Stopped before it finished.')).toBeVisible();
    expect(first.isAborted()).toBe(true);
    await screen.getByRole('button', { name: 'Retry' }).click();
    (await call(1)).answer(rows(100));
    await expect.element(screen.getByRole('link', { name: '100 rows of Under-refusal' })).toBeVisible();
    await router.navigate({ to: '/', search: { range: '4w' } });
    (await call(2)).answer(rows(400));
    await expect.element(screen.getByRole('link', { name: '400 rows of Under-refusal' })).toBeVisible();
    router.history.back();
    await expect.element(screen.getByRole('link', { name: '100 rows of Under-refusal' })).toBeVisible();
    expect(calls).toHaveLength(3);
  });

  it('that fails says so, and the numbers of before come back with Back', async () => {
    const { server, calls, call } = slowServer();
    const { screen, router } = await renderPage('/', server);
    (await call(0)).answer(rows(100));
    await expect.element(screen.getByRole('link', { name: '100 rows of Under-refusal' })).toBeVisible();
    await router.navigate({ to: '/', search: { range: '4w' } });
    (await call(1)).fail();
    await expect.element(screen.getByText('The warehouse is gone.')).toBeVisible();
    router.history.back();
    await expect.element(screen.getByRole('link', { name: '100 rows of Under-refusal' })).toBeVisible();
    expect(calls).toHaveLength(2);
    router.history.forward();
    (await call(2)).answer(rows(400));
    await expect.element(screen.getByRole('link', { name: '400 rows of Under-refusal' })).toBeVisible();
  });
});

describe('an answer that cannot be drawn', () => {
  const broken = (input: PanelInput): PanelResult => {
    const result = answerTo(input);
    const isBroken = result.__typename === 'PanelReady' && input.by.join() === 'model_version';
    return isBroken ? { ...result, series: null as never } : result;
  };

  it('takes nothing else with it, and the next answer is drawn again', async () => {
    const { server, call } = slowServer();
    const { screen, router } = await renderPage('/failure-modes', server);
    (await call(0)).answer(broken);
    await expect.element(screen.getByText(/^This panel could not be drawn/)).toBeVisible();
    await expect.element(screen.getByRole('table', { name: /Over-refusal by workflow/ })).toBeVisible();
    await router.navigate({ to: '.', search: { range: '4w' } });
    (await call(1)).answer();
    await expect.element(screen.getByRole('table', { name: /Refusal by model version/ })).toBeVisible();
    await expect.element(screen.getByText(/truly changed in week 46\./)).toBeVisible();
  });
});
