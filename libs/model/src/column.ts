import type { LogicalType } from '@assay/contract';
import type { PiiClass } from './pii.ts';

/** Decimal digits: in all, and of those after the point. */
export type Digits = readonly [precision: number, scale: number];

/** One column of a table, as data. `Code` is the union of its enumeration, `string` where it has none. */
export interface Column<
  Name extends string = string,
  Type extends LogicalType = LogicalType,
  Code extends string = string,
  Required extends boolean = boolean,
> {
  readonly name: Name;
  readonly type: Type;
  /** Of `dec` only, else null. */
  readonly digits: Digits | null;
  /** Position in the primary key from 1; null outside it. */
  readonly key: number | null;
  /** NOT NULL: keys, partition columns, and what every metric of a table filters on. */
  readonly required: Required;
  /** False where the model writes `?`: often unknown. Nulls of an expected column are reported, not refused. */
  readonly expected: boolean;
  readonly pii: PiiClass;
  readonly oneOf: readonly Code[] | null;
  /** Worked out by the loader from other rows; a source's value is never taken. */
  readonly derived: boolean;
  /** Sources give the plain value; the loader stores its keyed hash. */
  readonly hashed: boolean;
  /** An empty text is a value of its own, not the same as none. */
  readonly mayBeEmpty: boolean;
  /** Longest text in bytes, for engines that must be told; null is their default. */
  readonly maxBytes: number | null;
  readonly meaning: string;
}

/** What differs from a plain, expected, public column. */
interface ColumnOptions {
  readonly key?: number;
  readonly required?: true;
  /** Often unknown (`?`). */
  readonly maybe?: true;
  readonly pii?: PiiClass;
  readonly oneOf?: readonly string[];
  readonly derived?: true;
  /** Fingerprint of a text; people's pseudonyms are hashed without saying so. */
  readonly hashed?: true;
  /** An empty text is a value of its own. */
  readonly empty?: true;
  readonly maxBytes?: number;
}

type CodeOf<Options> = Options extends { readonly oneOf: readonly (infer Code extends string)[] } ? Code : string;
type RequiredOf<Options> = Options extends { readonly required: true } | { readonly key: number } ? true : false;

function column(base: Pick<Column, 'name' | 'type' | 'digits' | 'meaning'>, options: ColumnOptions): Column {
  return {
    ...base,
    key: options.key ?? null,
    required: options.key !== undefined || options.required === true,
    expected: options.maybe !== true,
    pii: options.pii ?? 'none',
    oneOf: options.oneOf ?? null,
    derived: options.derived === true,
    hashed: options.hashed === true || options.pii === 'pseudo',
    mayBeEmpty: options.empty === true,
    maxBytes: options.maxBytes ?? null,
  };
}

/** A builder of columns of one logical type: name, meaning, and what is special about it. */
function columnsOfType<const Type extends LogicalType>(type: Type, digits: Digits | null = null) {
  return <const Name extends string, const Options extends ColumnOptions = ColumnOptions>(
    name: Name,
    meaning: string,
    options?: Options,
  ): Column<Name, Type, CodeOf<Options>, RequiredOf<Options>> =>
    // The type says what `column` just did with the options; the compiler cannot follow that. Tested in row.test.ts.
    column({ name, type, digits, meaning }, options ?? {}) as Column<Name, Type, CodeOf<Options>, RequiredOf<Options>>;
}

export const str = columnsOfType('str');
export const int = columnsOfType('int');
export const flt = columnsOfType('flt');
export const bool = columnsOfType('bool');
export const date = columnsOfType('date');
export const ts = columnsOfType('ts');
export const dec = (precision: number, scale: number) => columnsOfType('dec', [precision, scale]);

/** An amount or unit price, beside a column `currency`. */
export const money = dec(18, 6);
/** A billable quantity; hours and words come in fractions. */
export const quantity = dec(18, 4);
