import light from 'decimal.js-light';

// Its default export is the constructor, in Node and in bundlers; its types say so of a module that has one.
const Light = light as unknown as typeof light.Decimal;

/** Exact to 60 digits, so that sums of amounts times rates keep every digit and a quotient more than is ever shown. */
const Exact = Light.clone({ precision: 60 });
export type Decimal = InstanceType<typeof light.Decimal>;

export const zero: Decimal = new Exact(0);

export const decimal = (text: string | number): Decimal => new Exact(text);

/** Four decimals are kept (metrics.md 3.10); an amount that rounds to nothing has no sign. */
export function moneyText(amount: Decimal): string {
  const text = amount.toFixed(4);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
}

/** Of a number that is worked out of floats, as limits are. */
export const textOfFloat = (amount: number | null): string | null =>
  amount === null ? null : moneyText(decimal(amount));
