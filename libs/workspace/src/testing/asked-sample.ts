import type { Day, Estimate, PanelRequest, ReadyAnswer } from '@assay/contract';
import { addDays, bucketStart } from '@assay/contract';
import { rmSync } from 'node:fs';
import { openWorkspace } from '../open.ts';
import { sampleFolder } from './sample-folder.ts';

/** The built-in sample, asked as a page asks; weeks count from 0, as in docs/sample.md. */
export interface AskedSample {
  /** One request of the whole year, unsplit; throws where it is not answered. */
  readonly answer: (change: Partial<PanelRequest>) => Promise<ReadyAnswer>;
  /** The numbers of its answer. */
  readonly ask: (change: Partial<PanelRequest>) => Promise<readonly Estimate[]>;
  /** First day of a week. */
  readonly weekStart: (week: number) => Day;
  /** First day of the month that a week begins in. */
  readonly monthOf: (week: number) => Day;
  readonly close: () => Promise<void>;
}

/** All days of `[from, to)` as one period. */
export const whole = (from: Day, to: Day) => ({ grain: 'none', range: { kind: 'days', days: { from, to } } }) as const;

export const only = (dimension: string, ...values: readonly string[]) => ({ dimension, values });

export async function askedSample(): Promise<AskedSample> {
  const directory = await sampleFolder();
  const workspace = await openWorkspace({ directory });
  const asker = () =>
    ({ viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null }) as const;
  const { dataThrough } = await workspace.freshness(null, asker());
  if (dataThrough === null) throw new Error('The sample has no rows.');
  const start = addDays(dataThrough, 1 - 364);
  const weekStart = (week: number): Day => addDays(start, 7 * week);
  const ready = async (change: Partial<PanelRequest>): Promise<ReadyAnswer> => {
    const request: PanelRequest = {
      metrics: [],
      ...whole(start, addDays(start, 364)),
      by: [],
      where: [],
      compare: null,
      params: { gradeBasis: 'best' },
      asOf: null,
      ...change,
    };
    const [answer] = await workspace.answer([request], asker());
    if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
    return answer;
  };
  return {
    weekStart,
    monthOf: (week) => bucketStart(weekStart(week), 'month'),
    answer: ready,
    ask: async (change) => (await ready(change)).estimates,
    close: async () => {
      await workspace.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
