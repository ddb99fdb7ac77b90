import { describe, expect, it } from 'vitest';
import { guidelineChanges } from './guideline-changes.ts';

const edition = (task: string, version: string, group: string | null) => ({
  task,
  version,
  group,
  from: `2026-0${version}-01T00:00:00Z`,
});

describe('changes of guidelines', () => {
  it('are versions of another group than the one before of their task', () => {
    const editions = [
      edition('a', '1', 'a1'),
      edition('b', '2', 'b1'),
      edition('a', '3', 'a1'),
      edition('a', '4', 'a2'),
      edition('b', '5', 'b1'),
    ];
    expect(guidelineChanges(editions)).toEqual([{ task: 'a', version: '4', at: '2026-04-01T00:00:00Z' }]);
  });

  it('are none where nobody said which versions may be pooled', () => {
    expect(guidelineChanges([edition('a', '1', null), edition('a', '2', null)])).toEqual([]);
  });
});
