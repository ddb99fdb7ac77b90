/** Money of one period by what it was spent on, in one currency. */
export interface QualityCosts {
  readonly billedRejected: number;
  readonly reworkVendor: number;
  readonly reworkInternal: number;
  readonly incident: number;
  readonly revokedAccepted: number;
  readonly audit: number;
  readonly gold: number;
  readonly adjudication: number;
  readonly calibration: number;
  readonly training: number;
  readonly guidelines: number;
  readonly totalCost: number;
}

export interface CostOfPoorQuality {
  readonly internalFailure: number | null;
  readonly externalFailure: number | null;
  readonly appraisal: number | null;
  readonly prevention: number | null;
  /** Both failures. */
  readonly copq: number | null;
  /** All four. */
  readonly coq: number | null;
  /** Of the total cost; null where that is 0. */
  readonly copqShare: number | null;
}

/** What bad work and its prevention cost: prevention, appraisal, failure (Feigenbaum 1956, Harv Bus Rev 34:93). All null for an amount that is none. */
export function costOfPoorQuality(costs: QualityCosts): CostOfPoorQuality {
  const internalFailure = costs.billedRejected + costs.reworkVendor + costs.reworkInternal;
  const externalFailure = costs.incident + costs.revokedAccepted;
  const appraisal = costs.audit + costs.gold + costs.adjudication;
  const prevention = costs.calibration + costs.training + costs.guidelines;
  const copq = internalFailure + externalFailure;
  const coq = copq + appraisal + prevention;
  const parts = { internalFailure, externalFailure, appraisal, prevention, copq, coq };
  if (!Number.isFinite(coq) || !Number.isFinite(costs.totalCost)) {
    const none = Object.fromEntries(Object.keys(parts).map((part) => [part, null]));
    return { ...(none as Record<keyof typeof parts, null>), copqShare: null };
  }
  return { ...parts, copqShare: costs.totalCost > 0 ? copq / costs.totalCost : null };
}
