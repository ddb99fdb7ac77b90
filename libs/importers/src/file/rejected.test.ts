import type { Transaction } from '../transaction.ts';
import { expect, it } from 'vitest';
import { Rejected } from './rejected.ts';

/** What is kept of a record as it came. */
async function keptOf(raw: string): Promise<string> {
  const rejected = new Rejected();
  rejected.add({ number: 1, line: 1 }, 'it is not whole', raw);
  const rows: (readonly unknown[])[] = [];
  const append = (_table: string, _columns: unknown, given: readonly (readonly unknown[])[]) => {
    rows.push(...given);
    return Promise.resolve();
  };
  await rejected.flush({ append } as unknown as Transaction);
  return String(rows[0]?.[3]);
}

const mail = 'ada.lovelace@analytical.example.org';

it('keeps no part of a mail address, wherever the record is cut', async () => {
  for (let at = 9_960; at <= 10_400; at += 1) {
    const kept = await keptOf(`${'x '.repeat(at / 2).padEnd(at, ' ')}${mail} ${'y '.repeat(5_000)}`);
    expect(kept).not.toMatch(/ada|lovelace|analytical|@/);
    expect(kept.length).toBeLessThanOrEqual(10_000);
  }
});

it('keeps none of the last of many, which make what is looked at shorter', async () => {
  const kept = await keptOf(`${mail} `.repeat(1_000));
  expect(kept).not.toMatch(/ada|@/);
  expect(kept.length).toBeGreaterThan(4_000);
});

it('keeps ten thousand characters of a record without any, and a short one whole', async () => {
  expect(await keptOf('x'.repeat(20_000))).toBe('x'.repeat(10_000));
  expect(await keptOf(`a,${mail},b`)).toBe('a,[mail address],b');
});
