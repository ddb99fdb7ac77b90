import type { AlphaBootstrap, PairedAnswers } from '@assay/statistics';
import type { AgreementScale } from './parts.ts';
import { createHash } from 'node:crypto';
import { bootstrapAlpha } from '@assay/statistics';
import { confidence } from '../evaluate/number.ts';

/** Some hundred bytes each; a page of agreements by task and week is some three hundred. */
const mostRemembered = 5_000;
const remembered = new Map<string, AlphaBootstrap>();

/**
 * Limits of alpha over resampled items. They hang on the answers and the seed alone, and drawing them is most of what an
 * agreement costs: a page that is asked again, its statements remembered, draws none. The oldest is forgotten first.
 */
export function spreadOf(scale: AgreementScale, paired: PairedAnswers, seed: string): AlphaBootstrap {
  const key = createHash('sha256')
    .update(JSON.stringify([seed, scale]))
    .digest('base64');
  const known = remembered.get(key);
  if (known) return known;
  const spread = bootstrapAlpha(paired, { seed, conf: confidence });
  remembered.set(key, spread);
  const oldest = remembered.keys().next();
  if (remembered.size > mostRemembered && !oldest.done) remembered.delete(oldest.value);
  return spread;
}
