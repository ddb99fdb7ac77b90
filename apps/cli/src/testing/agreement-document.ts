import { expect } from 'vitest';
import { documentOf, runAssay } from './run-assay.ts';

interface Said {
  readonly id: string;
  readonly weighting: string | null;
  readonly value: number | null;
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface Document {
  readonly kind: string;
  readonly items: number;
  readonly itemsByAnswers: readonly { readonly answers: number; readonly items: number }[];
  readonly answers: number;
  readonly raters: readonly string[];
  readonly categories: readonly string[];
  readonly unanimous: number;
  readonly coefficients: readonly Said[];
  readonly consensus: {
    readonly majority: readonly { readonly category: string; readonly items: number }[];
    readonly any: readonly { readonly category: string; readonly items: number }[];
    readonly all: readonly { readonly category: string; readonly items: number }[];
    readonly said: readonly {
      readonly annotator: string;
      readonly answers: number;
      readonly counts: readonly number[];
    }[];
    readonly ties: number;
    readonly dawidSkene: readonly { readonly category: string; readonly items: number }[] | null;
    readonly accuracy: readonly {
      readonly id: string;
      readonly n: number;
      readonly value: number;
      readonly lower: number;
      readonly upper: number;
    }[];
    readonly annotators: readonly { readonly annotator: string; readonly answers: number; readonly value: number }[];
  };
  readonly pairs: readonly {
    readonly raters: readonly string[];
    readonly n: number;
    readonly coefficients: readonly Said[];
  }[];
}

/** What `assay agreement` says of a file, as JSON. */
export async function agreementOf(folder: string, file: string, ...argv: readonly string[]): Promise<Document> {
  const ran = await runAssay(folder, 'agreement', file, '--json', ...argv);
  expect(ran.code, ran.err).toBe(0);
  return documentOf(ran) as Document;
}

/** A coefficient by id and weights, to five digits. */
export const found = (
  { coefficients }: Pick<Document, 'coefficients'>,
  id: string,
  weighting: string | null = 'identity',
) => coefficients.find((each) => each.id === id && each.weighting === weighting);
export const five = (value: number | null | undefined): string | undefined => value?.toFixed(5);
