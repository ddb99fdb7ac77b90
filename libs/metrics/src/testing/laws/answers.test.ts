import { expect, it } from 'vitest';
import { request, requestOfMany } from '../random/requests.ts';
import { expectOneAnswer } from './one-answer.ts';
import { lawTimeout } from './search.ts';

it(
  'gives each request the answer that it has alone, which is that of the plain steps of the catalogue',
  async () => {
    await expectOneAnswer({ request, most: 12, isCrowded: false });
    expect.hasAssertions();
  },
  lawTimeout,
);

it(
  'says the same of the first of many values, and of all others together',
  async () => {
    await expectOneAnswer({ request: requestOfMany, most: 4, isCrowded: true });
    expect.hasAssertions();
  },
  lawTimeout,
);
