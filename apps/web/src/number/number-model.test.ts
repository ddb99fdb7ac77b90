import { describe, expect, it } from 'vitest';
import { readyWith, seriesWith } from '../testing/answers.ts';
import { isWeighted, numberAt, shownAs } from './number-model.ts';
import { nameRows, whyNot } from './why-not.ts';

describe('how a number may be shown', () => {
  it.each([
    [{ status: 'ok', value: 0.064, n: 4812 }, 'value'],
    [{ status: 'low_n', value: 0.28, n: 18 }, 'grey'],
    [{ status: 'low_n', value: 0.28, n: 7 }, 'count'],
    [{ status: 'low_n', value: null, n: 18 }, 'count'],
    [{ status: 'no_data', value: null, n: 0 }, 'no_data'],
    [{ status: 'undefined', value: null, n: 40 }, 'undefined'],
    [{ status: 'off', value: null, n: 40 }, 'off'],
    // A metric that is shown from the first row on: zero of three is a value.
    [{ status: 'ok', value: 0, n: 3 }, 'value'],
  ] as const)('%o is %s', (number, shown) => {
    expect(shownAs(number)).toBe(shown);
  });

  it('says why there is no rate, with the count where it is one', () => {
    const few = seriesWith([{ value: null, status: 'low_n', n: 7, numeratorRows: 2 }]);
    const number = numberAt(readyWith([few]), few, 0);
    expect(number && whyNot(number)).toBe('too little data: 2 of 7');
  });

  it('says what can be counted where rows are weighted', () => {
    const few = seriesWith([{ value: null, status: 'low_n', n: 7, numerator: 20, numeratorRows: 3, denominator: 70 }]);
    const number = numberAt(readyWith([few]), few, 0);
    expect(number && isWeighted(number)).toBe(true);
    expect(number && whyNot(number)).toBe('too little data: 3 of 7');
  });

  it('names a count by the rows behind it, which may be more than n', () => {
    expect(nameRows({ n: 3692, rows: 3692 }, 'All')).toBe('3,692 rows of All');
    expect(nameRows({ n: 1, rows: 1 }, 'All')).toBe('1 row of All');
    expect(nameRows({ n: 206, rows: 404 }, 'All')).toBe('404 rows of All, n 206');
  });

  it('has no number beyond the periods of the answer', () => {
    const series = seriesWith([{}]);
    expect(numberAt(readyWith([series]), series, 1)).toBeNull();
    expect(numberAt(readyWith([series]), series, -1)).toBeNull();
  });
});
