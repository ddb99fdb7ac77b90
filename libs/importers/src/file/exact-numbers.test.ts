import { expect, it } from 'vitest';
import { plainNumber, withExactNumbers } from './exact-numbers.ts';

it.each([
  ['1e-9', '0.000000001'],
  ['1.50e-3', '0.0015'],
  ['-12.5e1', '-125'],
  ['1.25E+1', '12.5'],
  ['1e3', '1000'],
  ['0e5', '0'],
  ['123.45', '123.45'],
  ['1e999', '1e999'],
])('plainNumber %s', (source, plain) => expect(plainNumber(source)).toBe(plain));

it.each([
  ['{"a":1.5,"b":12}', '{"a":1.5,"b":12}'],
  ['{"a":123456789012.123456,"b":1}', '{"a":"123456789012.123456","b":"1"}'],
  ['{"a":1e-7,"b":{"c":[0.00001]},"d":null,"e":true}', '{"a":"0.0000001","b":{"c":["0.00001"]},"d":null,"e":true}'],
  ['{"a":"12345678901234567890"}', '{"a":"12345678901234567890"}'],
  ['{"a":12345678901234567890', '{"a":12345678901234567890'],
])('withExactNumbers %s', (line, exact) => expect(withExactNumbers(line)).toBe(exact));
