import { describe, expect, it } from 'vitest';
import { changeOf, readyWith, seriesWith } from '../../testing/answers.ts';
import { contextWith, heatmapSpec } from '../../testing/page.ts';
import { countOut, heatmapPlaces, sayOut } from './facts.ts';

const cell = (workflow: string, model: string, [value, verdict]: readonly [number, string]) =>
  seriesWith([{ value, n: 200, change: { ...changeOf(value - 0.05, verdict), looks: 4 } }], {
    by: [
      { dimension: 'workflow', value: workflow, label: workflow },
      { dimension: 'model_version', value: model, label: model },
    ],
  });
const places = (...series: ReturnType<typeof cell>[]) =>
  heatmapPlaces({ spec: heatmapSpec, answers: { cells: readyWith(series) }, context: contextWith() });

describe('places that stand out', () => {
  it('are those that are clearly worse than the rest, the largest difference first', () => {
    const found = places(
      cell('Code', 'A 1', [0.1, 'worse']),
      cell('Code', 'B 2', [0.3, 'worse']),
      cell('Search', 'A 1', [0.01, 'better']),
      cell('Search', 'B 2', [0.4, 'no_clear_change']),
    );
    expect(found.map((fact) => sayOut(fact).replaceAll('\u00a0', ' '))).toEqual([
      'Over-refusal in B 2, code, stands out: 30.0 %, elsewhere 5.0 %',
      'Over-refusal in A 1, code, stands out: 10.0 %, elsewhere 5.0 %',
    ]);
  });

  it('are counted in words; nothing is said where nothing could be compared', () => {
    expect(countOut(2, 110)).toBe('2 places stand out');
    expect(countOut(1, 110)).toBe('1 place stands out');
    expect(countOut(0, 1100)).toBe('no place stands out, of 1,100 looked at');
    expect(countOut(0, 0)).toBeNull();
  });
});
