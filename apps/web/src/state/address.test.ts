import { describe, expect, it } from 'vitest';
import { isSlice, readAddress, writeAddress } from './address.ts';

const plain = { panel: 'kpis', question: 'now0', metric: 'over_refusal_rate', bucket: null, by: [] };

describe('addresses of numbers', () => {
  it.each([
    [plain, 'kpis~now0~over_refusal_rate'],
    [{ ...plain, bucket: '2026-11-09' }, 'kpis~now0~over_refusal_rate~2026-11-09'],
    [
      { ...plain, by: [{ dimension: 'model_version', value: 'Tern 2026.11' }] },
      'kpis~now0~over_refusal_rate~~model_version=Tern 2026.11',
    ],
    [{ ...plain, by: [{ dimension: 'locale', value: null }] }, 'kpis~now0~over_refusal_rate~~locale'],
    [
      { ...plain, by: [{ dimension: 'locale', value: 'a~b=c%7E' }] },
      'kpis~now0~over_refusal_rate~~locale=a%7Eb=c%257E',
    ],
    [{ ...plain, metric: null }, 'kpis~now0'],
  ])('%o is %s and back', (address, text) => {
    expect(writeAddress(address)).toBe(text);
    expect(readAddress(text)).toEqual(address);
  });

  it('reads nothing out of half an address', () => {
    expect(readAddress('kpis')).toBeNull();
    expect(readAddress('~now0')).toBeNull();
  });

  it('tells "not known" from any value', () => {
    const slice = [{ dimension: 'locale', value: null, label: 'not known' }];
    expect(isSlice(slice, { by: [{ dimension: 'locale', value: null }] })).toBe(true);
    expect(isSlice(slice, { by: [{ dimension: 'locale', value: 'de' }] })).toBe(false);
    expect(isSlice(slice, { by: [] })).toBe(false);
  });
});
