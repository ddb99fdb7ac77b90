import { describe, expect, it } from 'vitest';
import { accrualRollforward } from './accrual-rollforward.ts';
import { costOfPoorQuality } from './cost-of-poor-quality.ts';
import { costPerAcceptedLabel } from './cost-per-accepted-label.ts';

describe('cost_per_accepted_label', () => {
  it('takes credits off the cost and revoked items off the count', () => {
    const lines = [{ amount: 100, fx: 1 }, { amount: -10, fx: 2 }]; // prettier-ignore
    expect(costPerAcceptedLabel({ lines, accepted: 50, revoked: 10, internalCost: 20 })).toEqual({ netCost: 100, netAccepted: 40, costPerAccepted: 2.5 }); // prettier-ignore
  });

  it('is null, not 0, where nothing stayed accepted or a rate is none', () => {
    expect(costPerAcceptedLabel({ lines: [{ amount: 5, fx: 1 }], accepted: 2, revoked: 2, internalCost: 0 }).costPerAccepted).toBeNull(); // prettier-ignore
    expect(costPerAcceptedLabel({ lines: [{ amount: 5, fx: 0 }], accepted: 2, revoked: 0, internalCost: 0 }).netCost).toBeNull(); // prettier-ignore
    expect(costPerAcceptedLabel({ lines: [], accepted: 2, revoked: 3, internalCost: 0 }).netAccepted).toBeNull();
  });
});

describe('cost_of_poor_quality', () => {
  const costs = {
    billedRejected: 1,
    reworkVendor: 2,
    reworkInternal: 4,
    incident: 8,
    revokedAccepted: 16,
    audit: 32,
    gold: 64,
    adjudication: 128,
    calibration: 256,
    training: 512,
    guidelines: 1024,
    totalCost: 310,
  };

  it('puts each cost into its one group', () => {
    expect(costOfPoorQuality(costs)).toEqual({ internalFailure: 7, externalFailure: 24, appraisal: 224, prevention: 1792, copq: 31, coq: 2047, copqShare: 0.1 }); // prettier-ignore
  });

  it('has no share of a total of 0, and no answer for an amount that is none', () => {
    expect(costOfPoorQuality({ ...costs, totalCost: 0 }).copqShare).toBeNull();
    expect(costOfPoorQuality({ ...costs, gold: NaN })).toMatchObject({ coq: null, copqShare: null });
  });
});

describe('accrual_rollforward', () => {
  it('goes from what was owed to what is owed', () => {
    const got = accrualRollforward({
      opening: 50,
      deliveries: [{ qty: 10, rate: 2, fx: 1.5 }],
      matched: [{ accruedValue: 40, invoiceValue: 45 }],
      reversed: 5,
    });
    expect(got).toEqual({ accruedInPeriod: 30, relieved: 40, priceDifference: 5, closing: 35, periodCost: 30 });
  });

  it('has no answer for an amount that is none', () => {
    expect(accrualRollforward({ opening: NaN, deliveries: [], matched: [], reversed: 0 }).closing).toBeNull();
  });
});
