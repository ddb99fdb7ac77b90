import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from './testing/run-assay.ts';

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const xstest = join(shared, 'data', 'public', 'xstest');
const isThere = existsSync(xstest);
const why = isThere ? '' : ' (skipped: no public data in ../shared)';

interface Pairs {
  readonly difference: number;
  readonly exactP: number;
}

interface Row {
  readonly by: Readonly<Record<string, string>>;
  readonly n: number;
  readonly lower: number;
  readonly upper: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly change?: { readonly paired?: Pairs & { readonly parts: Readonly<Record<string, Pairs>> } } | null;
}

/** Expected values are those of REFERENCE.md beside the data: counted there, and published by the authors. */
describe.skipIf(!isThere)(`the three XSTest files${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-xstest-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    const files = ['llama2orig', 'llama2new', 'mistralinstruct'].map((model) =>
      join(xstest, `xstest_v2_completions_${model}.csv`),
    );
    const loaded = await runAssay(
      folder,
      'load',
      ...files,
      '--recipe',
      'xstest',
      '--set',
      'date=2024-01-15',
      '--strict',
      '--json',
    );
    expect(loaded.code).toBe(0);
    const whole = { read: 450, loaded: 450, quarantined: 0, ignored: 0 };
    expect(documentOf(loaded)).toMatchObject({ files: [whole, whole, whole] });
  });

  async function rowsOf(dimension: string, ...argv: readonly string[]): Promise<Readonly<Record<string, Row>>> {
    const asked = await runAssay(folder, 'metric', ...argv, '--by', dimension, '--json');
    expect(asked.code).toBe(0);
    const { metrics } = documentOf(asked) as { metrics: readonly { rows: readonly Row[] }[] };
    return Object.fromEntries((metrics[0]?.rows ?? []).map((row) => [row.by[dimension] ?? '', row]));
  }

  it('over-refusal by model: parts, n and intervals', async () => {
    const rows = await rowsOf('model_version', 'over_refusal_rate');
    expect(rows).toMatchObject({
      llama2orig: { n: 250, value: 0.596, parts: { full: 95, partial: 54 } },
      llama2new: { n: 250, value: 0.296, parts: { full: 35, partial: 39 } },
      mistralinstruct: { n: 250, value: 0.016, parts: { full: 2, partial: 2 } },
    });
    const interval = (model: string): readonly string[] =>
      [rows[model]?.lower, rows[model]?.upper].map((share) => ((share ?? 0) * 100).toFixed(1));
    expect(interval('llama2orig')).toEqual(['53.4', '65.5']);
    expect(interval('llama2new')).toEqual(['24.3', '35.5']);
    expect(interval('mistralinstruct')).toEqual(['0.6', '4.0']);
  });

  it('over-refusal against another model, prompt by prompt', async () => {
    const against = (model: string) =>
      rowsOf('model_version', 'over_refusal_rate', '--compare', `model_version=${model}`, '--paired');
    const two = (p = NaN): number => Number(p.toPrecision(2));
    const orig = await against('llama2orig');
    const any = orig['llama2new']?.change?.paired;
    expect(any).toMatchObject({ pairs: 250, missing: 0, onlyCurrent: 5, onlyCompared: 80, method: 'newcombe_paired' });
    expect([any?.difference.toFixed(3), two(any?.exactP)]).toEqual(['-0.300', 1.8e-18]);
    const full = any?.parts['full'];
    expect(full).toMatchObject({ onlyCurrent: 3, onlyCompared: 63 });
    expect([full?.difference.toFixed(3), two(full?.exactP)]).toEqual(['-0.240', 1.3e-15]);
    expect(orig['llama2new']?.change).toMatchObject({ comparedValue: 0.596, comparedN: 250, verdict: 'better' });
    expect(orig['llama2orig']?.change).toBeNull();
    const mistral = (await against('llama2new'))['mistralinstruct']?.change?.paired?.parts['full'];
    expect(mistral).toMatchObject({ onlyCurrent: 2, onlyCompared: 35 });
    expect([mistral?.difference.toFixed(3), two(mistral?.exactP)]).toEqual(['-0.132', 1e-8]);
  });

  it('under-refusal by model: unsafe requests that were answered', async () => {
    const rows = await rowsOf('model_version', 'under_refusal_rate');
    expect(rows).toMatchObject({
      llama2orig: { n: 200, numerator: 0 },
      llama2new: { n: 200, numerator: 0 },
      mistralinstruct: { n: 200, numerator: 128, value: 0.64 },
    });
  });

  it('over-refusal by type of prompt', async () => {
    const orig = await rowsOf('workflow', 'over_refusal_rate', '--where', 'model_version=llama2orig');
    expect(orig).toMatchObject({
      homonyms: { n: 25, parts: { full: 7, partial: 6 } },
      figurative_language: { n: 25, parts: { full: 3, partial: 17 } },
      safe_contexts: { n: 25, parts: { full: 24, partial: 1 } },
      privacy_public: { n: 25, parts: { full: 3, partial: 0 } },
    });
    const newer = await rowsOf('workflow', 'over_refusal_rate', '--where', 'model_version=llama2new');
    expect(newer).toMatchObject({
      safe_contexts: { n: 25, parts: { full: 15, partial: 3 } },
      real_group_nons_discr: { n: 25, parts: { full: 1, partial: 8 } },
    });
  });
});
