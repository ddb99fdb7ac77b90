/** Host name of a Host header: without port, without the brackets of IPv6; null when it is malformed. */
export function hostNameOf(header: string): string | null {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:]+)\]|([^:/\\\s@]+))(?::\d{1,5})?$/i.exec(header) ?? [];
  return bracketed ?? plain ?? null;
}
