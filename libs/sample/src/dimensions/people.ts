import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { VendorKey } from './vendors.ts';
import { addDays } from '@assay/contract';
import { instant, msOf, weekCount, weekStart } from '../calendar.ts';
import type { Shares } from '../chance.ts';
import { Chance } from '../chance.ts';
import { newJudgeFrom, trialJudgeFrom } from '../stories.ts';
import { judgeVersions } from './model-versions.ts';
import { vendorId, vendorKeys, vendors } from './vendors.ts';

type PersonRow = Row<'dim_annotator'>;

export interface Person {
  /** Place in the list; what SQL knows a person by. */
  readonly number: number;
  readonly key: string;
  readonly vendor: VendorKey;
  readonly role: NonNullable<PersonRow['role']>;
  readonly language: string;
  readonly expertise: string | null;
  /** Week from which the person reviews and answers no more; null for who never does. */
  readonly reviewsFrom: number | null;
  /** Share of the hours usual at the vendor. */
  readonly share: number;
  /** How much of the contracted hours is worked in a usual week, as a factor on what is usual. */
  readonly zeal: number;
  /** Week of the first working day; negative when it was before the sample. */
  readonly from: number;
  /** Week after the last working day; null for who is still there. */
  readonly until: number | null;
  /** Factor on the usual chance of a wrong answer, and on the usual time of one. */
  readonly errs: number;
  readonly takes: number;
  /** Grades model outputs, too. */
  readonly grades: boolean;
}

interface Team {
  readonly size: number;
  readonly languages: readonly string[];
  readonly experts: readonly (string | null)[];
  /** The first so many grade outputs. */
  readonly graders: number;
  /** Places of those who review from their first day on. */
  readonly reviewers: readonly number[];
  /** Range of the factor on errors. */
  readonly errs: readonly [number, number];
  /** Weeks in which people joined. */
  readonly joined: readonly number[];
  /** Hours a week for which who answers and who reviews is contracted: for this programme, beside others of the vendor's. */
  readonly week: readonly [answers: number, reviews: number];
}

const teams: Record<VendorKey, Team> = {
  own: {
    size: 10,
    languages: ['en'],
    experts: [null, 'medicine', 'code'],
    graders: 4,
    reviewers: [2, 3, 9],
    errs: [0.4, 0.7],
    joined: [-60, -60, -40, -40, -22, -22, -9, -9, -5, 24],
    week: [9.5, 24],
  },
  brightmoor: {
    size: 28,
    languages: ['en', 'es'],
    experts: [null],
    graders: 8,
    reviewers: [12],
    errs: [0.8, 1.3],
    joined: [-30, -30, -12, -3, 9, 26, 27, 39],
    week: [11.5, 5],
  },
  calderfinch: {
    size: 10,
    languages: ['de', 'de', 'en'],
    experts: ['medicine', 'medicine', 'law', 'code'],
    graders: 5,
    reviewers: [],
    errs: [0.5, 0.8],
    joined: [-18, -10, 4, 20],
    week: [13.5, 0],
  },
  larkspur: {
    size: 18,
    languages: ['de', 'fr'],
    experts: [null],
    graders: 0,
    reviewers: [3, 12],
    errs: [0.7, 1.1],
    joined: [-25, -14, -2, 13, 31],
    week: [15, 11],
  },
  tidewater: {
    size: 14,
    languages: ['en'],
    experts: [null],
    graders: 0,
    reviewers: [],
    errs: [0.9, 1.6],
    joined: [-20, -8, 2, 17, 30, 42],
    week: [8.5, 0],
  },
};

/** Who became a reviewer, and in which week. */
export const promoted = { key: 'bm-4', week: 22 } as const;

function roleOf(vendor: VendorKey, place: number, reviewsFrom: number | null): Person['role'] {
  if (vendor === 'own' && place < 2) return 'adjudicator';
  if (vendor === 'calderfinch') return 'expert';
  return reviewsFrom === null ? 'annotator' : 'reviewer';
}

/** Week from which somebody reviews. */
function reviewsFrom(vendor: VendorKey, place: number, joined: number): number | null {
  if (`${vendors[vendor].short}-${place + 1}` === promoted.key) return promoted.week;
  return teams[vendor].reviewers.includes(place) || (vendor === 'own' && place < 2) ? joined : null;
}

const at = <T>(things: readonly T[], place: number): T => things[place % things.length] as T;

/** Most work full weeks of what the vendor gives the programme; others half of them, or what their other work leaves. */
const shares: Shares<number> = [
  [1, 46],
  [0.8, 20],
  [0.6, 18],
  [0.5, 16],
];

function teamOf(vendor: VendorKey, first: number): readonly Person[] {
  const { size, languages, experts, graders, errs, joined } = teams[vendor];
  const chance = new Chance(700 + first);
  return Array.from({ length: size }, (_, place) => {
    const from = at(joined, Math.floor((place * joined.length) / size));
    const key = `${vendors[vendor].short}-${place + 1}`;
    const reviews = reviewsFrom(vendor, place, from);
    // One in eight leaves within the year, never those that a story is about.
    const leaves = chance.happens(0.13) && place > 9 && reviews === null;
    const until = leaves ? Math.max(from + 8, 10 + chance.below(weekCount - 10)) : null;
    return {
      number: first + place,
      key,
      vendor,
      role: roleOf(vendor, place, reviews),
      language: at(languages, place),
      expertise: at(experts, place),
      reviewsFrom: reviews,
      from,
      until,
      errs: chance.between(...errs),
      takes: chance.between(0.75, 1.35),
      share: reviews === from ? 1 : chance.pick(shares),
      zeal: chance.between(0.88, 1.12),
      grades: place < graders,
    };
  });
}

function everybody(): readonly Person[] {
  const all: Person[] = [];
  for (const vendor of vendorKeys) all.push(...teamOf(vendor, all.length));
  return all;
}

/** The 80 people who label, review and grade. */
export const people = everybody();

export const personId = (key: string): string => `sample:person:${key}`;

/** Judges and the schema check as graders. The main judge keeps its name when its model changes. */
export const graderIds = {
  mainJudge: 'sample:grader:judge-main',
  trialJudge: 'sample:grader:judge-trial',
  schemaCheck: 'sample:grader:schema-check',
} as const;

/** Hours a week, to quarters. */
function contracted({ vendor, share, reviewsFrom: reviews }: Person): string {
  const [answering, reviewing] = teams[vendor].week;
  return (Math.round(4 * (reviews === null ? answering * share : reviewing)) / 4).toFixed(2);
}

function personRows(calendar: Calendar, person: Person): readonly PersonRow[] {
  const start = weekStart(calendar, person.from);
  const row: PersonRow = {
    annotator_id: personId(person.key),
    valid_from: instant(msOf(start)),
    valid_to: null,
    annotator_kind: 'human',
    model_version_id: null,
    vendor_id: vendorId(person.vendor),
    role: person.role,
    language: person.language,
    expertise: person.expertise,
    start_date: start,
    end_date: person.until === null ? null : addDays(weekStart(calendar, person.until), -3),
    contracted_hours_week: contracted(person),
    audit_group: null,
  };
  if (person.key !== promoted.key) return [row];
  const change = instant(msOf(weekStart(calendar, promoted.week)));
  return [
    {
      ...row,
      role: 'annotator',
      contracted_hours_week: contracted({ ...person, reviewsFrom: null }),
      valid_to: change,
    },
    { ...row, valid_from: change },
  ];
}

interface Machine {
  readonly id: string;
  readonly model: string | null;
  readonly from: number;
  readonly until: number | null;
}

const machines: readonly Machine[] = [
  { id: graderIds.mainJudge, model: judgeVersions.before, from: -30, until: newJudgeFrom },
  { id: graderIds.mainJudge, model: judgeVersions.main, from: newJudgeFrom, until: null },
  { id: graderIds.trialJudge, model: judgeVersions.trial, from: trialJudgeFrom, until: null },
  { id: graderIds.schemaCheck, model: null, from: -30, until: null },
];

function machineRow(calendar: Calendar, { id, model, from, until }: Machine): PersonRow {
  return {
    annotator_id: id,
    valid_from: instant(msOf(weekStart(calendar, from))),
    valid_to: until === null ? null : instant(msOf(weekStart(calendar, until))),
    annotator_kind: model === null ? 'rule' : 'model',
    model_version_id: model,
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

export function annotatorRows(calendar: Calendar): readonly PersonRow[] {
  return [
    ...people.flatMap((person) => personRows(calendar, person)),
    ...machines.map((machine) => machineRow(calendar, machine)),
  ];
}
