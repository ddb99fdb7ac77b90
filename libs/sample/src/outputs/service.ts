import type { WorkflowKey } from '../dimensions/workflows.ts';
import type { PolicyCode } from '../dimensions/taxonomy.ts';
import type { VersionKey } from '../stories.ts';
import { workflowKeys } from '../dimensions/workflows.ts';
import { policyCodes } from '../dimensions/taxonomy.ts';
import { below } from '../draw.ts';
import { listOf, nth } from '../sql.ts';
import { versionStories } from '../stories.ts';

/** How a workflow is served, and what goes wrong in it beside refusing. */
interface Service {
  /** Median milliseconds of an answer, and what one costs in dollars, of the first version. */
  readonly latency: number;
  readonly cost: number;
  /** Chance that an answer does what it was asked for, and of a failure that a reader would code. */
  readonly succeeds: number;
  readonly fails: number;
  /** Twentieths of its failures: arithmetic, logic, missed constraint, incomplete, format, tone, other. */
  readonly modes: readonly [number, number, number, number, number, number, number];
  /** Tenths of its harmful answers, by policy. */
  readonly policies: Partial<Record<PolicyCode, number>>;
  /** Share of sessions in which people try what should be refused. */
  readonly probed: number;
  /** Twentieths of its sessions by locale. */
  readonly locales: readonly [enUS: number, enGB: number, deDE: number, esES: number, frFR: number];
}

const locales = ['en-US', 'en-GB', 'de-DE', 'es-ES', 'fr-FR'];

export const services: Record<WorkflowKey, Service> = {
  support: {
    latency: 980,
    cost: 0.0042,
    succeeds: 0.84,
    fails: 0.045,
    modes: [4, 1, 3, 5, 1, 5, 1],
    policies: { fraud: 5, privacy: 3, harassment: 2 },
    probed: 0.035,
    locales: [9, 3, 3, 3, 2],
  },
  search: {
    latency: 1650,
    cost: 0.0071,
    succeeds: 0.89,
    fails: 0.045,
    modes: [4, 2, 4, 6, 1, 1, 2],
    policies: { self_harm: 2, medical_advice: 2, fraud: 2, privacy: 3, harassment: 1 },
    probed: 0.06,
    locales: [11, 3, 3, 2, 1],
  },
  code: {
    latency: 3400,
    cost: 0.0138,
    succeeds: 0.79,
    fails: 0.085,
    modes: [6, 5, 4, 2, 2, 0, 1],
    policies: { fraud: 6, privacy: 3, harassment: 1 },
    probed: 0.07,
    locales: [12, 3, 3, 1, 1],
  },
  medical_intake: {
    latency: 1150,
    cost: 0.0052,
    succeeds: 0.86,
    fails: 0.05,
    modes: [4, 1, 4, 6, 1, 3, 1],
    policies: { medical_advice: 6, self_harm: 3, privacy: 1 },
    probed: 0.06,
    locales: [8, 2, 6, 2, 2],
  },
  extraction: {
    latency: 820,
    cost: 0.0034,
    succeeds: 0.92,
    fails: 0.06,
    modes: [5, 1, 3, 4, 6, 0, 1],
    policies: { privacy: 7, fraud: 3 },
    probed: 0.012,
    locales: [8, 3, 5, 2, 2],
  },
  tutoring: {
    latency: 2100,
    cost: 0.0088,
    succeeds: 0.83,
    fails: 0.08,
    modes: [10, 4, 2, 2, 0, 1, 1],
    policies: { harassment: 4, self_harm: 3, medical_advice: 2, fraud: 1 },
    probed: 0.07,
    locales: [11, 3, 2, 2, 2],
  },
  contracts: {
    latency: 4300,
    cost: 0.0196,
    succeeds: 0.8,
    fails: 0.075,
    modes: [3, 6, 4, 5, 1, 0, 1],
    policies: { fraud: 6, privacy: 4 },
    probed: 0.02,
    locales: [7, 5, 5, 1, 2],
  },
  travel: {
    latency: 2700,
    cost: 0.0094,
    succeeds: 0.76,
    fails: 0.06,
    modes: [3, 2, 8, 4, 1, 1, 1],
    policies: { fraud: 5, privacy: 4, harassment: 1 },
    probed: 0.015,
    locales: [8, 3, 3, 4, 2],
  },
  billing: {
    latency: 900,
    cost: 0.0037,
    succeeds: 0.88,
    fails: 0.05,
    modes: [11, 1, 3, 2, 1, 1, 1],
    policies: { fraud: 6, privacy: 4 },
    probed: 0.02,
    locales: [9, 3, 4, 2, 2],
  },
  moderation: {
    latency: 640,
    cost: 0.0026,
    succeeds: 0.87,
    fails: 0.055,
    modes: [1, 6, 5, 2, 1, 3, 2],
    policies: { harassment: 6, self_harm: 2, privacy: 1, fraud: 1 },
    probed: 0.12,
    locales: [10, 2, 3, 3, 2],
  },
};

/** Factors of a version on latency, on cost and on the chance of failing, and points added to success. */
const progress: Record<VersionKey, readonly [latency: number, cost: number, fails: number, succeeds: number]> = {
  r1: [1, 1, 1.15, -0.02],
  r2: [1.06, 1.03, 1.1, -0.01],
  // The guardrail reads every answer before it is shown.
  'r2-guardrail': [1.17, 1.05, 1.1, -0.01],
  r3: [0.97, 1.12, 0.95, 0.01],
  'r3-retrieval': [1.05, 1.16, 0.95, 0.015],
  r4: [0.91, 0.98, 0.88, 0.03],
  // A shorter prompt.
  'r4-prompt': [0.86, 0.78, 0.88, 0.03],
  r5: [0.93, 0.81, 0.85, 0.035],
};

/** A cell of every version and workflow, in that order, and the place of an output's own. */
function ofBoth(cell: (service: Service, step: (typeof progress)[VersionKey]) => number): string {
  const cells = versionStories.flatMap(({ key }) =>
    workflowKeys.map((workflow) => cell(services[workflow], progress[key])),
  );
  return `${listOf(cells.map((number) => Math.round(number * 1e6) / 1e6))}[1 + version * ${workflowKeys.length} + workflow]`;
}

/** Of an output, by its version and workflow. */
export const usual = {
  latency: ofBoth(({ latency }, [factor]) => latency * factor),
  cost: ofBoth(({ cost }, [, factor]) => cost * factor),
  fails: ofBoth(({ fails }, [, , factor]) => fails * factor),
  succeeds: ofBoth(({ succeeds }, [, , , points]) => succeeds + points),
};

/** Chance that an answer has the shape that a schema wants: every version is a little better. */
export const validSchema = '(0.962 + 0.002 * version)';

/** Places among the taxonomy's failure modes, from 1: the first three are reasoning. */
export const modePlaces = [1, 3, 4, 5, 6, 7, 8];

const repeated = <T>(things: readonly T[], counts: readonly number[]): T[] =>
  things.flatMap((thing, place) => Array<T>(counts[place] ?? 0).fill(thing));

const modes = workflowKeys.flatMap((key) => repeated(modePlaces, services[key].modes));
const policies = workflowKeys.flatMap((key) =>
  repeated(
    policyCodes.map((_, place) => place),
    policyCodes.map((code) => services[key].policies[code] ?? 0),
  ),
);

const places = workflowKeys.flatMap((key) => repeated(locales, services[key].locales));

/** Where a session of a workflow is. */
export const localeOf = (key: string) => nth(places, `workflow * 20 + ${below(key, 'locale', 20)}`);
/** Share of a workflow's sessions in which people try what should be refused. */
export const probed = nth(
  workflowKeys.map((key) => services[key].probed),
  'workflow',
);

/** The mode of a failure in a workflow, drawn for a key and purpose. */
export const modeOf = (key: string, purpose: string) => nth(modes, `workflow * 20 + ${below(key, purpose, 20)}`);

/** The policy, as a place among their codes, that a harmful answer in a workflow breaks. */
export const policyOf = (key: string, purpose: string) => nth(policies, `workflow * 10 + ${below(key, purpose, 10)}`);
