import { roles } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { rightsOf } from './rights.ts';

describe('what each role may read', () => {
  it.each([
    ['owner', ['none', 'pseudo', 'conf', 'content']],
    ['lead', ['none', 'pseudo', 'conf', 'content']],
    ['admin', ['none', 'pseudo', 'conf']],
    ['finance', ['none', 'conf']],
    ['trust_safety', ['none']],
  ] as const)('%s: %j', (role, classes) => {
    expect([...rightsOf(role).classes]).toEqual(classes);
  });

  it('is texts where the workspace says so, and special attributes nowhere', () => {
    const reading = (pii: 'content' | 'sens') => roles.filter((role) => rightsOf(role, ['finance']).classes.has(pii));
    expect(reading('content')).toEqual(['finance']);
    expect(reading('sens')).toEqual([]);
  });

  it('has one key for all who may read the same, and another for all others', () => {
    const keys = roles.map((role) => rightsOf(role).key);
    expect(rightsOf('owner').key).toBe(rightsOf('lead').key);
    expect(new Set(keys).size).toBe(roles.length - 1);
    expect(rightsOf('finance').key).not.toBe(rightsOf('finance', ['finance']).key);
  });
});
