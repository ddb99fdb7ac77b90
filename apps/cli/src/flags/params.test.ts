import { describe, expect, it } from 'vitest';
import { parseParams } from './params.ts';

describe('parseParams', () => {
  it('starts from the defaults', () => {
    expect(parseParams([])).toEqual({ gradeBasis: 'best' });
    expect(parseParams(['grade_basis=human'])).toEqual({ gradeBasis: 'human' });
  });

  it('names what it knows when a name or value is unknown', () => {
    expect(() => parseParams(['grade_bases=human'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'Did you mean grade_basis?' }),
    );
    expect(() => parseParams(['currency=EUR'])).toThrow(expect.objectContaining({ hint: 'Parameters: grade_basis.' }));
    expect(() => parseParams(['grade_basis=guess'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'grade_basis takes best, human, judge.' }),
    );
    expect(() => parseParams(['toString=x'])).toThrow('There is no parameter "toString".');
  });
});
