import { isIP, isIPv4 } from 'node:net';

/** Names and addresses under which a machine reaches only itself. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** The address under which this machine reaches a server that listens on one; null where it listens elsewhere alone. */
export function loopbackOf(host: string): string | null {
  if (isLoopback(host)) return host;
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : null;
}

/** Whether a caller's address is this machine's own; one of IPv4 may come in the clothes of IPv6. */
export function isFromHere(address: string): boolean {
  return isLoopback(address.replace(/^::ffff:/i, ''));
}

/** Whether a text can be an address to listen on at all. */
export function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?$/i.test(text);
}

/** What to do where others than this machine could come in and nobody would ask them who they are. */
export const howToOpen =
  'name who may look under "viewers" in assay.yaml (docs/viewers.md says how), or listen on 127.0.0.1';
