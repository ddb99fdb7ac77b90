/** English that repeats. Short, the reader's language; the method is one click away. */
export const words = {
  product: 'Assay',
  skip: 'Skip to content',
  close: 'Close',
  retry: 'Retry',
  signIn: 'Sign in',
  signOut: 'Sign out',
  cancel: 'Cancel',
  copyLink: 'Copy link',
  copied: 'Copied',
  notCopied: 'Could not copy',
  showQuery: 'Show query',
  asTable: 'As table',
  asChart: 'As chart',
  updating: 'updating',
  provisional: 'provisional',
  notComparable: 'not comparable across',
  notKnown: 'not known',
  usual: 'usual range',
  usualRange: 'Usual range',
  runningAverage: 'running average',
  outside: 'Outside its usual range',
  higher: 'higher from here',
  lower: 'lower from here',
  higherSince: 'Higher since',
  lowerSince: 'Lower since',
  restated: 'Changed after it was final',
  was: 'was',
  tooFewPeriods: 'Too few finished periods to say how it usually runs: 12 are needed',
  all: 'all',
  tooLittle: 'too little data',
  nothingCompared: 'no rows to compare with',
  noData: 'no data in this range',
  noAccess: 'not for your role',
  noValue: 'no value for this data',
  off: 'source not connected',
  few: 'few',
  noRows: 'no rows',
  fullCount: 'full count',
  inconclusive: 'inconclusive, cases are missing',
  boundaryMoved: 'boundary moved',
  knownInPart: 'known in part',
  notAllocated: 'Not allocated',
  noBudget: 'no budget',
} as const;

export const changeWords: Readonly<Record<string, string>> = {
  better: 'better',
  worse: 'worse',
  changed: 'changed',
  no_clear_change: 'no clear change',
  too_little_data: words.tooLittle,
  counted: words.fullCount,
  inconclusive: words.inconclusive,
};

export const statusWords: Readonly<Record<string, string>> = {
  met: 'met',
  missed: 'missed',
  unproven: 'unproven',
  not_judged: 'not judged',
};

export const ownerWords: Readonly<Record<string, string>> = {
  lead: 'Lead',
  trust_safety: 'Safety',
  finance: 'Finance',
  owner: 'Owner',
  admin: 'Admin',
};

export const goodWords: Readonly<Record<string, string>> = {
  up: 'higher is better',
  down: 'lower is better',
  band: 'good within a band',
  none: 'neither way is better',
};

export const intervalWords: Readonly<Record<string, string>> = {
  wilson: '95 %, Wilson',
  clustered_proportion: '95 %, rows of one case counted together',
  clopper_pearson: '95 %, Clopper-Pearson',
  item_bootstrap: '95 %, items drawn again 2,000 times',
  cohen_kappa: '95 %, large-sample law of kappa',
  poisson_rate: '95 %, exact Poisson',
  km_median: '95 %, of a median while some are still open (Kaplan and Meier)',
  paired_means: '95 %, Student\u2019s t, from team to team, or person to person',
  paired_ratio: '95 %, of the same cases twice',
  rogan_gladen: '95 %, of what judges flag, set right by how they do beside people (Lang and Reiczigel)',
  ratio_of_sums: '95 %, from batch to batch, or person to person',
  stratified_proportion: '95 %, by the strata that were drawn from',
};

/** Why a number has no value, by the caveat that says so; what to do about it is said beside the caveat. */
export const noValueWords: Readonly<Record<string, string>> = {
  mixed_scales: 'different kinds of labels',
  several_pairs: 'several pairs of people',
  no_scale: 'labels that cannot be compared',
  no_variation: 'one label only',
  no_reference: 'no earlier labels',
  no_exposure: 'sessions not counted',
  no_cost: 'no cost known',
  no_cost_known: 'no cost known',
  unconverted: 'no exchange rate',
  no_budget: words.noBudget,
};

/** Sentence case in the middle of a sentence: `Over-refusal` becomes `over-refusal`, `API errors` stays. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Sentence start. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Titles without the last words they share: "Full refusal", "Partial refusal" become "full", "partial". */
export function shortTitles(titles: readonly string[]): readonly string[] {
  const split = titles.map((title) => lowerFirst(title).split(' '));
  let shared = 0;
  while (
    split.length > 1 &&
    split.every((each) => each.length > shared + 1 && each.at(-1 - shared) === split[0]?.at(-1 - shared))
  )
    shared += 1;
  return split.map((each) => each.slice(0, each.length - shared).join(' '));
}

const kpiLists: Readonly<Record<string, string>> = {
  L: 'LLM trainer',
  T: 'AI trainer',
  O: 'Data operations',
  R: 'Annotation lead',
};

/** `L12` is row 12 of the KPIs of LLM trainers, `Lp` one of their duties beside those. */
export function kpiWords(code: string): string {
  const list = kpiLists[code.slice(0, 1)];
  const row = code.slice(1);
  if (list === undefined) return code;
  return /^\d+$/.test(row) ? `${list} ${row}` : list;
}
