import { describe, expect, it } from 'vitest';
import { seriesWith } from '../testing/answers.ts';
import { columnTitle, isFullCount, unitIn, unitOf } from './unit.ts';

describe('units', () => {
  it('of money name its currency, taken from the first amount there is', () => {
    const usd = { currency: 'USD', value: '2.0000', lower: null, upper: null, unconverted: [] };
    const series = seriesWith([{ value: null }, { value: 2 }], { unit: 'money', money: [null, usd] });
    expect(unitIn(series)).toBe('money USD');
    expect(unitOf('money USD')).toMatchObject({ sign: 'USD', digits: 2, isCounted: true });
    expect(unitIn(seriesWith([{}]))).toBe('percent');
  });

  it.each([
    ['Over-refusal', 'percent', 'Over-refusal, %'],
    ['Spend', 'money EUR', 'Spend, EUR'],
    ['Accepted items', 'items', 'Accepted items'],
    ['Incidents per million sessions', 'per_million_sessions', 'Incidents per million sessions'],
    ['Label drift', 'psi', 'Label drift'],
    ['Agreement of annotators', 'coefficient', 'Agreement of annotators'],
  ])('head the column of %s in %s with %s', (title, unit, head) => {
    expect(columnTitle(title, unit)).toBe(head);
  });

  it.each([
    ['items', null, true],
    ['percent', null, true],
    ['percent', 'wilson', false],
    ['psi', null, false],
  ])('of %s, with the interval %s, are a full count: %s', (unit, interval, isFull) => {
    expect(isFullCount(unit, interval)).toBe(isFull);
  });
});
