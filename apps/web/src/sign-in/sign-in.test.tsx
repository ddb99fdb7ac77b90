import { page as browser, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { axeFindings, renderPage } from '../testing/render-page.tsx';
import { testServer } from '../testing/server.ts';
import SignIn from './sign-in.tsx';
import '../style/index.css';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});
afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

/** A server that knows one token. */
async function opened(right = 'right-token') {
  const shown: string[] = [];
  let entered = 0;
  const fetcher: typeof fetch = (_path, init) => {
    const { token } = JSON.parse(init?.body as string) as { token: string };
    shown.push(token);
    if (token === right) return Promise.resolve(new Response(null, { status: 204 }));
    const failure = { code: 'UNAUTHENTICATED', message: 'This token is not known here.', hint: 'Check it.' };
    return Promise.resolve(Response.json(failure, { status: 401 }));
  };
  const screen = await render(<SignIn fetcher={fetcher} onSignedIn={() => (entered += 1)} />);
  return { screen, shown, entered: () => entered };
}

describe('the way in', () => {
  it('takes a token by keyboard alone', async () => {
    const { screen, shown, entered } = await opened();
    await expect.element(screen.getByLabelText('Token')).toHaveFocus();
    await userEvent.keyboard('right-token{Enter}');
    await expect.poll(entered).toBe(1);
    expect(shown).toEqual(['right-token']);
    expect(document.title).toBe('Sign in · Assay');
  });

  it('says what is wrong, and lets one try again', async () => {
    const { screen, entered } = await opened();
    await userEvent.keyboard('wrong{Enter}');
    await expect.element(screen.getByRole('alert')).toHaveTextContent('This token is not known here. Check it.');
    const field = screen.getByLabelText('Token');
    await expect.element(field).toHaveFocus();
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await userEvent.keyboard('right-token{Tab}{Enter}');
    await expect.poll(entered).toBe(1);
  });

  it('says when nobody answers', async () => {
    const gone: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const screen = await render(<SignIn fetcher={gone} onSignedIn={() => undefined} />);
    await userEvent.keyboard('x{Enter}');
    await expect
      .element(screen.getByRole('alert'))
      .toHaveTextContent('The server did not answer. Try again in a moment.');
  });

  it('does not show the token, nor keep it', async () => {
    const { screen } = await opened();
    await expect.element(screen.getByLabelText('Token')).toHaveAttribute('type', 'password');
    await userEvent.keyboard('right-token{Enter}');
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])).not.toContain('right-token');
  });

  it.each(['light', 'dark'])('has nothing that axe finds wrong, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const { screen } = await opened();
    await userEvent.keyboard('wrong{Enter}');
    await expect.element(screen.getByRole('alert')).toHaveTextContent('This token is not known here. Check it.');
    expect(await axeFindings()).toEqual([]);
  });
});

describe('the dashboard', () => {
  it('asks for the token where the server does, also in the middle of a visit', async () => {
    const server = testServer();
    let isOver = false;
    const refusing: typeof fetch = (input, init) => {
      const failure = { message: 'Assay asks here who you are.', extensions: { code: 'UNAUTHENTICATED', hint: null } };
      return isOver
        ? Promise.resolve(Response.json({ errors: [failure] }, { status: 401 }))
        : server.fetch(input, init);
    };
    const { screen, router } = await renderPage('/', { ...server, fetch: refusing });
    await expect.element(screen.getByRole('rowheader', { name: 'Under-refusal' })).toBeVisible();
    expect(screen.getByText('Sign out').query()).toBeNull();
    isOver = true;
    await router.navigate({ to: '/', search: { range: '4w' } });
    await expect.element(screen.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect.element(screen.getByLabelText('Token')).toHaveFocus();
  });

  it('names who is signed in, and lets them out', async () => {
    const usual = await testServer().fetch('/graphql', {
      body: JSON.stringify({ operationName: 'Page', variables: { id: 'scorecard' } }),
    });
    const { data } = (await usual.json()) as { data: object };
    const server = testServer({ Page: () => ({ ...data, viewer: { role: 'trust_safety', name: 'Ada' } }) });
    const { screen } = await renderPage('/', server);
    await expect.element(screen.getByText('Ada, Safety')).toBeVisible();
    await expect.element(screen.getByRole('button', { name: 'Sign out' })).toBeVisible();
    expect(await axeFindings()).toEqual([]);
  });
});
