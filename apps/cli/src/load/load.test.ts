import type { Finding } from '@assay/contract';
import type { LoadedFile } from '@assay/workspace';
import { describe, expect, it } from 'vitest';
import { captureTerminal } from '../testing/capture-terminal.ts';
import { progressLine } from './progress.ts';
import { receiptsText } from './receipts.ts';

const receipt: LoadedFile = {
  file: '/data/answers.csv',
  source: 'xstest',
  load: 'l1',
  read: 1250,
  loaded: 1200,
  unchanged: 40,
  quarantined: 4,
  ignored: 6,
  reasons: { 'V-E1': 4, repeat: 6 },
  tables: {
    fact_output: { inserted: 1150, updated: 50, unchanged: 40 },
    fact_grade: { inserted: 0, updated: 0, unchanged: 40 },
  },
  examples: Array.from({ length: 4 }, (_, index) => ({
    record: index + 1,
    line: index === 0 ? null : index + 2,
    column: 'final_label',
    reason: 'V-E1' as const,
    detail: 'it is none of the known codes',
  })),
  broken: [],
};

const broken = [
  { rule: 'V-L3', level: 'warning', counts: 'rows', count: 1390 },
  { rule: 'V-M6', level: 'error', counts: 'months', count: 1 },
] as unknown as readonly Finding[];

describe('receiptsText', () => {
  it('counts records, says why some were left out, and which tables changed', () => {
    expect(receiptsText([receipt], { isDryRun: false }).split('\n')).toEqual([
      'file          read  loaded  unchanged  quarantined  ignored',
      'answers.csv  1,250   1,200         40            4        6',
      'answers.csv: 4 with V-E1, a code is none of those its column knows',
      'answers.csv: 6 with repeat, the record says the same as an earlier one of the file',
      '  record 1, column final_label, V-E1: it is none of the known codes',
      '  record 2, line 3, column final_label, V-E1: it is none of the known codes',
      '  record 3, line 4, column final_label, V-E1: it is none of the known codes',
      '  All of them: assay quarantine l1',
      '  Mend them in answers.csv and load it again: what is in stays as it is.',
      'fact_output: 1,150 new, 50 changed',
      'To take answers.csv back: assay unload l1',
      '',
    ]);
  });

  it('adds the tables of several files and names a dry run', () => {
    const lines = receiptsText([receipt, receipt], { isDryRun: true }).split('\n');
    expect(lines).toContain('fact_output: 2,300 new, 100 changed');
    expect(lines).toContain('Dry run: nothing was kept.');
  });
});

describe('receiptsText of a load that broke rules', () => {
  it('closes with one line that names them, errors first', () => {
    const said = (...each: readonly LoadedFile[]) => receiptsText(each, { isDryRun: false }).split('\n').at(-2);
    expect(said({ ...receipt, broken })).toBe(
      '2 rules are broken since this load: V-M6 (months: 1), V-L3 (rows: 1,390); see assay doctor.',
    );
    expect(said(receipt, { ...receipt, broken: broken.slice(0, 1) })).toBe(
      '1 rule is broken since these loads: V-L3 (rows: 1,390); see assay doctor.',
    );
  });
});

describe('receiptsText of what --strict refused', () => {
  it('tells of no table, because none changed', () => {
    const refused = { ...receipt, load: null };
    const said = receiptsText([refused], { isDryRun: false });
    expect(said).not.toContain('fact_output');
    expect(said).toContain('No row changed.');
    const both = receiptsText([receipt, refused], { isDryRun: false });
    expect(both).toContain('fact_output: 1,150 new, 50 changed\n');
  });
});

describe('progressLine', () => {
  it('redraws one line at most ten times a second, at once in a new phase, and leaves nothing behind', () => {
    const shown = captureTerminal({ isTTY: true });
    let now = 0;
    const progress = progressLine(shown.terminal, '/data/answers.csv', () => now);
    progress.show({ phase: 'reading', records: 10, share: 0.017 });
    now = 50;
    progress.show({ phase: 'reading', records: 20, share: 0.03 });
    now = 150;
    progress.show({ phase: 'reading', records: 1240, share: 0.999 });
    progress.show({ phase: 'checking', records: 1250, share: null });
    now = 300;
    progress.show({ phase: 'checking', records: 1250, share: null });
    progress.clear();
    const erase = '\r\u001b[2K';
    expect(shown.err()).toBe(
      [
        `${erase}answers.csv: reading 1 %, 10 records`,
        `${erase}answers.csv: reading 99 %, 1,240 records, 8,267 a second`,
        `${erase}answers.csv: checking, 1,250 records`,
        `${erase}answers.csv: checking, 1,250 records`,
        erase,
      ].join(''),
    );
    expect(shown.out()).toBe('');
  });

  it('draws nothing where nobody watches', () => {
    const shown = captureTerminal();
    const progress = progressLine(shown.terminal, 'answers.csv');
    progress.show({ phase: 'reading', records: 10, share: null });
    progress.clear();
    expect(shown.err()).toBe('');
  });
});
