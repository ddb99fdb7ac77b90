import type { BulkLoader, LoadSession } from '@assay/contract';
import { loadSource } from '@assay/importers';
import { expect, it } from 'vitest';
import { inDatabase } from './database.ts';
import { toolSource } from './tool-source.ts';

const now = new Date('2024-06-01T12:00:00Z');
const key = { bytes: Buffer.alloc(32, 7) };
const [samples, runs, events] = [3, 101, 248];

/** The loader of a database, which notes how many rows each statement gives back. */
function noting(loader: BulkLoader, given: number[]): BulkLoader {
  const begin = async (phase?: 'transaction' | 'staging'): Promise<LoadSession> => {
    const session = await loader.begin(phase);
    return {
      enter: () => session.enter(),
      append: (table, columns, rows) => session.append(table, columns, rows),
      commit: () => session.commit(),
      rollback: () => session.rollback(),
      run: async (statement, context) => {
        const result = await session.run(statement, context);
        given.push(result.rowCount);
        return result;
      },
    };
  };
  return { functions: loader.functions, begin };
}

function log(): string {
  const lines: string[] = [];
  for (let number = 0; number < samples * runs * events; number += 1) {
    const [sample, run] = [number % samples, Math.floor(number / samples) % runs];
    const data = { prompt: `Prompt ${sample}`, sampled: ['x'] };
    const said = { run_id: `R${run}`, event_id: number, sample_id: `s.${sample}`, type: 'sampling', data };
    lines.push(JSON.stringify({ ...said, created_at: '2024-03-01 08:00:00' }));
  }
  return lines.join('\n');
}

it('reads what waits back in pages of 50,000 rows, each case whole, however many runs a case is of', async () => {
  await inDatabase(async (database) => {
    const source = await toolSource(await database.file('log.jsonl', log()), { model: 'm' });
    const given: number[] = [];
    const signal = new AbortController().signal;
    const loader = noting(database.loader, given);
    expect(await loadSource(loader, source, { key, now, signal })).toMatchObject({ loaded: samples * runs * events });
    // Cases of 25,048 events: the second begins before row 50,000, the third after it.
    expect(given.filter((rows) => rows > 20_000)).toEqual([50_096, 25_048]);
    expect(
      await database.rows('select count(*) from fact_output group by run_id, case_version_id having count(*) <> 248'),
    ).toEqual([]);
  });
}, 60_000);
