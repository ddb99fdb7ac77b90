import { expect, it } from 'vitest';
import { restatedText } from './restated-text.ts';

it('says what a period was and is, and when it was not to change any more', () => {
  const words = { was: '54.8 %', day: '29 Jan' };
  const then = '54.8 % on 29 Jan, when its rows were to change no more';
  expect(restatedText({ ...words, now: '59.6 %' })).toBe(`${then}, 59.6 % now`);
  expect(restatedText({ ...words, now: null })).toBe(`${then}, not known now`);
});
