import { describe, expect, it } from 'vitest';
import { metricIds, metricOf } from './registry.ts';

describe.each(metricIds)('%s', (id) => {
  it('stands beside metrics that there are, and not beside itself', () => {
    const { companions = [] } = metricOf(id);
    for (const companion of companions) expect(metricIds).toContain(companion);
    expect(companions).not.toContain(id);
    expect(new Set(companions).size).toBe(companions.length);
  });
});
