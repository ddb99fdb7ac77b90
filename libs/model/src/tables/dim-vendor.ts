import { date, int, str } from '../column.ts';
import { table } from '../table.ts';
import { billingBases } from '../vocabulary.ts';

export const dimVendor = table({
  name: 'dim_vendor',
  rows: 'vendors',
  kind: 'dim',
  family: 'Dimensions',
  core: true,
  changes: 'none',
  grain: 'one row per supplier of labelling work; the own team is a vendor with kind internal',
  source: 'ERP or procurement export, Airtable, Smartsheet',
  cluster: ['vendor_id'],
  columns: [
    str('vendor_id', 'key of the supplier', { key: 1 }),
    str('vendor_name', 'name as finance knows it', { pii: 'conf' }),
    str('vendor_kind', 'what kind of supplier', {
      oneOf: ['internal', 'bpo', 'marketplace', 'expert_network', 'managed', 'synthetic'],
    }),
    str('billing_basis', 'what is billed when the rate card is silent', { oneOf: billingBases }),
    str('default_currency', 'ISO 4217'),
    int('payment_terms_days', 'days from invoice to due date', { maybe: true }),
    str('status', 'state of the contract', { oneOf: ['onboarding', 'active', 'frozen', 'ended'] }),
    date('contract_from', 'first day of the contract', { maybe: true, pii: 'conf' }),
    date('contract_to', 'day after its last', { maybe: true, pii: 'conf' }),
    str('region', 'where the work is done', { maybe: true }),
  ],
});
