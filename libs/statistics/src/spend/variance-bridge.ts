import { total } from '../sample/moments.ts';

/** What was bought in one cell: a vendor's task, tier, locale and unit. */
export interface SpendCell {
  readonly accepted: number;
  readonly billed: number;
  /** Of a billed unit, in the currency of the invoice. */
  readonly price: number;
  /** Reporting units per unit of that currency. */
  readonly fx: number;
}

export interface VarianceBridge {
  readonly baseline: number | null;
  readonly actual: number | null;
  readonly change: number | null;
  /** More or less accepted work at the baseline's mix and cost. */
  readonly volume: number | null;
  /** Work moved to dearer or cheaper cells. */
  readonly mix: number | null;
  /** Units billed more or less for the same accepted work. */
  readonly quality: number | null;
  readonly price: number | null;
  readonly fx: number | null;
  /** Cells that the baseline does not have, and cells that only it has. */
  readonly newScope: number | null;
  readonly endedScope: number | null;
  /** Null where nothing was accepted. */
  readonly costPerAcceptedBaseline: number | null;
  readonly costPerAcceptedActual: number | null;
}

export interface VarianceBridgeInput {
  readonly baseline: Readonly<Record<string, SpendCell>>;
  readonly actual: Readonly<Record<string, SpendCell>>;
}

const nothing: VarianceBridge = {
  baseline: null,
  actual: null,
  change: null,
  volume: null,
  mix: null,
  quality: null,
  price: null,
  fx: null,
  newScope: null,
  endedScope: null,
  costPerAcceptedBaseline: null,
  costPerAcceptedActual: null,
};

type Cells = Readonly<Record<string, SpendCell>>;
const costOf = ({ billed, price, fx }: SpendCell): number => billed * price * fx;
const acceptedIn = (cells: Cells): number => total(Object.values(cells).map(({ accepted }) => accepted));
const perAccepted = (cost: number, accepted: number): number | null => (accepted > 0 ? cost / accepted : null);
const isSound = (cells: Cells): boolean =>
  Object.values(cells).every((cell) =>
    [cell.accepted, cell.billed, cell.price, cell.fx].every((part) => part >= 0 && part < Infinity),
  );

/** Cells that were there before and are now; a baseline of nothing accepted has no cost per accepted unit to start from. */
function commonCells({ baseline, actual }: VarianceBridgeInput) {
  return Object.entries(baseline).flatMap(([name, before]) => {
    const now = Object.hasOwn(actual, name) ? actual[name] : undefined;
    return now && before.accepted > 0 && before.billed > 0 ? [{ name, before, now }] : [];
  });
}

/** Volume, mix, quality, price, rate of exchange in this order, cell by cell. */
function effects(common: ReturnType<typeof commonCells>) {
  const before = total(common.map((cell) => cell.before.accepted));
  const now = total(common.map((cell) => cell.now.accepted));
  const over = (term: (before: SpendCell, now: SpendCell) => number) =>
    total(common.map((cell) => term(cell.before, cell.now)));
  return {
    volume: before > 0 ? ((now - before) / before) * over(costOf) : 0,
    mix: over((b, a) => (a.accepted - (now / before) * b.accepted) * (costOf(b) / b.accepted)),
    quality: over((b, a) => b.price * b.fx * (a.billed - (a.accepted * b.billed) / b.accepted)),
    price: over((b, a) => a.billed * (a.price - b.price) * b.fx),
    fx: over((b, a) => a.billed * a.price * (a.fx - b.fx)),
  };
}

/**
 * Why spend changed, in effects that add up to the change (sequential substitution, as in flexible budgets: Horngren, Cost
 * Accounting, ch. 7 and 14). Money as numbers of one currency, for a chart of a difference. All null for a cell that is none.
 */
export function varianceBridge(input: VarianceBridgeInput): VarianceBridge {
  const { baseline, actual } = input;
  if (!isSound(baseline) || !isSound(actual)) return nothing;
  const common = commonCells(input);
  const names = new Set(common.map(({ name }) => name));
  const cost = (cells: Cells) => total(Object.values(cells).map(costOf));
  const others = (cells: Cells) =>
    total(Object.entries(cells).flatMap(([name, cell]) => (names.has(name) ? [] : [costOf(cell)])));
  const [before, now] = [cost(baseline), cost(actual)];
  const bridge = {
    baseline: before,
    actual: now,
    change: now - before,
    ...effects(common),
    newScope: others(actual),
    endedScope: -others(baseline),
    costPerAcceptedBaseline: perAccepted(before, acceptedIn(baseline)),
    costPerAcceptedActual: perAccepted(now, acceptedIn(actual)),
  };
  return Object.values(bridge).every((part) => part === null || Number.isFinite(part)) ? bridge : nothing;
}
