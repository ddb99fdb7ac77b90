import { describe, expect, it } from 'vitest';
import { draw } from './draw.ts';
import { literal, nth, pick, valuesOf } from './sql.ts';

describe('literal', () => {
  it('doubles quotes, and makes doubles of fractions', () => {
    expect(literal("Calder's")).toBe("'Calder''s'");
    expect(literal(0.5)).toBe('0.5::double');
    expect([literal(3), literal(true), literal(null)]).toEqual(['3', 'true', 'null']);
  });
});

describe('pick', () => {
  it('cuts the draw by shares that need not add to 1', () => {
    expect(
      pick('u', [
        ['a', 1],
        ['b', 3],
      ]),
    ).toBe("case when u < 0.250000 then 'a' else 'b' end");
  });

  it('needs no draw for a single thing', () => {
    expect(pick('u', [['only', 7]])).toBe("'only'");
  });
});

describe('relations and lists', () => {
  it('are written out', () => {
    expect(valuesOf(['n', 'name'], [[1, 'x']])).toBe("(values (1, 'x')) as given(n, name)");
    expect(nth(['x', 'y'], 'place')).toBe("['x', 'y'][1 + (place)]");
  });
});

describe('draw', () => {
  it('is another for another purpose, and the same for the same', () => {
    expect(draw('o', 'wait')).toBe(draw('o', 'wait'));
    expect(draw('o', 'wait')).not.toBe(draw('o', 'waits'));
  });
});
