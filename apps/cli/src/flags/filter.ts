import type { Comparison, DimensionFilter } from '@assay/contract';
import { didYouMean } from '@assay/contract';
import { parsePair } from './pair.ts';
import { usageError } from './usage.ts';

/** `DIM=VALUE` filters: the same dimension twice means either value; an empty value means "not known". */
export function parseWhere(texts: readonly string[]): readonly DimensionFilter[] {
  const valuesOf = new Map<string, (string | null)[]>();
  for (const text of texts) {
    const { name, value } = parsePair(text, '--where');
    const values = valuesOf.get(name) ?? [];
    valuesOf.set(name, [...values, value === '' ? null : value]);
  }
  return [...valuesOf].map(([dimension, values]) => ({ dimension, values }));
}

/** `previous`, `last-year`, `DIM=VALUE` or `rest=DIM`. */
export function parseCompare(text: string): Comparison {
  if (text === 'previous') return { kind: 'previous' };
  if (text === 'last-year') return { kind: 'last_year' };
  if (!text.includes('=')) {
    throw usageError(
      `--compare takes previous, last-year, DIM=VALUE or rest=DIM; "${text}" is none of them.`,
      didYouMean(text, ['previous', 'last-year']) ??
        'For example: --compare previous, or --compare model_version=llama2orig.',
    );
  }
  const { name, value } = parsePair(text, '--compare');
  if (value === '') throw usageError(`--compare ${name}= names no value.`, `Write ${name}=VALUE.`);
  return name === 'rest' ? { kind: 'rest', dimension: value } : { kind: 'value', dimension: name, value };
}
