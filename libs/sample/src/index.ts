/**
 * The built-in sample: twelve months of made-up answers of a made-up model, so that a fresh start has something to show.
 *
 * - 52 whole weeks ending at `through`; the caller passes the last Sunday before today.
 * - `sampleTables({ through })` gives `dim_vendor`, `dim_annotator`, `dim_workflow`, `dim_model_version`, `dim_test_case`,
 *   `fact_output` (about 45,000 rows) and `fact_grade` (about 70,000) in about a second. No clock, no unseeded chance: the same day gives the
 *   same rows, and another day the same rows on other dates.
 * - Rows hold a table's own columns. Keys are plain text `sample:...`; columns marked `hashed` in the model (session and
 *   grader keys, prompt hashes) are plain, too, for the loader to hash. No text content is kept.
 * - What is planted stands as data in `stories.ts`, and a test finds it in the rows by counting.
 *
 * Production is sampled: one session in thirty, and what looks like a refusal three times as often as the rest, so a
 * rate without the weights 1/sampling_prob is far too high. A few outputs are ungraded, disputed, or graded only by a
 * judge on trial whose verdicts must not count.
 */
export { calendarOf } from './calendar.ts';
export type { Calendar } from './calendar.ts';
export { sampleTables, sampleVersion } from './sample-tables.ts';
export type { SampleOptions, SampleTable } from './sample-tables.ts';
export { releasesOf, releaseStories } from './stories.ts';
export type { Release, ReleaseStory } from './stories.ts';
