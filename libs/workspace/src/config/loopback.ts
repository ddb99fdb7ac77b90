import { isIPv4 } from 'node:net';

/** Names and addresses under which a machine reaches only itself. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}
