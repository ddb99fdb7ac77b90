import { createHmac, timingSafeEqual } from 'node:crypto';

/** Shows that one knows a token without telling it. */
export function proofOf(token: string, nonce: string): string {
  return createHmac('sha256', token).update(nonce).digest('hex');
}

/** Takes as long for any two texts, whatever they have in common. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
