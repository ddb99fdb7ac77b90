import { describe, expect, it } from 'vitest';
import { captureTerminal } from '../testing/capture-terminal.ts';

const isColoured = (over: Parameters<typeof captureTerminal>[0]): boolean =>
  captureTerminal(over).terminal.outStyle.red('x') !== 'x';

describe('terminalOf', () => {
  it('colours a terminal and nothing else', () => {
    expect(isColoured({ isTTY: true })).toBe(true);
    expect(isColoured({ isTTY: false })).toBe(false);
  });

  it('respects NO_COLOR and a dumb terminal', () => {
    expect(isColoured({ isTTY: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(isColoured({ isTTY: true, env: { NO_COLOR: '' } })).toBe(true);
    expect(isColoured({ isTTY: true, env: { TERM: 'dumb' } })).toBe(false);
  });

  it('redraws a line only on a terminal that a person watches', () => {
    expect(captureTerminal({ isTTY: true }).terminal.live).toBe(true);
    expect(captureTerminal({ isTTY: true, env: { CI: 'true' } }).terminal.live).toBe(false);
    expect(captureTerminal().terminal.live).toBe(false);
  });
});
