import { AssayError } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { errorClass } from './error-class.ts';
import type { FaultRule } from './faults.ts';
import { classifyFault } from './faults.ts';

const rules: readonly FaultRule[] = [
  {
    match: /no table (?<name>\w+)/,
    code: 'WAREHOUSE_NOT_FOUND',
    message: 'There is no {name}.',
    hint: 'Create {name}.',
  },
  { match: /busy/, code: 'WAREHOUSE_UNAVAILABLE', message: 'Busy.', retryable: true },
];

describe('classifyFault', () => {
  it('fills in named groups and nothing else', () => {
    const fault = classifyFault(new Error("Catalog Error: no table t where x = 'secret'"), rules, 'q1');
    expect(fault).toMatchObject({
      code: 'WAREHOUSE_NOT_FOUND',
      message: 'There is no t.',
      hint: 'Create t.',
      retryable: false,
      queryId: 'q1',
    });
    expect(fault.cause).toEqual(new Error('Catalog Error'));
  });

  it('keeps what is retryable', () => {
    expect(classifyFault(new Error('busy'), rules)).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE', retryable: true });
  });

  it('lets our own errors pass', () => {
    const ours = new AssayError('DAY_INVALID', 'No day.');
    expect(classifyFault(ours, rules)).toBe(ours);
  });

  it('says little of what it does not know', () => {
    const fault = classifyFault(new Error("Strange Error: 'secret'"), rules);
    expect(fault.code).toBe('INTERNAL');
    expect(`${fault.message} ${String(fault.cause)}`).not.toContain('secret');
  });
});

describe('errorClass', () => {
  it.each([
    ['Conversion Error: Could not convert string secret', 'Conversion Error'],
    ['Parser Error: syntax error\n\nLINE 3: secret', 'Parser Error at line 3'],
    ['TransactionContext Error: Failed to commit: secret', 'TransactionContext Error'],
    ['Row Values: [secret]', 'Error'],
    ['secret', 'Error'],
    ['', 'Error'],
  ])('of %j is %s', (message, expected) => {
    expect(errorClass(new Error(message)).message).toBe(expected);
  });

  it('keeps where it came from, not what it said', () => {
    const caught = (() => {
      try {
        return JSON.parse('secret') as Error;
      } catch (error) {
        return error;
      }
    })();
    const safe = errorClass(caught);
    expect(safe.message).toBe('SyntaxError');
    expect(safe.stack).toContain('faults.test.ts');
    expect(safe.stack).not.toContain('secret');
    expect(errorClass('secret').message).toBe('Error');
    expect(errorClass(new Error('x\n    at secret')).stack).not.toContain('secret');
  });
});
