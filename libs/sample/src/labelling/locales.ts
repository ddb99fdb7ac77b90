import type { VendorKey } from '../dimensions/vendors.ts';
import type { Shares } from '../sql.ts';
import { vendorKeys } from '../dimensions/vendors.ts';

/** Locales of items by number, and the number of their language in `languages`. */
export const locales = ['en-US', 'en-GB', 'de-DE', 'es-ES', 'fr-FR'] as const;
export const languageOfLocale = [0, 0, 1, 2, 3] as const;

/** A vendor is sent what its people can read. */
export const localesOf: Record<VendorKey, Shares<number>> = {
  own: [
    [0, 82],
    [1, 18],
  ],
  brightmoor: [
    [0, 56],
    [1, 14],
    [3, 30],
  ],
  calderfinch: [
    [0, 40],
    [1, 20],
    [2, 40],
  ],
  larkspur: [
    [0, 20],
    [1, 8],
    [2, 36],
    [4, 36],
  ],
  tidewater: [
    [0, 62],
    [1, 38],
  ],
};

/** Vendors and languages, by number, that items come in. */
export const spoken: readonly (readonly [vendor: number, language: number])[] = vendorKeys.flatMap((key, vendor) =>
  [...new Set(localesOf[key].map(([locale]) => languageOfLocale[locale] ?? 0))].map(
    (language) => [vendor, language] as const,
  ),
);
