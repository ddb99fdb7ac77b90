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

  it('has a key of its own for each role', () => {
    expect(new Set(roles.map((role) => rightsOf(role).key)).size).toBe(roles.length);
    expect(rightsOf('finance').key).not.toBe(rightsOf('finance', ['finance']).key);
  });
});
