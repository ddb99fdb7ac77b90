import * as v from 'valibot';

/**
 * What the address bar holds. Everything is optional: an absent key means the page's own default, so the shortest
 * address is the page as its owner wrote it. A value nobody could have meant is dropped, never an error.
 */
const days = /^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$/;
const last = /^[1-9]\d{0,2}[dwmq]$/;

const text = (pattern: RegExp) => v.fallback(v.optional(v.pipe(v.string(), v.regex(pattern))), undefined);
const oneOf = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  v.fallback(v.optional(v.picklist(options)), undefined);

export const searchSchema = v.object({
  /** `4w`, `2026-11-09..2026-11-15` (both days included), or `all`. */
  range: text(new RegExp(`${days.source}|${last.source}|^all$`)),
  /** `previous`, `last_year`, `none`, or `dimension:value`. */
  compare: text(/^(previous|last_year|none|[a-z_]+:.+)$/),
  /** `dimension:value,value`, one a dimension; a single empty entry means no filter at all. */
  where: v.fallback(v.optional(v.array(v.string())), undefined),
  /** `panel:dimension`: what a breakdown is split by. */
  by: v.fallback(v.optional(v.array(v.string())), undefined),
  /** Scorecard rows by how they stand against their target. */
  status: oneOf(['met', 'missed', 'unproven', 'not_judged']),
  /** `panel:column`, with a leading `-` for falling. */
  sort: text(/^-?[\w-]+:[\w-]+$/),
  /** Panels shown as a table instead of a chart. */
  table: v.fallback(v.optional(v.array(v.string())), undefined),
  /** `panel:value`: what is folded up in a tree. */
  fold: v.fallback(v.optional(v.array(v.string())), undefined),
  /** What the catalogue is searched for. */
  find: v.fallback(v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), undefined),
  /** What the drawer is open on: a number, or what else a panel gives an address to; see address.ts. */
  cell: text(/^[\w-]+~.*$/s),
  tab: oneOf(['rows', 'query', 'definition']),
});

export type Search = v.InferOutput<typeof searchSchema>;

const lists = new Set(['where', 'by', 'table', 'fold']);

/** Reads a query string; keys that may repeat become lists. */
export function parseSearch(query: string): Record<string, unknown> {
  const parameters = new URLSearchParams(query);
  const search: Record<string, unknown> = {};
  for (const key of new Set(parameters.keys()))
    search[key] = lists.has(key) ? parameters.getAll(key) : parameters.get(key);
  return search;
}

/** Leaves the marks readable that are legal in a query and that our values use. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%20/g, '+').replace(/%2F/g, '/');
}

/** Writes the query string with its leading `?`; keys without a value are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([key, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.filter((item) => typeof item === 'string').map((item) => `${key}=${encode(item)}`);
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
