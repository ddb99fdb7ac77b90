export interface CostPerAccepted {
  readonly netCost: number | null;
  readonly netAccepted: number | null;
  /** Null where nothing stayed accepted: a cost without a label is no price of 0. */
  readonly costPerAccepted: number | null;
}

export interface CostPerAcceptedInput {
  /** Lines with their sign (credits and refunds below 0) and reporting units per unit of their currency. */
  readonly lines: readonly { readonly amount: number; readonly fx: number }[];
  readonly accepted: number;
  /** Of those, taken back later. */
  readonly revoked: number;
  /** Of own people, in the reporting currency. */
  readonly internalCost: number;
}

/** Cost after credits over items that were accepted and stayed so. All null for an amount, rate or count that is none. */
export function costPerAcceptedLabel({
  lines,
  accepted,
  revoked,
  internalCost,
}: CostPerAcceptedInput): CostPerAccepted {
  const netCost = lines.reduce((sum, { amount, fx }) => sum + amount * fx, internalCost);
  const isSound = lines.every(({ fx }) => fx > 0) && revoked >= 0 && accepted >= revoked && accepted < Infinity;
  if (!isSound || !Number.isFinite(netCost)) return { netCost: null, netAccepted: null, costPerAccepted: null };
  const netAccepted = accepted - revoked;
  return { netCost, netAccepted, costPerAccepted: netAccepted > 0 ? netCost / netAccepted : null };
}
