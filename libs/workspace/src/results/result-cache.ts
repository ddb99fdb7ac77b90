import type { Result, ResultColumn } from '@assay/contract';
import { Remembered } from './remembered.ts';

/** A page is some ten results of some ten kilobytes; a thousand pages fit. */
const usualBytes = 64 * 1024 * 1024;

export type ResultCache = Remembered<Result>;

/** Room for results of statements. */
export const resultCache = (mostBytes = usualBytes): ResultCache => new Remembered({ mostBytes, bytesOf });

/** A cell that is no text, with its place in the column. */
const cellBytes = 16;

function bytesOf({ columns }: Result): number {
  return columns.reduce((sum, column) => sum + column.name.length * 2 + columnBytes(column), 0);
}

function columnBytes({ values }: ResultColumn): number {
  return values.reduce<number>((sum, value) => sum + cellBytes + (typeof value === 'string' ? value.length * 2 : 0), 0);
}
