import { isDay } from '@assay/contract';
import { usageError } from './usage.ts';

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

/** `--as-of`: an instant with its zone, or a day, which means its start in UTC. Gives ISO 8601 in UTC. */
export function parseInstant(text: string): string {
  if (isDay(text)) return `${text}T00:00:00.000Z`;
  const milliseconds = instantShape.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw usageError(
      `--as-of ${text} is not an instant.`,
      'Write a day (2026-11-16, its start in UTC) or an instant with its zone (2026-11-16T09:30:00Z).',
    );
  }
  return new Date(milliseconds).toISOString();
}
