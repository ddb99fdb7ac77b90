/**
 * The built-in sample: twelve months of a made-up labelling and evaluation programme, so that a fresh start has something
 * to show.
 *
 * - 52 whole weeks ending at `through`; the caller passes the last Sunday before today.
 * - `sampleSource({ through })` gives SQL, not rows: temporary tables in which things happen, and one select a canonical
 *   table. No clock, no order-dependent chance: the same day gives the same rows, and another day the same events on other
 *   dates. The loader takes its rows like anybody's.
 * - Keys are short plain text: up to twelve bytes the engine keeps in place, which is what a million rows are copied by.
 *   People are plain, too, for the loader to hash; those of answers and reviews, which are many, by the loader's own
 *   expression, before they are multiplied.
 * - What is planted stands in `stories.ts` and docs/sample.md, and tests find it in the loaded tables.
 *
 * Production is sampled: one session in thirty, and what looks like a refusal three times as often as the rest, so a
 * rate without the weights 1/sampling_prob is far too high. A few outputs are ungraded, disputed, or graded only by a
 * judge on trial whose verdicts must not count.
 */
export { calendarOf } from './calendar.ts';
export type { Calendar } from './calendar.ts';
export { lateSource, sampleSource, sampleVersion } from './sample-source.ts';
export type { SampleOptions, SampleSource } from './sample-source.ts';
