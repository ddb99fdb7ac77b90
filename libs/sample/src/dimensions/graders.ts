import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import { instant, msOf, weekStart } from '../calendar.ts';
import { trialJudgeFrom } from '../stories.ts';
import { judgeVersions } from './model-versions.ts';

interface Person {
  readonly key: string;
  readonly vendor: 'own' | 'brightmoor' | 'calderfinch';
  readonly role: 'annotator' | 'reviewer' | 'adjudicator' | 'expert';
  readonly language: string;
  readonly expertise: string | null;
  /** Week of the first working day; negative when it was before the sample. */
  readonly week: number;
  /** Factor on the usual chance of a wrong verdict. */
  readonly errs: number;
}

const person = (key: string, vendor: Person['vendor'], rest: Omit<Person, 'key' | 'vendor'>): Person => ({
  key,
  vendor,
  ...rest,
});

/** The people who grade. The team grew in week 26. */
export const people: readonly Person[] = [
  person('own-1', 'own', { role: 'adjudicator', language: 'en', expertise: null, week: -60, errs: 0.4 }),
  person('own-2', 'own', { role: 'adjudicator', language: 'de', expertise: 'medicine', week: -40, errs: 0.4 }),
  person('own-3', 'own', { role: 'reviewer', language: 'en', expertise: 'code', week: -22, errs: 0.7 }),
  person('bm-1', 'brightmoor', { role: 'annotator', language: 'en', expertise: null, week: -30, errs: 0.9 }),
  person('bm-2', 'brightmoor', { role: 'annotator', language: 'en', expertise: null, week: -30, errs: 1 }),
  person('bm-3', 'brightmoor', { role: 'annotator', language: 'de', expertise: null, week: -12, errs: 1.1 }),
  person('bm-4', 'brightmoor', { role: 'annotator', language: 'es', expertise: null, week: -3, errs: 1.3 }),
  person('bm-5', 'brightmoor', { role: 'annotator', language: 'fr', expertise: null, week: 26, errs: 1.2 }),
  person('bm-6', 'brightmoor', { role: 'annotator', language: 'en', expertise: null, week: 26, errs: 1 }),
  person('cf-1', 'calderfinch', { role: 'expert', language: 'en', expertise: 'medicine', week: -18, errs: 0.6 }),
  person('cf-2', 'calderfinch', { role: 'expert', language: 'de', expertise: 'medicine', week: -10, errs: 0.7 }),
  person('cf-3', 'calderfinch', { role: 'expert', language: 'en', expertise: 'law', week: 4, errs: 0.7 }),
  person('cf-4', 'calderfinch', { role: 'annotator', language: 'en', expertise: null, week: 26, errs: 1.4 }),
  person('cf-5', 'calderfinch', { role: 'annotator', language: 'es', expertise: null, week: 33, errs: 1.5 }),
];

export function graderId(key: string): string {
  return `sample:grader:${key}`;
}

/** Keys of the two judges as graders. */
export const judges = { main: 'judge-main', trial: 'judge-trial' } as const;

const vendors = {
  own: ['Own team', 'internal', 'hours'],
  brightmoor: ['Brightmoor Review', 'bpo', 'accepted'],
  calderfinch: ['Calder & Finch Experts', 'expert_network', 'hours'],
} as const;

const vendorId = (key: keyof typeof vendors): string => `sample:vendor:${key}`;

export function vendorRows(): Row<'dim_vendor'>[] {
  return (Object.keys(vendors) as (keyof typeof vendors)[]).map((key) => {
    const [name, kind, basis] = vendors[key];
    return {
      vendor_id: vendorId(key),
      vendor_name: name,
      vendor_kind: kind,
      billing_basis: basis,
      default_currency: key === 'calderfinch' ? 'EUR' : 'USD',
      payment_terms_days: key === 'own' ? null : 30,
      status: 'active',
      contract_from: null,
      contract_to: null,
      region: null,
    };
  });
}

function personRow(calendar: Calendar, { key, vendor, role, language, expertise, week }: Person): Row<'dim_annotator'> {
  const start = weekStart(calendar, week);
  return {
    annotator_id: graderId(key),
    valid_from: instant(msOf(start)),
    valid_to: null,
    annotator_kind: 'human',
    model_version_id: null,
    vendor_id: vendorId(vendor),
    role,
    language,
    expertise,
    start_date: start,
    end_date: null,
    contracted_hours_week: vendor === 'brightmoor' ? '20.00' : '10.00',
    audit_group: null,
  };
}

function judgeRow(calendar: Calendar, judge: keyof typeof judges): Row<'dim_annotator'> {
  const since = judge === 'main' ? -8 : trialJudgeFrom;
  return {
    annotator_id: graderId(judges[judge]),
    valid_from: instant(msOf(weekStart(calendar, since))),
    valid_to: null,
    annotator_kind: 'model',
    model_version_id: judgeVersions[judge],
    vendor_id: vendorId('own'),
    role: 'annotator',
    language: null,
    expertise: null,
    start_date: null,
    end_date: null,
    contracted_hours_week: null,
    audit_group: null,
  };
}

export function annotatorRows(calendar: Calendar): Row<'dim_annotator'>[] {
  return [...people.map((who) => personRow(calendar, who)), judgeRow(calendar, 'main'), judgeRow(calendar, 'trial')];
}
