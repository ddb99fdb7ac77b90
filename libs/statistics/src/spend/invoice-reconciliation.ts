import { total } from '../sample/moments.ts';

export interface InvoiceLine {
  readonly vendor: string;
  readonly task: string;
  /** Of the invoice. */
  readonly number: string;
  readonly line: number;
  readonly po: string | null;
  readonly unit: string;
  readonly qty: number;
  readonly price: number;
  readonly amount: number;
  readonly currency: string;
  /** First day of service, and the day after the last; ISO. */
  readonly from: string;
  readonly to: string;
}

export interface Delivery {
  readonly vendor: string;
  readonly task: string;
  readonly day: string;
  readonly submitted: number;
  readonly accepted: number;
  readonly rejected: number;
  /** What is paid for. */
  readonly basis: 'accepted' | 'submitted';
}

export interface RateCard {
  readonly vendor: string;
  readonly task: string;
  readonly unit: string;
  readonly price: number;
  readonly currency: string;
  readonly from: string;
  /** Null where it goes on. */
  readonly to: string | null;
}

/** How far quantities, prices (both relative) and amounts (absolute) may be off. */
export interface ReconciliationTolerance {
  readonly qtyRel: number;
  readonly qtyAbs: number;
  readonly priceRel: number;
  readonly amtAbs: number;
}

export interface ReconciliationInput {
  readonly line: InvoiceLine;
  readonly earlierLines: readonly InvoiceLine[];
  readonly deliveries: readonly Delivery[];
  readonly rateCard: readonly RateCard[];
  readonly tolerance?: ReconciliationTolerance;
}

export type InvoiceFlag =
  | 'missing_po'
  | 'duplicate_exact'
  | 'duplicate_suspect'
  | 'no_rate_card'
  | 'currency_mismatch'
  | 'unit_mismatch'
  | 'rate_mismatch'
  | 'arithmetic'
  | 'no_delivery'
  | 'billed_but_rejected'
  | 'overbilled_quantity'
  | 'underbilled_quantity';

const usual: ReconciliationTolerance = { qtyRel: 0.005, qtyAbs: 1, priceRel: 0.005, amtAbs: 1 };
type Work = Pick<InvoiceLine, 'vendor' | 'task'>;
const isSameWork = (one: Work, two: Work): boolean => one.vendor === two.vendor && one.task === two.task;
const orNone = (is: boolean, flag: InvoiceFlag): readonly InvoiceFlag[] => (is ? [flag] : []);

/** Seen before: by its number, or by what it is about under another number. */
function duplicateFlags(
  { line, earlierLines }: ReconciliationInput,
  { amtAbs }: ReconciliationTolerance,
): readonly InvoiceFlag[] {
  const isExact = earlierLines.some(
    (other) => other.vendor === line.vendor && other.number === line.number && other.line === line.line,
  );
  if (isExact) return ['duplicate_exact'];
  const isLike = (other: InvoiceLine): boolean =>
    isSameWork(other, line) &&
    other.from === line.from &&
    other.to === line.to &&
    Math.abs(other.amount - line.amount) <= amtAbs;
  return orNone(earlierLines.some(isLike), 'duplicate_suspect');
}

/** Beside the card that holds all days of the line. */
function cardFlags(
  line: InvoiceLine,
  card: RateCard | undefined,
  { priceRel }: ReconciliationTolerance,
): readonly InvoiceFlag[] {
  if (!card) return ['no_rate_card'];
  const isOther = { currency: card.currency !== line.currency, unit: card.unit !== line.unit };
  const isOff = !isOther.currency && !isOther.unit && Math.abs(line.price - card.price) > priceRel * card.price;
  return [
    ...orNone(isOther.currency, 'currency_mismatch'),
    ...orNone(isOther.unit, 'unit_mismatch'),
    ...orNone(isOff, 'rate_mismatch'),
  ];
}

/** Beside what was delivered in the days of the line. */
function quantityFlags(
  qty: number,
  delivered: readonly Delivery[],
  tolerance: ReconciliationTolerance,
): readonly InvoiceFlag[] {
  const bySubmission = delivered.every(({ basis }) => basis === 'submitted');
  const accepted = total(delivered.map((each) => each.accepted));
  const billable = bySubmission ? total(delivered.map((each) => each.submitted)) : accepted;
  const most = bySubmission ? billable : accepted + total(delivered.map((each) => each.rejected));
  const slack = Math.max(tolerance.qtyAbs, tolerance.qtyRel * billable);
  if (qty > most + slack) return ['overbilled_quantity'];
  if (qty > billable + slack) return ['billed_but_rejected'];
  return orNone(qty < billable - slack, 'underbilled_quantity');
}

/**
 * What is odd about an invoice line beside its order, rate card and deliveries, in the order of the rules R1 to R3 and R5 to R11
 * of vendor spend. Quantities of earlier lines about the same days count with it, unless it is a duplicate. Flags change no amount.
 */
export function invoiceReconciliation(input: ReconciliationInput): { readonly flags: readonly InvoiceFlag[] } {
  const { line, earlierLines, deliveries, rateCard, tolerance = usual } = input;
  const duplicates = duplicateFlags(input, tolerance);
  const holdsDays = ({ from, to }: RateCard): boolean => from <= line.from && (to === null || line.to <= to);
  const card = cardFlags(
    line,
    rateCard.find((each) => isSameWork(each, line) && holdsDays(each)),
    tolerance,
  );
  const delivered = deliveries.filter((each) => isSameWork(each, line) && each.day >= line.from && each.day < line.to);
  const isAbout = (other: InvoiceLine): boolean =>
    isSameWork(other, line) && other.from < line.to && line.from < other.to;
  const billed = line.qty + (duplicates.length > 0 ? 0 : total(earlierLines.filter(isAbout).map(({ qty }) => qty)));
  // Hours beside items say nothing of each other.
  const quantities =
    card.includes('unit_mismatch') || delivered.length === 0 ? [] : quantityFlags(billed, delivered, tolerance);
  return {
    flags: [
      ...orNone(!line.po, 'missing_po'),
      ...duplicates,
      ...card,
      ...orNone(Math.abs(line.qty * line.price - line.amount) > tolerance.amtAbs, 'arithmetic'),
      ...orNone(delivered.length === 0, 'no_delivery'),
      ...quantities,
    ],
  };
}
