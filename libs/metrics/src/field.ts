import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Sql } from './dialect.ts';
import { or, word } from './dialect.ts';

/**
 * A column of a fact's relation, compared with words of a closed vocabulary. A null never equals a word, and is
 * therefore neither `is` nor `isNot`: the null has its own question.
 */
export class Field<Word extends string = string> {
  readonly column: string;

  constructor(column: string) {
    this.column = column;
  }

  get ref(): RawBuilder<unknown> {
    return sql.ref(this.column);
  }

  is(expected: Word): RawBuilder<boolean> {
    return sql`${this.ref} = ${word(expected)}`;
  }

  isNot(other: Word): RawBuilder<boolean> {
    return sql`${this.ref} <> ${word(other)}`;
  }

  isOneOf(...expected: readonly Word[]): RawBuilder<boolean> {
    return or(...expected.map((item) => this.is(item)));
  }

  /** Of columns of whole numbers. */
  isAbove(least: number): RawBuilder<boolean> {
    return sql`${this.ref} > ${sql.lit(least)}`;
  }

  /** Of two columns of numbers. */
  exceeds(other: Field): RawBuilder<boolean> {
    return sql`${this.ref} > ${other.ref}`;
  }

  isNull(): RawBuilder<boolean> {
    return sql`${this.ref} is null`;
  }

  isKnown(): RawBuilder<boolean> {
    return sql`${this.ref} is not null`;
  }

  isTrue(): RawBuilder<boolean> {
    return sql`${this.ref} = true`;
  }
}

/** `coalesce(column, otherwise) = expected`: for columns whose null has an agreed meaning. */
export function orElse<Word extends string>(
  field: Field<Word>,
  otherwise: Word,
): { is(expected: Word): Sql; isNot(other: Word): Sql } {
  const filled = sql`coalesce(${field.ref}, ${word(otherwise)})`;
  return {
    is: (expected) => sql`${filled} = ${word(expected)}`,
    isNot: (other) => sql`${filled} <> ${word(other)}`,
  };
}
