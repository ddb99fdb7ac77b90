import { isIPv6 } from 'node:net';
import { hashOf, LatestOf } from './kept-secrets.ts';

/** Different wrong tokens that one address may show within a window. */
export const mostGuesses = 10;
const windowMs = 60_000;
/** Addresses remembered. */
const mostAddresses = 10_000;

interface Window {
  readonly endsAt: number;
  readonly tokens: Set<string>;
}

/**
 * Slows down who tries tokens out: after ten different wrong ones in a minute an address waits for its end. The same
 * wrong token over and over is a script with an old one, and guesses nothing, so it locks nobody out.
 */
export class Guesses {
  readonly #windows = new LatestOf<Window>(mostAddresses);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Seconds that an address has to wait; 0 where it may try. */
  wait(address: string): number {
    const window = this.#current(address);
    if (!window || window.tokens.size < mostGuesses) return 0;
    return Math.max(1, Math.ceil((window.endsAt - this.#now()) / 1000));
  }

  failed(address: string, token: string): void {
    const window = this.#current(address) ?? { endsAt: this.#now() + windowMs, tokens: new Set() };
    window.tokens.add(hashOf(token));
    this.#windows.set(networkOf(address), window);
  }

  #current(address: string): Window | null {
    const window = this.#windows.get(networkOf(address));
    return window && window.endsAt > this.#now() ? window : (this.#windows.delete(networkOf(address)), null);
  }
}

/** Whoever has one address of IPv6 has the other 2^64 of its network. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}
