import { describe, expect, it } from 'vitest';
import { styleOf } from '../shell/terminal.ts';
import { nodeStep, stepsText } from './doctor.ts';

describe('nodeStep', () => {
  it('wants the Node that runs TypeScript', () => {
    expect(nodeStep('24.21.0')).toEqual({ name: 'Node', ok: true, detail: 'version 24.21.0', fix: null });
    expect(nodeStep('20.20.2')).toMatchObject({ ok: false, fix: expect.stringContaining('npm start') as string });
  });
});

describe('stepsText', () => {
  it('puts the fix below what failed and counts', () => {
    const steps = [
      { name: 'Node', ok: true, detail: 'version 24.21.0', fix: null },
      { name: 'freshness', ok: false, detail: 'nothing has been loaded', fix: 'Load a file.' },
    ];
    expect(stepsText(steps, styleOf(false)).split('\n')).toEqual([
      'ok      Node       version 24.21.0',
      'FAILED  freshness  nothing has been loaded',
      '        fix: Load a file.',
      '1 of 2 checks failed.',
      '',
    ]);
    expect(stepsText(steps.slice(0, 1), styleOf(false))).toBe('ok  Node  version 24.21.0\nAll is well.\n');
  });
});
