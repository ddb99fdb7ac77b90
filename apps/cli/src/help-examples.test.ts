import type { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleFolder } from '@assay/workspace/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programOf } from './program.ts';
import { captureTerminal } from './testing/capture-terminal.ts';
import type { Ran } from './testing/run-assay.ts';
import { documentOf, runAssay } from './testing/run-assay.ts';
import { writeXstest } from './testing/xstest-file.ts';

const program = programOf({ terminal: captureTerminal().terminal, finish: () => undefined });

let sample: string;
/** Files are loaded beside it: a folder with a database of its own has no sample any more. */
const folder = mkdtempSync(join(tmpdir(), 'assay-examples-'));
const file = writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 });
beforeAll(async () => void (sample = await sampleFolder()), 120_000);
afterAll(() => [sample, folder].forEach((each) => rmSync(each, { recursive: true, force: true })));

const assay = (...argv: readonly string[]): Promise<Ran> => runAssay(argv[0] === 'load' ? folder : sample, ...argv);

/** Whole command lines that the help of a command prints, without the program's name. */
async function linesOf(...help: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { out } = await assay(...help, '--help');
  return [...out.matchAll(/^ +assay (.+)$/gm)].map(([, line = '']) => line.split(' '));
}

interface Example {
  readonly command: string;
  /** Empty for an argument. */
  readonly flag: string;
  readonly value: string;
}

/** What is given as an example of an argument or a flag; "e.g. the model" is none that could be typed. */
const valuesIn = (description: string): readonly string[] =>
  (/e\.g\. ([^:;()]+)/.exec(description)?.[1] ?? '').split(', ').filter((value) => /^\S+$/.test(value));

function examplesOf(command: Command): readonly Example[] {
  const own = command.name();
  const named = [
    ...command.registeredArguments.map(({ description }) => ({ flag: '', description })),
    ...command.options.map(({ long, description }) => ({ flag: long ?? '', description })),
  ];
  return named.flatMap(({ flag, description }) =>
    valuesIn(description).map((value) => ({ command: own, flag, value })),
  );
}

/** A line that holds the example and no more than it needs. */
function lineOf({ command, flag, value }: Example): readonly string[] {
  const given = flag === '' ? [value] : [flag, value];
  // A first day needs a last one.
  const days: Readonly<Record<string, readonly string[]>> = { '--from': ['--to', '2026-09-01'], '--to': ['--from', '2026-08-01'] }; // prettier-ignore
  if (command === 'metric')
    return ['metric', ...(flag === '' ? [] : ['accepted_items']), ...given, ...(days[flag] ?? [])];
  const set = flag === '--set' ? [] : ['--set', 'date=2024-01-15'];
  if (command === 'load') return ['load', file, '--recipe', 'xstest', ...set, ...given, '--dry-run'];
  throw new Error(`Nobody said how to try ${given.join(' ')} of assay ${command}.`);
}

describe('what a help gives as an example', { timeout: 60_000 }, () => {
  it('has a number of the sample, where it is a whole line', async () => {
    const commands = program.commands.map((command) => command.name());
    const lines = (await Promise.all([linesOf(), ...commands.map((name) => linesOf(name))])).flat();
    expect(lines.map(([name]) => name)).toContain('metric');
    for (const line of lines) {
      const ran = await assay(...line, '--json');
      expect([line, ran.code, ran.err]).toEqual([line, 0, expect.not.stringContaining('error')]);
      const { metrics } = documentOf(ran) as { metrics: readonly { rows: readonly { value: number | null }[] }[] };
      for (const { rows } of metrics) expect(rows.some(({ value }) => value !== null)).toBe(true);
    }
  });

  const examples = program.commands.flatMap(examplesOf);

  it('is found in the help of arguments and flags', () => {
    expect(examples).toContainEqual({ command: 'metric', flag: '', value: 'accepted_items' });
    expect(examples).toContainEqual({ command: 'metric', flag: '--last', value: '7d' });
  });

  it.each(examples)('works: assay $command $flag $value', async (example) => {
    const line = lineOf(example);
    const { code, err } = await assay(...line);
    expect([line, code, err]).toEqual([line, 0, expect.not.stringContaining('error')]);
  });
});
