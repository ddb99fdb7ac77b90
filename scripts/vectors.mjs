/**
 * `npm run vectors -- FILE`: every test vector of a file against the statistics library. A line for each miss, then
 * `N passed, N failed`. Exit code 0 when all passed, 1 when one did not, 2 for a file that cannot be read as vectors.
 */
import { readFileSync } from 'node:fs';
import { missesOf } from '@assay/statistics';
import { Stop, stopWith } from './bootstrap/stop.mjs';

const usage = 'Usage: npm run vectors -- FILE.json';

function main([file, ...more]) {
  if (!file || more.length > 0) throw new Stop(usage, 2);
  const vectors = vectorsOf(file);
  let failed = 0;
  for (const vector of vectors) {
    const misses = missesOf(vector);
    if (misses.length === 0) continue;
    failed += 1;
    console.log(`${vector.id} ${vector.title ?? ''}: ${misses.join('; ')}`);
  }
  console.log(`${vectors.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function vectorsOf(file) {
  let read;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Stop(`${file} cannot be read as JSON: ${error.message}`, 2);
  }
  const vectors = read?.vectors;
  if (!Array.isArray(vectors)) throw new Stop(`${file} has no list "vectors".`, 2);
  for (const [place, vector] of vectors.entries()) {
    const lacks = lackingPart(vector);
    if (lacks) throw new Stop(`${file}: vector ${vector?.id ?? place + 1} has no ${lacks}.`, 2);
  }
  return vectors;
}

function lackingPart(vector) {
  if (typeof vector?.id !== 'string') return '"id"';
  if (typeof vector.method !== 'string') return '"method"';
  if (vector.inputs === null || typeof vector.inputs !== 'object') return '"inputs"';
  if (!('expected' in vector)) return '"expected"';
  const { abs, rel } = vector.tolerance ?? {};
  return typeof abs === 'number' && typeof rel === 'number' ? null : '"tolerance" of abs and rel';
}

try {
  main(process.argv.slice(2));
} catch (error) {
  stopWith(error);
}
