import { describe, expect, it } from 'vitest';
import { tellMoved } from './facts.ts';
import type { LabelGroup } from './prepare.ts';

const group = (title: string, text: string, rest: Partial<LabelGroup> = {}): LabelGroup => ({
  title,
  address: { panel: 'labels', question: 'labels', metric: 'label_drift', bucket: null, by: [] },
  says: 'Drift 0.007, chance alone up to 0.006',
  verdict: { text, isMoved: text.startsWith('moved') },
  moved: null,
  isBeyondChance: text !== 'within chance',
  isBroken: false,
  labels: [],
  most: 1,
  ...rest,
});
const tell = (...groups: readonly LabelGroup[]) => {
  const { lead, phrases } = tellMoved(groups, ['task', 'tasks'], 'in week 46');
  return [lead, ...phrases.map(({ text }) => text)];
};

describe('the news of drift', () => {
  it('is whose labels moved', () => {
    expect(tell(group('Intent', 'moved far'), group('Tone', 'hardly moved'), group('Safety', 'within chance'))).toEqual(
      ['Labels of 1 of 3 tasks moved in week 46.', 'Intent, moved far: drift 0.007, chance alone up to 0.006'],
    );
  });

  it('is what came nearest where none did', () => {
    expect(tell(group('Safety', 'within chance'), group('Tone', 'hardly moved'))).toEqual([
      'Labels of none of 2 tasks moved in week 46.',
      'Tone, hardly moved: drift 0.007, chance alone up to 0.006',
    ]);
    expect(tell(group('Safety', 'within chance'))).toEqual([
      'Labels of none of 1 task moved in week 46.',
      'Safety, within chance: drift 0.007, chance alone up to 0.006',
    ]);
  });
});
