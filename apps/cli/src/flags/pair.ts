import { usageError } from './usage.ts';

export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Splits `NAME=VALUE` at its first `=`; the value may be empty. */
export function parsePair(text: string, flag: string): Pair {
  const cut = text.indexOf('=');
  const name = text.slice(0, Math.max(cut, 0)).trim();
  if (name === '')
    throw usageError(
      `${flag} takes NAME=VALUE; "${text}" is not.`,
      `For example: ${flag} ${examples[flag] ?? 'name=value'}`,
    );
  return { name, value: text.slice(cut + 1) };
}

const examples: Readonly<Record<string, string>> = {
  '--where': 'model_version=llama2orig',
  '--param': 'grade_basis=human',
  '--full': 'task=checkout',
  '--set': 'date=2024-01-15',
};

/** For an option that may be given several times. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** `--set` pairs as a record; the same name twice is a mistake, not an override. */
export function parseSettings(texts: readonly string[]): Readonly<Record<string, string>> {
  const settings = new Map<string, string>();
  for (const { name, value } of texts.map((text) => parsePair(text, '--set'))) {
    if (settings.has(name)) throw usageError(`--set ${name} is given twice.`, 'Give each setting once.');
    settings.set(name, value);
  }
  return Object.fromEntries(settings);
}
