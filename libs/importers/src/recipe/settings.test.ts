import { describe, expect, it } from 'vitest';
import type { Recipe } from './recipe.ts';
import { resolveSettings } from './settings.ts';

const plain = { type: 'text', required: false, default: null, fromFileName: null } as const;
const recipe: Recipe = {
  name: 'demo',
  title: 'Demo',
  source: 'demo',
  format: 'csv',
  columns: [],
  parameters: [
    { ...plain, name: 'model', description: 'the model', required: true, fromFileName: 'out_<model>.csv' },
    { ...plain, name: 'date', description: 'the day', required: true, type: 'day' },
    { ...plain, name: 'run', description: 'the run', default: 'main' },
    { ...plain, name: 'note', description: 'a note' },
  ],
  selects: [],
};

describe('resolveSettings', () => {
  it('takes what is given, else the name of the file, else the default, else null', () => {
    expect(resolveSettings(recipe, '/data/out_m.1.csv', { date: '2024-01-15' })).toEqual({
      model: 'm.1',
      date: '2024-01-15',
      run: 'main',
      note: null,
    });
    expect(resolveSettings(recipe, 'out_m.csv', { model: 'x', date: '2024-01-15', run: '2' })).toMatchObject({
      model: 'x',
      run: '2',
    });
  });

  it.each([
    [
      'an unknown setting',
      'out_m.csv',
      { day: '1' },
      'The recipe demo has no setting "day".',
      'Settings: model, date, run, note.',
    ],
    ['a missing one', 'out_m.csv', {}, 'The recipe demo needs "date": the day.', 'Add --set date=YYYY-MM-DD.'],
    [
      'a missing one that the name could hold',
      'out_.csv',
      { date: '2024-01-15' },
      'The recipe demo needs "model": the model.',
      'Add --set model=..., or name the file out_<model>.csv.',
    ],
    [
      'a day that is none',
      'out_m.csv',
      { date: '15.1.2024' },
      'The setting "date" is not a day.',
      'Write --set date=YYYY-MM-DD.',
    ],
    [
      'an empty text',
      'out_m.csv',
      { date: '2024-01-15', model: ' ' },
      'The setting "model" is not a short text.',
      'Write --set model=....',
    ],
    [
      'a name of Object',
      'out_m.csv',
      { toString: '1' },
      'The recipe demo has no setting "toString".',
      'Settings: model, date, run, note.',
    ],
  ])('refuses %s', (_, file, given, message, hint) => {
    let error: unknown;
    try {
      resolveSettings(recipe, file, given);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: 'PARAM_INVALID', message, hint });
  });
});
