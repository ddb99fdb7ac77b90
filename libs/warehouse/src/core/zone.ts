import { AssayError } from '@assay/contract';

const utcNames: ReadonlySet<string> = new Set(['UTC', 'Etc/UTC', 'Z']);
const safeName = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/;

export function isUtc(zone: string): boolean {
  return utcNames.has(zone);
}

/**
 * An IANA zone that may stand in a statement as a literal. It is not a parameter, so that the grouping expression is
 * the same text wherever it is repeated.
 */
export function checkZone(zone: string): string {
  if (safeName.test(zone) && isKnown(zone)) return zone;
  throw new AssayError('CONFIG_INVALID', 'The time zone is not an IANA name.', {
    hint: 'Write the zone as Europe/Berlin, America/New_York or UTC.',
  });
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
