import type { Workspace } from '@assay/workspace';
import { version } from '../version.ts';
import type { Health } from './health.ts';

export function healthOf({ engine, isSample, zone, yearStarts }: Workspace): Health {
  return { status: 'ok', engine, version, sample: isSample, zone, yearStarts };
}
