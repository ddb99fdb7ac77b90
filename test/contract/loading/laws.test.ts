import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadReceipt } from '@assay/importers';
import { inDatabase } from './database.ts';
import type { DemoRow } from './demo-recipe.ts';
import { csvOf, demoSource } from './demo-recipe.ts';
import { lawTimeout, search } from './law-search.ts';

const now = new Date('2024-06-01T12:00:00Z');

const row: fc.Arbitrary<DemoRow> = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', ''),
  fc.constantFrom('2024-01-15', '2024-01-16', '1970-01-01', '2099-01-01', 'yesterday', ''),
  fc.constantFrom('ok', 'ok', 'ok', 'fine', ''),
  fc.constantFrom('1', '2', '2.0', '1.5', 'x', ''),
  fc.constantFrom('t', 'skip', 'with "quotes"', 'two\nlines', 'a, b', ''),
);

/** What must become of each record, worked out apart from the loader: the rules of the demo recipe by hand. */
function expectedOf(rows: readonly DemoRow[]): Pick<LoadReceipt, 'loaded' | 'quarantined' | 'ignored'> {
  const asked = rows.filter(([, , , , tag]) => tag !== 'skip');
  const fine = asked.filter(
    ([id, day, status, ms]) => id !== '' && day.startsWith('2024') && status === 'ok' && !['1.5', 'x'].includes(ms),
  );
  const contents = (id: string) =>
    new Set(
      fine
        .filter((other) => other[0] === id)
        .map(([, day, , ms, tag]) => [day, Number(ms === '' ? NaN : ms), tag].join('|')),
    );
  const agreed = fine.filter(([id]) => contents(id).size === 1);
  const loaded = new Set(agreed.map(([id]) => id)).size;
  return {
    loaded,
    quarantined: asked.length - agreed.length,
    ignored: rows.length - asked.length + agreed.length - loaded,
  };
}

const total = ({ loaded, unchanged, quarantined, ignored }: LoadReceipt) => loaded + unchanged + quarantined + ignored;

describe('laws of loading', () => {
  it(
    'every record falls into one place, and a second load changes nothing',
    async () => {
      const rows = fc.array(row, { minLength: 1, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), (given, lineEnd) =>
          inDatabase(async (database) => {
            const source = await demoSource(database, csvOf(given, lineEnd));
            const first = await database.load(source, { now });
            expect(first).toMatchObject({ read: given.length, unchanged: 0, ...expectedOf(given) });
            expect(total(first)).toBe(first.read);
            expect(Object.values(first.reasons).reduce((sum, n) => sum + n, 0)).toBe(first.quarantined + first.ignored);
            const before = await database.contents();
            const second = await database.load(source, { now });
            expect(second).toMatchObject({
              read: first.read,
              loaded: 0,
              unchanged: first.loaded,
              reasons: first.reasons,
            });
            expect(await database.contents()).toBe(before);
            expect(await database.historyCount()).toBe(0);
          }),
        ),
        search(4),
      );
    },
    lawTimeout,
  );

  it(
    'pieces in any order end in the same tables as the whole',
    async () => {
      // One record a key: which of two contradicting records is right depends on whether they come together.
      const rows = fc.uniqueArray(row, { minLength: 2, maxLength: 8, selector: ([id]) => id });
      const pieces = rows.chain((given) =>
        fc.record({
          given: fc.constant(given),
          order: fc.shuffledSubarray(given, { minLength: given.length }),
          cut: fc.integer({ min: 1, max: given.length - 1 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(pieces, async ({ given, order, cut }) => {
          const whole = await inDatabase(async (database) => {
            await database.load(await demoSource(database, csvOf(given)), { now });
            return await database.contents();
          });
          const inPieces = await inDatabase(async (database) => {
            for (const piece of [order.slice(0, cut), order.slice(cut), order.slice(0, cut)]) {
              await database.load(await demoSource(database, csvOf(piece)), { now });
            }
            expect(await database.historyCount()).toBe(0);
            return await database.contents();
          });
          expect(inPieces).toBe(whole);
        }),
        search(3),
      );
    },
    lawTimeout,
  );

  it(
    'whatever text stands in a file, no record is lost, and each one set aside is found at its line',
    async () => {
      const piece = fc.constantFrom('x', 'y', ',', ',', ',', '\n', '\n', '"', '""', 'ok', '2024-01-15', ' ');
      const text = fc.array(piece, { minLength: 1, maxLength: 60 }).map((pieces) => pieces.join(''));
      await inDatabase((database) =>
        fc.assert(
          fc.asyncProperty(text, async (body) => {
            const source = await demoSource(database, `id,day,status,ms,tag\nfirst,2024-01-15,ok,1,t\n${body}`);
            const receipt = await database.load(source, { now });
            expect(total(receipt)).toBe(receipt.read);
            const lines = (await readFile(source.file, 'utf8')).split('\n');
            const kept = await database.rows(
              `select line, raw from assay_state.quarantine where load_id = '${receipt.load}' and reason = 'MALFORMED'`,
            );
            for (const { line, raw } of kept) {
              expect(
                lines
                  .slice(Number(line) - 1)
                  .join('\n')
                  .startsWith(String(raw).trimEnd()),
              ).toBe(true);
            }
          }),
          search(20),
        ),
      );
    },
    lawTimeout,
  );
});
