/** What a rule of model.md section 8 finds, after "N rows:", and what a reader can do about it. */
interface RuleText {
  readonly wrong: string;
  readonly fix: string;
}

/** Rules asked of every cell while a file is loaded; what breaks one is never in a table. */
export const cellRuleCodes = {
  'V-T1': 'an instant is missing where it is required, before 2015, or in the future',
  'V-E1': 'a code is none of those its column knows',
  'V-N1': 'a number is outside the range of its column, such as a negative count',
  'V-P1': 'a mail address stands where no person belongs',
} as const;

/** Rules asked of one row or of several: while a file is loaded, after each load, and by `assay doctor`. */
export const ruleCodes = {
  'V-K1': {
    wrong: 'a key comes more than once',
    fix: 'Load the source again into a new database: every load keeps keys unique, so this file was changed by other means.',
  },
  'V-K2': {
    wrong: 'what the row refers to is not there',
    fix: 'Load the file that describes it, or correct the id in the source and load that again.',
  },
  'V-K3': {
    wrong: 'periods of one key overlap or leave a gap',
    fix: 'Correct valid_from and valid_to in the source, so that each period ends where the next begins, and load it again.',
  },
  'V-T2': {
    wrong: 'instants of one thing are out of order',
    fix: 'Correct the instants in the source; until then these rows are left out of durations.',
  },
  'V-T3': { wrong: 'a period ends before it begins', fix: 'Correct the period in the source and load it again.' },
  'V-T4': {
    wrong: 'all instants of a source are at midnight: it gives days, or times of a zone it does not name',
    fix: 'Export with times and their zone. Until then durations of this source mean little, and days may be off by one.',
  },
  'V-N2': {
    wrong: 'a time at work is too long or too short to be true',
    fix: 'Look at how the tool takes time: open tabs and imports do this. Medians keep such rows, means cut them.',
  },
  'V-N3': { wrong: 'a part is larger than its whole', fix: 'Correct the counts in the source and load it again.' },
  'V-L1': {
    wrong: 'a submitted answer has no value, or more than one',
    fix: 'Give exactly one of value_code, value_num and value_set.',
  },
  'V-L2': {
    wrong: 'one person has two latest answers to one question on one item',
    fix: 'Load the source again: a load leaves one latest answer.',
  },
  'V-L3': {
    wrong: 'an item was accepted without any submitted answer',
    fix: 'Load the answers to these items, or correct their status in the source.',
  },
  'V-L4': {
    wrong: 'an item is accepted and rejected at once',
    fix: 'Give the verdict now in force, or revoked_at as well.',
  },
  'V-L5': {
    wrong: 'an item sent back at first was accepted later without rework',
    fix: 'Load the answers and reviews between the two, or give rework_count.',
  },
  'V-L6': {
    wrong: 'an answer to a gold question was not compared with its key',
    fix: 'Load the answer key: an adjudicated gold answer submitted before the others.',
  },
  'V-L7': {
    wrong: 'an audit does not say its sampling probability, though audits of its task are stratified',
    fix: 'Give sampling_prob for every audit; without it the pass rate of the task is unweighted.',
  },
  'V-L8': {
    wrong: 'fewer than 5 % of a month\u2019s items of a task have two annotators, too few to tell agreement',
    fix: 'Give some items of this task to a second person.',
  },
  'V-L9': {
    wrong: 'more than a fifth of a day\u2019s rows of a source have one instant, as after a bulk import',
    fix: 'Import with the times of the work itself, or leave the day out when you look at durations.',
  },
  'V-X1': {
    wrong: 'the tree of a taxonomy, or its map to the next version, is broken',
    fix: 'Correct the taxonomy file and load it again.',
  },
  'V-X2': {
    wrong: 'a label stands on a node that was not in force',
    fix: 'Use the node of the version in force, or correct the node\u2019s validity.',
  },
  'V-X3': {
    wrong: 'more than 15 % of a taxonomy\u2019s failures are "other"',
    fix: 'Read what lies in the catch-all, and give the largest group a node of its own.',
  },
  'V-O1': {
    wrong: 'an output names no model version, or an evaluation no case',
    fix: 'Give model_version_id, and case_version_id for evaluations.',
  },
  'V-O2': {
    wrong: 'a run holds the same sample of a case more than once',
    fix: 'Take the load back that repeats it (assay unload), or give the second try its own run_id or sample_index.',
  },
  'V-O3': {
    wrong: 'a model version and its baseline share less than 95 % of their blocking cases, so a gate is inconclusive',
    fix: 'Run the same case versions on both.',
  },
  'V-O4': {
    wrong:
      'more than 20 % of a month\u2019s requests of a workflow are of no known class, so over-refusal is not shown',
    fix: 'Classify the requests (request_class), or sample them for people to do so.',
  },
  'V-O5': {
    wrong: 'the prompt of a case is an item that was labelled for training',
    fix: 'Take the item out of the training data, or mark the case as contaminated.',
  },
  'V-G1': {
    wrong: 'a judge graded more than 90 days after people last graded the same outputs',
    fix: 'Let people grade some of this judge\u2019s outputs by the same criterion.',
  },
  'V-I1': { wrong: 'an incident has no severity after 48 hours', fix: 'Triage it in the tracker and load it again.' },
  'V-I2': {
    wrong: 'the release held responsible came after the impact began',
    fix: 'Correct release_id or impact_started_at in the tracker.',
  },
  'V-M1': {
    wrong: 'no exchange rate of the month names the currency, so the amount cannot be converted',
    fix: 'Load the rates of that month (ref_fx_rate).',
  },
  'V-M2': { wrong: 'quantity times price is not the amount', fix: 'Ask the vendor which of the three is right.' },
  'V-M3': {
    wrong: 'a credit adds money, names no line that it reduces, or takes off more than the line',
    fix: 'Ask the vendor for the line that the credit belongs to, and correct it.',
  },
  'V-M4': {
    wrong: 'two prices hold at the same time',
    fix: 'End the old price (valid_to) on the day from which the new one holds.',
  },
  'V-M5': {
    wrong: 'an exchange rate jumps by more than 15 % in a day, or is not the inverse of the way back',
    fix: 'Compare it with the central bank\u2019s, and load the corrected rate.',
  },
  'V-M6': {
    wrong: 'two versions of the budget are current for one month',
    fix: 'Leave is_current on one of them.',
  },
  'V-M7': {
    wrong: 'a delivery counts other items than its batch holds',
    fix: 'Compare the vendor\u2019s count with the batch, or load what is missing of it.',
  },
  'V-M8': {
    wrong: 'an amount is another line\u2019s with its tax: tax may be counted in',
    fix: 'Give net amounts, and the tax in tax_amount alone.',
  },
  'V-P3': {
    wrong: 'a text stands where only its address belongs',
    fix: 'Give a URI, or load with keep_content to keep the text in its own table.',
  },
  'V-F2': {
    wrong: 'a day has less than a quarter or more than four times the rows usual for its weekday',
    fix: 'Look whether an export of that day is missing or came twice.',
  },
} as const satisfies Record<string, RuleText>;

export type RuleCode = keyof typeof ruleCodes;

/** Rules of model.md section 8 that nothing here can break or answer yet, each with the reason. */
export const unaskedRules = {
  'V-P2': 'a load hashes every id of a person, so there is none to find; it is asked of a customer\u2019s own views',
  'V-P4': 'nothing reads audit_group, and no setting turns a bias audit on',
  'V-F1': 'files loaded by hand promise no freshness, and nothing else is loaded yet',
  'V-F3': 'no finance period can be closed yet',
} as const;
