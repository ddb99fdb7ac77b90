import { date, dec, str, ts } from '../column.ts';
import { table } from '../table.ts';
import { graderKinds } from '../vocabulary.ts';

export const dimAnnotator = table({
  name: 'dim_annotator',
  rows: 'annotators',
  kind: 'dim',
  family: 'Dimensions',
  core: true,
  changes: 'none',
  grain: 'one row per person, model or rule that gives judgements, per validity interval',
  source:
    'Label Studio users, Labelbox members, Toloka performers, Prodigy sessions, Appen contributors, HR or vendor roster',
  cluster: ['annotator_id'],
  columns: [
    str('annotator_id', 'key of the person, model or rule', { key: 1, pii: 'pseudo' }),
    ts('valid_from', 'in force from this instant', { key: 2 }),
    ts('valid_to', 'until this instant; null while in force', { maybe: true }),
    str('annotator_kind', 'what judges', { oneOf: graderKinds }),
    str('model_version_id', 'when kind = model (judge or pre-labeller)', { maybe: true }),
    str('vendor_id', 'employer; the own team is a vendor'),
    str('role', 'part in the work', { oneOf: ['annotator', 'reviewer', 'adjudicator', 'expert'] }),
    str('language', 'BCP 47 primary tag', { maybe: true }),
    str('expertise', 'domain code, e.g. law, medicine, code', { maybe: true }),
    date('start_date', 'first working day (ramp-up, turnover)', { maybe: true }),
    date('end_date', 'last working day', { maybe: true }),
    dec(6, 2)('contracted_hours_week', 'hours a week by contract', { maybe: true, pii: 'conf' }),
    str('audit_group', 'self-declared group for the bias audit', { maybe: true, pii: 'sens' }),
  ],
});
