import { describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { captureTerminal } from './testing/capture-terminal.ts';

async function assay(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const shown = captureTerminal();
  const code = await run(argv, shown.terminal);
  return { code, out: shown.out(), err: shown.err() };
}

describe('help', () => {
  it('lists every command of the contract, and which come later', async () => {
    const { code, out, err } = await assay('--help');
    expect(code).toBe(0);
    expect(err).toBe('');
    const later = out.indexOf('Later versions:');
    for (const name of ['start', 'load', 'metric', 'agreement', 'doctor', 'check', 'schema']) {
      expect(out.slice(0, later)).toContain(`\n  ${name} `);
    }
    for (const name of ['map', 'export', 'sync']) {
      expect(out.slice(later)).toContain(`\n  ${name} `);
    }
  });

  it('has every flag of the contract', async () => {
    const { out } = await assay('metric', '--help');
    const flags = [
      '--last',
      '--from',
      '--to',
      '--grain',
      '--by',
      '--where',
      '--compare',
      '--paired',
      '--param',
      '--as-of',
    ];
    for (const flag of [...flags, '--json', '--db']) expect(out).toContain(`  ${flag}`);
    const load = await assay('load', '--help');
    for (const flag of ['--from', '--recipe', '--set', '--full', '--dry-run', '--strict', '--json', '--db']) {
      expect(load.out).toContain(`  ${flag}`);
    }
  });

  it('goes to standard error with exit code 2 when no command is given', async () => {
    const { code, out, err } = await assay();
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: assay');
  });
});

describe('a wrong command line', () => {
  it.each([
    [['metrc'], "Unknown command 'metrc'.", 'Did you mean metric?'],
    [['help', 'metrc'], 'There is no command "metrc".', '`assay --help`'],
    [['metric', 'x', '--jsn'], "Unknown option '--jsn'.", 'Did you mean --json?'],
    [['metric', 'x', '--last'], "Option '--last <period>' argument missing.", '`assay metric --help`'],
    [
      ['metric', 'x', '--grain', 'year'],
      '--grain year is not known.',
      '--grain takes none, day, week, month, quarter.',
    ],
    [['schema', 'duckbd'], 'There is no engine "duckbd".', 'Did you mean duckdb?'],
    [['schema', 'oracle'], 'There is no engine "oracle".', 'duckdb, postgres'],
    [['schema'], 'Name the engine', 'duckdb, postgres'],
    [['schema', 'duckdb', 'extra'], 'Too many arguments', '`assay schema --help`'],
    [['start', '--port', '70000'], '--port 70000 is not a port.', '0 to 65535'],
  ])('%j is exit code 2, a sentence and what to do', async (argv, sentence, hint) => {
    const { code, out, err } = await assay(...argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err).toContain(hint);
    expect(err).not.toMatch(/^ +at /m);
  });

  it('answers in one JSON document when --json is among the words', async () => {
    const { code, out } = await assay('schema', 'oracle', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 'USAGE',
        message: 'There is no engine "oracle".',
        hint: 'Engines: duckdb, postgres, redshift, bigquery, snowflake, databricks.',
      },
    });
    const unparsed = await assay('metric', '--json', '--nope');
    expect(JSON.parse(unparsed.out)).toMatchObject({ error: { code: 'USAGE' } });
  });
});

describe('what comes later', () => {
  it.each([['map', 'duckdb'], ['export'], ['sync', 'label-studio']])(
    '%s says so in one sentence, exit code 2',
    async (...argv) => {
      const { code, err, out } = await assay(...argv);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(/comes in a later version of Assay\.\n/);
      expect(JSON.parse((await assay(...argv, '--json')).out)).toMatchObject({ error: { code: 'LATER' } });
    },
  );
});

describe('schema', () => {
  it.each(['duckdb', 'postgres', 'redshift', 'bigquery', 'snowflake', 'databricks'])(
    'prints 24 tables for %s',
    async (engine) => {
      const { code, out } = await assay('schema', engine);
      expect(code).toBe(0);
      expect(out.match(/^create table /gim)).toHaveLength(24);
      const json = JSON.parse((await assay('schema', engine, '--json')).out) as { statements: string[] };
      expect(json.statements.length).toBeGreaterThanOrEqual(24);
    },
  );
});
