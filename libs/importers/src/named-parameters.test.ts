import { describe, expect, it } from 'vitest';
import { bindNamed, int, parameterNames, str } from './named-parameters.ts';

describe('bindNamed', () => {
  it('numbers names in order, a repeated one once', () => {
    expect(bindNamed('select :b, :a, :b', { a: int(1), b: str('x') })).toEqual({
      sql: 'select $1, $2, $1',
      parameters: [str('x'), int(1)],
    });
  });

  it('leaves casts, texts, quoted names and comments alone', () => {
    const sql = `select x::text, ':a', 'it''s :a', ":a", /* :a */ y -- :a\n, :a`;
    expect(bindNamed(sql, { a: int(1) }).sql).toBe(`select x::text, ':a', 'it''s :a', ":a", /* :a */ y -- :a\n, $1`);
  });

  it('casts a null to text', () => {
    expect(bindNamed('select :a', { a: str(null) }).sql).toBe('select cast($1 as varchar)');
  });

  it.each(['a', 'toString', '__proto__'])('refuses the unknown name %s', (name) => {
    expect(() => bindNamed(`select :${name}`, {})).toThrow(`There is no parameter ":${name}".`);
  });
});

it('parameterNames lists what a text uses', () => {
  expect(parameterNames(`select :model || ':no' || :date, :model`)).toEqual(['model', 'date']);
});
