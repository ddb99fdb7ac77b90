import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dashboard, settled } from './dashboard.ts';

const token = 'ada-token-0123456789abcdef';
const wrong = 'bob-token-0123456789abcdef';

/** The sample, served to one viewer who has a token. */
function prepare(folder: string): Promise<void> {
  writeFileSync(join(folder, 'ada.token'), `${token}\n`, { mode: 0o600 });
  writeFileSync(join(folder, 'assay.yaml'), 'viewers:\n  - { name: Ada, role: lead, token_file: ada.token }\n');
  return Promise.resolve();
}

// A browser says of each request that was turned away that it was.
const assay = dashboard({ prepare, expected: /status of 401/ });

/** Asks the API as a script does, with the headers it was given. */
const ask = (authorization?: string) =>
  fetch(`${assay.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify({ query: '{ viewer { name role } }' }),
  });

it('answers a script that shows its token, and says to others how', async () => {
  const known = await ask(`Bearer ${token}`);
  expect([known.status, await known.json()]).toEqual([200, { data: { viewer: { name: 'Ada', role: 'lead' } } }]);

  const stranger = await ask();
  expect(stranger.status).toBe(401);
  expect(stranger.headers.get('www-authenticate')).toBe('Bearer realm="Assay"');
  expect(await stranger.text()).toContain('Sign in with your token');

  const guess = await ask(`Bearer ${wrong}`);
  expect(guess.status).toBe(401);
  const said = await guess.text();
  expect(said).toContain('This token is not known here.');
  expect(said).not.toContain(wrong);
});

it('opens at once in a browser that sends the token along, as behind a proxy', async () => {
  const page = await assay.open('/', { extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  expect(await page.getByText('Ada, Lead').isVisible()).toBe(true);
  expect(await page.getByRole('link', { name: /rows of Over-refusal$/ }).count()).toBeGreaterThan(0);
});

const field = (page: Page) => page.getByLabel('Token');
const signIn = (page: Page) => page.getByRole('button', { name: 'Sign in' });

it('takes the token for a session that no script can read, keeps it over a reload, and ends it', async () => {
  const page = await assay.open('/spend');
  expect(await page.title()).toBe('Sign in · Assay');
  expect(await page.getByRole('table').count()).toBe(0);

  await field(page).fill(wrong);
  await signIn(page).click();
  await page.getByRole('alert').getByText('This token is not known here.').waitFor();

  await field(page).fill(token);
  await signIn(page).click();
  await page.getByText('Ada, Lead').waitFor();
  await settled(page);
  expect(await page.title()).toBe('Spend · Assay');
  expect(await page.evaluate(() => document.cookie + JSON.stringify(localStorage))).not.toContain('ada-token');
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
    ['assay_session', true, 'Strict'],
  ]);

  await page.reload();
  await settled(page);
  expect(await page.getByRole('table').count()).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await field(page).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
});
