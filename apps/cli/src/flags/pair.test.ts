import { describe, expect, it } from 'vitest';
import { parsePair, parseSettings } from './pair.ts';

describe('parsePair', () => {
  it('cuts at the first equals sign', () => {
    expect(parsePair('formula=a=b', '--set')).toEqual({ name: 'formula', value: 'a=b' });
    expect(parsePair('vendor=', '--where')).toEqual({ name: 'vendor', value: '' });
  });

  it.each(['vendor', '=acme', '', '  =x'])('refuses %j with a sentence', (text) => {
    expect(() => parsePair(text, '--where')).toThrow(`--where takes NAME=VALUE; "${text}" is not.`);
  });
});

describe('parseSettings', () => {
  it('gives a record', () => {
    expect(parseSettings(['model=llama2orig', 'date=2024-01-15'])).toEqual({ model: 'llama2orig', date: '2024-01-15' });
  });

  it('refuses the same name twice', () => {
    expect(() => parseSettings(['model=a', 'model=b'])).toThrow('--set model is given twice.');
  });
});
