import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { preparing, withNotice } from './open-data.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is said while opening takes so long. */
async function said(ms: number): Promise<readonly string[]> {
  const lines: string[] = [];
  const opening = withNotice(
    { err: (line) => void lines.push(line) },
    () => new Promise((open) => setTimeout(open, ms)),
  );
  await vi.advanceTimersByTimeAsync(ms);
  await opening;
  await vi.advanceTimersByTimeAsync(5000);
  return lines;
}

it('says once that opening takes a while, and nothing where it does not', async () => {
  expect(await said(900)).toEqual([]);
  expect(await said(4000)).toEqual([preparing]);
});
