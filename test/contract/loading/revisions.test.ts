import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from './database.ts';
import { inDatabase } from './database.ts';
import { lawTimeout, search } from './law-search.ts';
import type { LabelRow } from './labelling-rows.ts';
import { item, minute, rowsSource } from './labelling-rows.ts';

const now = new Date('2024-06-01T12:00:00Z');
const load = (database: TestDatabase, ...rows: readonly LabelRow[]) => database.load(rowsSource(rows), { now });
const revision = (n: number | null, status = `s${n}`, id = 'w1') =>
  item({ work_item_id: id, batch_id: status, updated_at: n === null ? null : minute(n) });

const current = (database: TestDatabase) =>
  database.rows('select batch_id, updated_at from fact_work_item order by work_item_id');
const shown = (n: number, status = `s${n}`) => ({
  batch_id: status,
  updated_at: minute(n).replace('.000Z', '.000000Z'),
});

describe('revisions of a row', () => {
  it('an older file loaded after a newer one does not win, and leaves no trace', () =>
    inDatabase(async (database) => {
      await load(database, revision(2));
      const receipt = await load(database, revision(1), revision(1, 'new', 'w2'));
      expect(receipt).toMatchObject({ read: 2, loaded: 1, ignored: 1, reasons: { older: 1 } });
      expect(receipt.tables).toEqual({ fact_work_item: { inserted: 1, updated: 0, unchanged: 0 } });
      expect(await current(database)).toEqual([shown(2), shown(1, 'new')]);
      expect(await database.historyCount()).toBe(0);
    }));

  it('a newer one wins, and the one before it goes to history', () =>
    inDatabase(async (database) => {
      await load(database, revision(1));
      expect(await load(database, revision(2))).toMatchObject({ loaded: 1 });
      expect(await current(database)).toEqual([shown(2)]);
      expect(await database.rows('select batch_id from fact_work_item_history')).toEqual([{ batch_id: 's1' }]);
    }));

  it('one that says the same later is known, so that what lies between does not win', () =>
    inDatabase(async (database) => {
      await load(database, revision(1, 'same'));
      await load(database, revision(3, 'same'));
      expect(await load(database, revision(2, 'other'))).toMatchObject({ ignored: 1 });
      expect(await current(database)).toEqual([shown(3, 'same')]);
    }));

  it('in one file the newest is taken; of the rest each is ignored as older', () =>
    inDatabase(async (database) => {
      const receipt = await load(database, revision(2), revision(3), revision(1));
      expect(receipt).toMatchObject({ read: 3, loaded: 1, quarantined: 0, ignored: 2, reasons: { older: 2 } });
      expect(await current(database)).toEqual([shown(3)]);
    }));

  it('without an instant the last to come wins', () =>
    inDatabase(async (database) => {
      await load(database, revision(null, 'a'));
      await load(database, revision(null, 'b'));
      expect(await current(database)).toEqual([{ batch_id: 'b', updated_at: null }]);
    }));

  it(
    'in whatever order and pieces they come, the newest of each row stays',
    async () => {
      const one = fc.record({ id: fc.constantFrom('w1', 'w2'), at: fc.integer({ min: 1, max: 9 }) });
      const revisions = fc.uniqueArray(one, { minLength: 1, maxLength: 8, selector: ({ id, at }) => `${id} ${at}` });
      const cuts = fc.infiniteStream(fc.boolean());
      await fc.assert(
        fc.asyncProperty(revisions, cuts, (given, cut) =>
          inDatabase(async (database) => {
            let piece: LabelRow[] = [];
            for (const { id, at } of given) {
              piece.push(revision(at, `${id} ${at}`, id));
              if (cut.next().value !== true) continue;
              await load(database, ...piece);
              piece = [];
            }
            if (piece.length > 0) await load(database, ...piece);
            const newest = ['w1', 'w2'].flatMap((id) => {
              const all = given.filter((each) => each.id === id).map(({ at }) => at);
              return all.length === 0 ? [] : [shown(Math.max(...all), `${id} ${Math.max(...all)}`)];
            });
            expect(await current(database)).toEqual(newest);
          }),
        ),
        search(4),
      );
    },
    lawTimeout,
  );
});
