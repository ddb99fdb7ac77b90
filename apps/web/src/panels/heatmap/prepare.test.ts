import { describe, expect, it } from 'vitest';
import { changeOf, readyWith, seriesWith } from '../../testing/answers.ts';
import { contextWith, heatmapSpec } from '../../testing/page.ts';
import { prepareHeatmap, stepWidth } from './prepare.ts';
import { heatmapQuestions } from './questions.ts';

const at = (workflow: string | null, model: string) => [
  { dimension: 'workflow', value: workflow, label: workflow ?? '' },
  { dimension: 'model_version', value: model, label: model },
];

const ready = readyWith([
  seriesWith([{ value: 0.02, n: 200 }], { by: at('Code', 'A') }),
  seriesWith([{ value: 0.11, n: 100 }], { by: at('Code', 'B') }),
  seriesWith([{ value: 0.5, n: 6, status: 'low_n' }], { by: at(null, 'A') }),
  seriesWith([{ value: null, n: 0, status: 'no_data' }], { by: at(null, 'B') }),
  seriesWith([{ value: 0.05, n: 20, status: 'low_n' }], { by: at('Search', 'B') }),
]);

function modelOf() {
  const state = prepareHeatmap(heatmapSpec, { cells: ready });
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
}

describe('a heatmap', () => {
  it('asks both dimensions at once, each cell with the rest of its line', () => {
    const [question, ...others] = heatmapQuestions(heatmapSpec, contextWith().state);
    expect(question?.input).toMatchObject({
      by: ['workflow', 'model_version'],
      compare: { kind: 'rest', dimension: 'model_version' },
    });
    expect(others).toEqual([]);
  });

  it('has a line and a column for each value, with their n', () => {
    expect(modelOf().rows.map(({ title, n }) => [title, n])).toEqual([
      ['Code', 300],
      ['not known', 6],
      ['Search', 20],
    ]);
    expect(modelOf().columns.map(({ title, n }) => [title, n])).toEqual([
      ['A', 206],
      ['B', 120],
    ]);
  });

  it('shades rates, says few below ten, and nothing where nothing is', () => {
    const kinds = modelOf().rows.map(({ cells }) =>
      cells.map((cell) => (cell.kind === 'number' ? cell.text : cell.kind)),
    );
    expect(kinds).toEqual([
      ['2.0', '11.0'],
      ['few', 'none'],
      ['none', '5.0'],
    ]);
  });

  it('steps evenly and round, the largest rate inside the last step', () => {
    expect(stepWidth(0.11)).toBeCloseTo(0.02, 12);
    const [code] = modelOf().rows;
    expect(code?.cells.map((cell) => (cell.kind === 'number' ? cell.step : null))).toEqual([1, 5]);
    expect(modelOf().legend).toEqual(['0', '2', '4', '6', '8', '10']);
  });

  it('shades what lacks of a metric that should be high, so that dark is bad everywhere', () => {
    const shares = [1, 0.985, 0.94, 0.9].map((value) =>
      seriesWith([{ value, n: 100 }], { by: at(String(value), 'A') }),
    );
    const state = prepareHeatmap(heatmapSpec, { cells: readyWith(shares) }, 'up');
    if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
    // 10 points lack at most: steps of 2 points.
    const found = state.model.rows.map(({ cells: [cell] }) => (cell?.kind === 'number' ? cell.step : null));
    expect(found).toEqual([0, 0, 3, 5]);
    expect(state.model).toMatchObject({ legend: ['100', '98', '96', '94', '92', '90'], isFalling: true });
    expect(modelOf().isFalling).toBe(false);
  });

  it('says few below ten rows, even for a metric that is shown from the first', () => {
    const six = readyWith([seriesWith([{ value: 0.5, n: 6, status: 'ok' }], { by: at('Code', 'A') })]);
    const state = prepareHeatmap(heatmapSpec, { cells: six });
    expect(state.kind === 'ready' && state.model.rows[0]?.cells[0]?.kind).toBe('few');
  });

  it('says coefficients in hundredths, and shades one below nothing as none', () => {
    const kappas = [0.83, -0.12].map((value, index) =>
      seriesWith([{ value, n: 40 }], { unit: 'coefficient', by: at('Code', index === 0 ? 'A' : 'B') }),
    );
    const state = prepareHeatmap(heatmapSpec, { cells: readyWith(kappas) });
    const [row] = state.kind === 'ready' ? state.model.rows : [];
    expect(row?.cells).toMatchObject([{ text: '0.83' }, { text: '\u22120.12', step: 0 }]);
  });

  it('greys a number below its minimum', () => {
    expect(modelOf().rows[2]?.cells[1]).toMatchObject({ kind: 'number', grey: true });
  });

  it('outlines what is clearly worse than the rest of its line, or clearly unlike it, and never what is better', () => {
    const verdicts = ['worse', 'better', 'changed', 'no_clear_change'];
    const series = verdicts.map((verdict) =>
      seriesWith([{ value: 0.1, n: 100, change: { ...changeOf(0.05, verdict), looks: 4 } }], { by: at(verdict, 'A') }),
    );
    const state = prepareHeatmap(heatmapSpec, { cells: readyWith(series) });
    if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
    const out = state.model.rows.flatMap(({ cells }) => cells.map((cell) => cell.kind === 'number' && cell.isOut));
    expect(out).toEqual([true, false, true, false]);
    expect(state.model.looks).toBe(4);
  });
});
