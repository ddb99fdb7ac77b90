import { AssayError } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { captureTerminal } from '../testing/capture-terminal.ts';
import { failureOf, reportFailure } from './failure.ts';

describe('reportFailure', () => {
  it('prints sentence and hint, and no stack', () => {
    const shown = captureTerminal();
    const code = reportFailure(
      new AssayError('DATABASE_IN_USE', 'It is in use.', { hint: 'Stop it.' }),
      shown.terminal,
      false,
    );
    expect(code).toBe(1);
    expect(shown.err()).toBe('error: It is in use.\nStop it.\n');
    expect(shown.out()).toBe('');
  });

  it('prints one JSON document on standard output as well', () => {
    const shown = captureTerminal();
    expect(reportFailure(new AssayError('METRIC_UNKNOWN', 'No such metric.'), shown.terminal, true)).toBe(2);
    expect(JSON.parse(shown.out())).toEqual({
      error: { code: 'METRIC_UNKNOWN', message: 'No such metric.', hint: null },
    });
  });

  it('asks to report what it does not know, and shows the stack only on demand', () => {
    const plain = captureTerminal();
    expect(reportFailure(new TypeError('x is not a function'), plain.terminal, false)).toBe(1);
    expect(plain.err()).toContain('x is not a function.');
    expect(plain.err()).toContain('ASSAY_DEBUG=1');
    expect(plain.err()).not.toContain('failure.test.ts');

    const debug = captureTerminal({ env: { ASSAY_DEBUG: '1' } });
    reportFailure(new TypeError('outer', { cause: new Error('inner') }), debug.terminal, false);
    expect(debug.err()).toContain('failure.test.ts');
    expect(debug.err()).toContain('caused by: Error: inner');
  });
});

describe('failureOf', () => {
  it('knows an AssayError of another copy of the class by its shape', () => {
    const foreign = Object.assign(new Error('Elsewhere.'), { name: 'AssayError', code: 'USAGE', hint: 'Do this.' });
    expect(failureOf(foreign)).toEqual({ code: 'USAGE', message: 'Elsewhere.', hint: 'Do this.' });
  });

  it('takes a code that is not ours for an unexpected error', () => {
    expect(failureOf(Object.assign(new Error('no such file'), { code: 'ENOENT' })).code).toBe('INTERNAL');
    expect(failureOf('a thrown text').message).toBe('Assay met an error it did not expect: a thrown text.');
  });
});
