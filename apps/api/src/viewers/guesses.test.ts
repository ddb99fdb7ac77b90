import { describe, expect, it } from 'vitest';
import { Guesses, mostGuesses } from './guesses.ts';

function guessing(address: string, guesses: Guesses, different = mostGuesses): void {
  for (let each = 0; each < different; each += 1) guesses.failed(address, `guess-${each}`);
}

it('ten different wrong tokens in a minute make an address wait for its end', () => {
  let now = 0;
  const guesses = new Guesses(() => now);
  guessing('10.0.0.1', guesses, mostGuesses - 1);
  expect(guesses.wait('10.0.0.1')).toBe(0);
  now = 20_000;
  guesses.failed('10.0.0.1', 'one more');
  expect(guesses.wait('10.0.0.1')).toBe(40);
  expect(guesses.wait('10.0.0.2')).toBe(0);
  now = 60_000;
  expect(guesses.wait('10.0.0.1')).toBe(0);
});

it('the same wrong token is one guess', () => {
  const guesses = new Guesses();
  for (let each = 0; each < 100; each += 1) guesses.failed('10.0.0.1', 'old');
  expect(guesses.wait('10.0.0.1')).toBe(0);
});

describe('an address', () => {
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8::1', '2001:db8:0:0:1::', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.2', false],
  ])('%s is as good as %s: %s', (one, other, isSame) => {
    const guesses = new Guesses();
    guessing(one, guesses);
    expect(guesses.wait(other) > 0).toBe(isSame);
  });
});
