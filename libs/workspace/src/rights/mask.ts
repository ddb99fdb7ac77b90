import type { DimensionMember } from '@assay/contract';

/** Hexadecimal digits of a pseudonym in a name that people read, and of one that tells members apart. */
const shortDigits = 8;
const longDigits = 16;

/** Members of one dimension under pseudonyms, for viewers whom their names are not for. The same member, the same pseudonym. */
export class Mask {
  readonly #title: string;
  readonly #pseudonym: (value: string) => string;

  constructor(title: string, pseudonym: (value: string) => string) {
    this.#title = title;
    this.#pseudonym = pseudonym;
  }

  /** Stands for the id, which may say the name as well. Rows without a member stay so. */
  value(real: string | null): string | null {
    return real === null ? null : this.#pseudonym(real).slice(0, longDigits);
  }

  /** "Vendor 3f9a1c02". */
  label({ value, label }: DimensionMember): string {
    return value === null ? label : `${this.#title} ${this.#pseudonym(value).slice(0, shortDigits)}`;
  }

  /** The member as the viewer knows it. */
  member(real: DimensionMember): DimensionMember {
    return { ...real, value: this.value(real.value), label: this.label(real) };
  }

  /** The member that a viewer means; undefined for what is none, the real names included. */
  real(meant: string, members: readonly DimensionMember[]): string | undefined {
    const found = members.find((member) => this.value(member.value) === meant || this.label(member) === meant);
    return found?.value ?? undefined;
  }
}
