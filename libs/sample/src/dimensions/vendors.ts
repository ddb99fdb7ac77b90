import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import { weekStart } from '../calendar.ts';

type VendorRow = Row<'dim_vendor'>;

interface VendorFacts {
  readonly name: string;
  readonly kind: NonNullable<VendorRow['vendor_kind']>;
  readonly basis: NonNullable<VendorRow['billing_basis']>;
  readonly currency: 'USD' | 'EUR' | 'GBP';
  readonly terms: number | null;
  readonly region: string;
  /** Share of an amount that is added as tax where it sits. */
  readonly tax: number;
  /** What it charges for training a new person; null where nothing. */
  readonly trains: number | null;
  /** Prefix of its people's keys. */
  readonly short: string;
  /** Where its people sit: the hour of UTC at which their working day opens, which ends before midnight of UTC. */
  readonly opens: number;
}

export const vendors = {
  own: {
    name: 'Own team',
    kind: 'internal',
    basis: 'hours',
    currency: 'USD',
    terms: null,
    region: 'US',
    tax: 0,
    trains: null,
    short: 'own',
    opens: 13,
  },
  brightmoor: {
    name: 'Brightmoor Review',
    kind: 'bpo',
    basis: 'accepted',
    currency: 'USD',
    terms: 30,
    region: 'PH',
    tax: 0,
    trains: 240,
    short: 'bm',
    opens: 2,
  },
  calderfinch: {
    name: 'Calder & Finch Experts',
    kind: 'expert_network',
    basis: 'hours',
    currency: 'EUR',
    terms: 30,
    region: 'DE',
    tax: 0.19,
    trains: 420,
    short: 'cf',
    opens: 8,
  },
  larkspur: {
    name: 'Larkspur Data',
    kind: 'managed',
    basis: 'accepted',
    currency: 'EUR',
    terms: 45,
    region: 'PT',
    tax: 0.23,
    trains: 210,
    short: 'lk',
    opens: 9,
  },
  tidewater: {
    name: 'Tidewater Crowd',
    kind: 'marketplace',
    basis: 'submitted',
    currency: 'GBP',
    terms: 14,
    region: 'GB',
    tax: 0.2,
    trains: 95,
    short: 'tw',
    opens: 17,
  },
} as const satisfies Record<string, VendorFacts>;

export type VendorKey = keyof typeof vendors;

export const vendorKeys = Object.keys(vendors) as readonly VendorKey[];

export const vendorId = (key: VendorKey): string => key;

export function vendorRows(calendar: Calendar): readonly VendorRow[] {
  return vendorKeys.map((key) => {
    const { name, kind, basis, currency, terms, region } = vendors[key];
    return {
      vendor_id: vendorId(key),
      vendor_name: name,
      vendor_kind: kind,
      billing_basis: basis,
      default_currency: currency,
      payment_terms_days: terms,
      status: 'active',
      contract_from: kind === 'internal' ? null : weekStart(calendar, -40),
      contract_to: kind === 'internal' ? null : weekStart(calendar, 116),
      region,
    };
  });
}
