import type { LoadedSample } from './testing/loaded-sample.ts';
import { parseDay } from '@assay/contract';
import { afterAll, beforeAll, describe } from 'vitest';
import { chanceStories } from './testing/chance-stories.ts';
import { consistencyStories } from './testing/consistency-stories.ts';
import { judgeStories } from './testing/judge-stories.ts';
import { labellingStories } from './testing/labelling-stories.ts';
import { loadedSample } from './testing/loaded-sample.ts';
import { moneyStories } from './testing/money-stories.ts';
import { outputStories } from './testing/output-stories.ts';
import { peopleLaws, workloadStories } from './testing/people-stories.ts';
import { serviceStories } from './testing/service-stories.ts';
import { trackingStories } from './testing/tracking-stories.ts';

/**
 * Every story of docs/sample.md, found in the loaded tables by plain SQL with rules of its own: nothing is taken from the
 * generator. The sample is loaded once for all.
 */
describe('the sample, loaded', () => {
  let sample: LoadedSample | undefined;
  const loaded = () => {
    if (!sample) throw new Error('The sample has not been loaded.');
    return sample;
  };
  beforeAll(async () => {
    sample = await loadedSample(parseDay('2026-11-15'));
  }, 240_000);
  afterAll(() => sample?.close());

  chanceStories(loaded);
  outputStories(loaded);
  judgeStories(loaded);
  serviceStories(loaded);
  labellingStories(loaded);
  peopleLaws(loaded);
  workloadStories(loaded);
  moneyStories(loaded);
  trackingStories(loaded);
  consistencyStories(loaded);
});
