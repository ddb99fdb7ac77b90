import { describe, expect, it } from 'vitest';
import { csvComment, csvRecord } from './csv.ts';

describe('a CSV record', () => {
  it.each([
    ['plain text', ['a', 'b c'], 'a,b c\r\n'],
    ['a comma, a quote, a line break', ['a,b', 'say "x"', 'l1\nl2'], '"a,b","say ""x""","l1\nl2"\r\n'],
    ['nothing and empty text', [null, ''], ',\r\n'],
    ['numbers, negative ones too', [0, -0.5, 1e-7], '0,-0.5,1e-7\r\n'],
    ['numbers that are none', [Number.NaN, Number.POSITIVE_INFINITY], ',\r\n'],
    ['text that would be a formula', ['=1+1', '+1', '-1', '@x', '\tx'], "'=1+1,'+1,'-1,'@x,'\tx\r\n"],
    ['a formula that needs quotes', ['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
    ['a sign inside text', ['a=1', 'x-y'], 'a=1,x-y\r\n'],
  ])('holds %s', (_name, cells, expected) => {
    expect(csvRecord(cells)).toBe(expected);
  });
});

describe('a CSV comment', () => {
  it('is one cell in every locale, and one line', () => {
    expect(csvComment('Filter: workflow = a,=cmd|x;b\t"c"\r\nd')).toBe('# Filter: workflow = a =cmd|x b c d\r\n');
  });
});
