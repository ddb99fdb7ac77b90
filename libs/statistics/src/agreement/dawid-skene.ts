/** Answers one entry each: who answered what about which item, as places from 0. */
export interface AnswersByAnnotator {
  readonly item: ArrayLike<number>;
  readonly annotator: ArrayLike<number>;
  readonly label: ArrayLike<number>;
  readonly items: number;
  readonly annotators: number;
  /** Number of labels, which are the classes too. */
  readonly classes: number;
}

export interface DawidSkene {
  /** Share of each class. */
  readonly prevalence: readonly number[];
  /** By annotator, then by true class: how often each label is given. A class that an annotator never met is all 0. */
  readonly confusion: readonly (readonly (readonly number[])[])[];
  /** By item: probability of each class. */
  readonly posterior: readonly (readonly number[])[];
  /** By item: likeliest class. */
  readonly hardLabels: readonly number[];
  readonly logLik: number | null;
  readonly rounds: number;
  /** False where the rounds ran out first. */
  readonly isSettled: boolean;
}

const nothing: DawidSkene = {
  prevalence: [],
  confusion: [],
  posterior: [],
  hardLabels: [],
  logLik: null,
  rounds: 0,
  isSettled: false,
};
/** Below it a probability counts as this one, so that no single answer rules out a class for good. */
const least = 1e-12;

export interface DawidSkeneOptions {
  /** Stops where the logarithm of the likelihood moves by less; 1e-12 when absent. */
  readonly tolerance?: number;
  /** 10,000 when absent. */
  readonly mostRounds?: number;
}

interface State {
  readonly posterior: Float64Array;
  readonly prevalence: Float64Array;
  /** annotator, class, label. */
  readonly confusion: Float64Array;
  readonly logs: Float64Array;
}

function isSound({ item, annotator, label, items, annotators, classes }: AnswersByAnnotator): boolean {
  const sizes = [items, annotators, classes];
  const isSized = sizes.every((size) => Number.isSafeInteger(size) && size > 0 && size <= 1e7);
  if (!isSized || annotators * classes * classes > 1e8 || item.length === 0) return false;
  if (item.length !== annotator.length || item.length !== label.length) return false;
  const isPlace = (place: number | undefined, size: number): boolean =>
    Number.isInteger(place) && (place as number) >= 0 && (place as number) < size;
  const seen = new Uint8Array(items);
  for (let each = 0; each < item.length; each += 1) {
    const isKnown = isPlace(annotator[each], annotators) && isPlace(label[each], classes);
    if (!isKnown || !isPlace(item[each], items)) return false;
    seen[item[each] as number] = 1;
  }
  return !seen.includes(0);
}

/** Where it starts: each item's shares of votes. */
function voteShares({ item, label, items, classes }: AnswersByAnnotator): Float64Array {
  const votes = new Float64Array(items * classes);
  const answers = new Float64Array(items);
  for (let each = 0; each < item.length; each += 1) {
    const of = item[each] as number;
    votes[of * classes + (label[each] as number)] = (votes[of * classes + (label[each] as number)] as number) + 1;
    answers[of] = (answers[of] as number) + 1;
  }
  return votes.map((count, place) => count / (answers[Math.floor(place / classes)] as number));
}

/** How often each class comes and what each annotator makes of it, given what the items are likely to be. */
function maximise({ item, annotator, label, items, classes }: AnswersByAnnotator, state: State): void {
  const { posterior, prevalence, confusion } = state;
  prevalence.fill(0);
  confusion.fill(0);
  for (let place = 0; place < posterior.length; place += 1)
    prevalence[place % classes] = (prevalence[place % classes] as number) + (posterior[place] as number) / items;
  for (let each = 0; each < item.length; each += 1) {
    const from = (item[each] as number) * classes;
    const to = (annotator[each] as number) * classes * classes + (label[each] as number);
    for (let j = 0; j < classes; j += 1)
      confusion[to + j * classes] = (confusion[to + j * classes] as number) + (posterior[from + j] as number);
  }
  for (let row = 0; row < confusion.length; row += classes) {
    let sum = 0;
    for (let l = 0; l < classes; l += 1) sum += confusion[row + l] as number;
    if (sum > 0) for (let l = 0; l < classes; l += 1) confusion[row + l] = (confusion[row + l] as number) / sum;
  }
}

/** What each item is likely to be, given those; returns the logarithm of the likelihood. */
function expect({ item, annotator, label, items, classes }: AnswersByAnnotator, state: State): number {
  const { posterior, prevalence, confusion, logs } = state;
  for (let place = 0; place < logs.length; place += 1)
    logs[place] = Math.log(Math.max(least, confusion[place] as number));
  const prior = prevalence.map((share) => Math.log(Math.max(least, share)));
  for (let place = 0; place < posterior.length; place += 1) posterior[place] = prior[place % classes] as number;
  for (let each = 0; each < item.length; each += 1) {
    const to = (item[each] as number) * classes;
    const from = (annotator[each] as number) * classes * classes + (label[each] as number);
    for (let j = 0; j < classes; j += 1)
      posterior[to + j] = (posterior[to + j] as number) + (logs[from + j * classes] as number);
  }
  let logLik = 0;
  for (let row = 0; row < items * classes; row += classes) logLik += normalise(posterior.subarray(row, row + classes));
  return logLik;
}

/** Logarithms become probabilities that add up to 1; returns the logarithm of what they added up to. */
function normalise(row: Float64Array): number {
  const most = row.reduce((max, each) => Math.max(max, each), -Infinity);
  let sum = 0;
  for (let j = 0; j < row.length; j += 1) sum += row[j] = Math.exp((row[j] as number) - most);
  for (let j = 0; j < row.length; j += 1) row[j] = (row[j] as number) / sum;
  return most + Math.log(sum);
}

const rowsOf = (flat: Float64Array, width: number): readonly (readonly number[])[] =>
  Array.from({ length: flat.length / width }, (_, row) => Array.from(flat.subarray(row * width, (row + 1) * width)));

/**
 * True labels and what each annotator makes of them, by expectation and maximisation from the items' vote shares (Dawid
 * and Skene 1979, JRSS-C 28:20). Several answers of one annotator to one item all count. Nothing without answers, for a
 * place outside its range, or where an item has no answer.
 */
export function dawidSkene(answers: AnswersByAnnotator, options: DawidSkeneOptions = {}): DawidSkene {
  if (!isSound(answers)) return nothing;
  const { tolerance = 1e-12, mostRounds = 10_000 } = options;
  const { annotators, classes } = answers;
  const confusion = new Float64Array(annotators * classes * classes);
  const prevalence = new Float64Array(classes);
  const state = { posterior: voteShares(answers), prevalence, confusion, logs: confusion.slice() };
  let logLik = -Infinity;
  let rounds = 0;
  let isSettled = false;
  while (!isSettled && rounds < mostRounds) {
    maximise(answers, state);
    const next = expect(answers, state);
    isSettled = Math.abs(next - logLik) < tolerance;
    logLik = next;
    rounds += 1;
  }
  const posterior = rowsOf(state.posterior, classes);
  const tables = rowsOf(confusion, classes);
  return {
    prevalence: Array.from(prevalence),
    confusion: Array.from({ length: annotators }, (_, who) => tables.slice(who * classes, (who + 1) * classes)),
    posterior,
    hardLabels: posterior.map((shares) => shares.indexOf(Math.max(...shares))),
    logLik: rounds > 0 ? logLik : null,
    rounds,
    isSettled,
  };
}
