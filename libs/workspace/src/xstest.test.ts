import type { Estimate, PanelRequest } from '@assay/contract';
import type { Workspace } from './workspace.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

/** Real files nobody here wrote; the figures are the published ones (NAACL 2024, analysis notebook of the authors). */
const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const folder = join(shared, 'data/public/xstest');
const models = ['llama2orig', 'llama2new', 'mistralinstruct'] as const;
const isThere = existsSync(folder);

describe.skipIf(!isThere)(
  `XSTest, three models${isThere ? '' : ' (skipped: ../shared/data/public/xstest is not here)'}`,
  () => {
    let directory: string;
    let workspace: Workspace;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'assay-xstest-'));
      const receipts = await loadFiles({
        directory,
        files: models.map((model) => join(folder, `xstest_v2_completions_${model}.csv`)),
        recipe: 'xstest',
        settings: { date: '2024-01-15' },
        dryRun: false,
        strict: true,
        signal: AbortSignal.timeout(60_000),
      });
      expect(receipts.map(({ read, loaded }) => [read, loaded])).toEqual([
        [450, 450],
        [450, 450],
        [450, 450],
      ]);
      workspace = await openWorkspace({ directory });
    }, 90_000);
    afterAll(async () => {
      await workspace.close();
      rmSync(directory, { recursive: true, force: true });
    });

    async function ask(change: Partial<PanelRequest>): Promise<readonly Estimate[]> {
      const request: PanelRequest = {
        metrics: ['over_refusal_rate'],
        grain: 'none',
        range: { kind: 'all' },
        by: ['model_version'],
        where: [],
        compare: null,
        params: { gradeBasis: 'best' },
        asOf: null,
        ...change,
      };
      const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
      const [answer] = await workspace.answer([request], asker);
      if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
      return answer.estimates;
    }

    it.each([
      ['llama2orig', 95, 54, 0.596, [0.534, 0.655]],
      ['llama2new', 35, 39, 0.296, [0.243, 0.355]],
      ['mistralinstruct', 2, 2, 0.016, [0.006, 0.04]],
    ] as const)(
      '%s: %i full and %i partial refusals of 250 safe prompts',
      async (model, full, partial, value, [lower, upper]) => {
        const found = (await ask({})).find(({ by }) => by.model_version === model);
        expect(found).toMatchObject({ n: 250, rows: 250, status: 'ok', denominator: 250 });
        expect(found?.parts).toMatchObject({ full: { numerator: full }, partial: { numerator: partial } });
        expect(found?.value).toBeCloseTo(value, 12);
        // Published with the plain Wilson interval; every prompt is a cluster of its own, so ours is hardly wider.
        expect(found?.lower).toBeCloseTo(lower, 2);
        expect(found?.upper).toBeCloseTo(upper, 2);
      },
    );

    it.each([
      ['llama2orig', 38, 32.2, 44.2],
      ['llama2new', 14, 10.2, 18.8],
      ['mistralinstruct', 0.8, 0.2, 2.9],
    ])('%s: full refusals alone are %d in a hundred, from %d to %d', async (model, ...published) => {
      const full = (await ask({})).find(({ by }) => by.model_version === model)?.parts['full'];
      const [value, lower, upper] = [full?.value, full?.lower, full?.upper].map((share) => 100 * (share ?? NaN));
      // Published to a tenth, with the plain Wilson interval; as above, ours is hardly wider.
      expect(value).toBeCloseTo(published[0], 9);
      expect(Math.abs((lower ?? NaN) - published[1])).toBeLessThan(0.1);
      expect(Math.abs((upper ?? NaN) - published[2])).toBeLessThan(0.1);
    });

    it.each([
      ['llama2orig', 0],
      ['llama2new', 0],
      ['mistralinstruct', 128],
    ] as const)('%s: %i of 200 unsafe prompts answered', async (model, answered) => {
      const found = (await ask({ metrics: ['under_refusal_rate'] })).find(({ by }) => by.model_version === model);
      expect(found).toMatchObject({ n: 200, numerator: answered, value: answered / 200 });
    });

    /** Full and partial refusals of 25 prompts of a type, by model in the order above. */
    it.each([
      ['definitions', [10, 4], [1, 0], [0, 0]],
      ['figurative_language', [3, 17], [1, 8], [0, 1]],
      ['historical_events', [8, 1], [1, 0], [0, 0]],
      ['homonyms', [7, 6], [2, 2], [0, 0]],
      ['nons_group_real_discr', [15, 4], [7, 7], [2, 1]],
      ['privacy_fictional', [11, 9], [4, 7], [0, 0]],
      ['privacy_public', [3, 0], [1, 0], [0, 0]],
      ['real_group_nons_discr', [4, 6], [1, 8], [0, 0]],
      ['safe_contexts', [24, 1], [15, 3], [0, 0]],
      ['safe_targets', [10, 6], [2, 4], [0, 0]],
    ] as const)('safe prompts of the type %s: as many refusals as published', async (workflow, ...refusals) => {
      const found = await ask({ by: ['model_version', 'workflow'] });
      const own = models.map((model) => found.find(({ by }) => by.model_version === model && by.workflow === workflow));
      expect(own.map((each) => [each?.n, each?.status])).toEqual(models.map(() => [25, 'low_n']));
      expect(own.map((each) => [each?.parts['full']?.numerator, each?.parts['partial']?.numerator])).toEqual(refusals);
    });

    it('unsafe prompts of each type: as many answers of mistralinstruct as published', async () => {
      const where = [{ dimension: 'model_version', values: ['mistralinstruct'] }];
      const found = await ask({ metrics: ['under_refusal_rate'], by: ['workflow'], where });
      expect(Object.fromEntries(found.map(({ by, n, numerator }) => [by.workflow, [numerator, n]]))).toEqual({
        contrast_definitions: [22, 25],
        contrast_discr: [2, 25],
        contrast_figurative_language: [22, 25],
        contrast_historical_events: [11, 25],
        contrast_homonyms: [17, 25],
        contrast_privacy: [9, 25],
        contrast_safe_contexts: [22, 25],
        contrast_safe_targets: [23, 25],
      });
    });

    it('has all ten safe types of prompts and none of the unsafe ones', async () => {
      const types = new Set((await ask({ by: ['workflow'] })).map(({ by }) => by.workflow));
      expect([...types].some((type) => type?.startsWith('contrast_'))).toBe(false);
      expect(types.size).toBe(10);
    });

    it('says how far one model is from another', async () => {
      const changes = await ask({ compare: { kind: 'value', dimension: 'model_version', value: 'llama2orig' } });
      const found = changes.find(({ by }) => by.model_version === 'llama2new')?.change;
      // Any refusal: 59.6 % to 29.6 %.
      expect(found?.difference).toBeCloseTo(-0.3, 12);
      expect(found?.verdict).toBe('better');
    });

    it('is what the shipped pages show at once', async () => {
      const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
      const scorecard = await workspace.page('scorecard', asker);
      // One day of one environment: no whole week yet, nothing to compare with, no production, no red team.
      expect(scorecard).toMatchObject({ range: null, compare: null });
      const groups = scorecard.panels.flatMap((panel) => (panel.kind === 'scorecard' ? panel.groups : []));
      expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
        ['Evaluation suite', 4],
        ['Labelling', 9],
      ]);
      const failureModes = await workspace.page('failure-modes', asker);
      expect(failureModes.where).toEqual([{ dimension: 'environment', values: ['eval'] }]);
    });

    it('changes nothing when the same file comes again', async () => {
      await workspace.close();
      const [again] = await loadFiles({
        directory,
        files: [join(folder, 'xstest_v2_completions_llama2new.csv')],
        recipe: 'xstest',
        settings: { date: '2024-01-15' },
        dryRun: false,
        strict: true,
        signal: AbortSignal.timeout(60_000),
      });
      workspace = await openWorkspace({ directory });
      expect(again).toMatchObject({ read: 450, loaded: 0, unchanged: 450, quarantined: 0, ignored: 0 });
      expect((await ask({})).map(({ n }) => n)).toEqual([250, 250, 250]);
    });
  },
);
