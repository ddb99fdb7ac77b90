import type { Finding, LoadRecord, MetricCard, Warehouse } from '@assay/contract';
import type { TargetLookup } from '@assay/metrics';
import type { AnswerParts } from './answer.ts';
import type { Config } from './config/load-config.ts';
import type { OpenOptions } from './open-database.ts';
import type { TargetRule } from './pages/targets.ts';
import type { Asker, Workspace } from './workspace.ts';
import { relative } from 'node:path';
import { AssayError } from '@assay/contract';
import { cardOf, metricIds, metricOf } from '@assay/metrics';
import { dialectOf } from '@assay/warehouse';
import { answerRequests } from './answer.ts';
import { loadConfig } from './config/load-config.ts';
import { columnsStep, diagnose } from './diagnose.ts';
import { explainRequest } from './explain.ts';
import { storedFindings } from './findings.ts';
import { freshnessOf } from './freshness.ts';
import { KnowledgeAt } from './knowledge-at.ts';
import { recentLoads } from './loads.ts';
import { shippedFolder } from './locations.ts';
import { openDatabase } from './open-database.ts';
import { fitPage, fixedDimensions } from './pages/fit-page.ts';
import { loadPages } from './pages/read-pages.ts';
import { targetInForce } from './pages/target-in-force.ts';
import { loadTargets } from './pages/targets.ts';
import { rowsBehind } from './rows.ts';
import { StatementRunner } from './run.ts';
import { dataVersion } from './state.ts';

/** Targets of the catalogue's cards: those in force today for the metric as a whole. */
function cardsOf(rules: readonly TargetRule[], today: string): readonly MetricCard[] {
  return metricIds.map((id) => cardOf(metricOf(id), targetInForce(rules, { metric: id, by: {}, periodEnd: today })));
}

/** Opens a team's data, or the sample where there is none. Throws AssayErrors that say what to do. */
export async function openWorkspace(options: OpenOptions): Promise<Workspace> {
  const config = await loadConfig({ directory: options.directory });
  const dashboards = shippedFolder('dashboards');
  const known = cardsOf([], '');
  const pages = await loadPages(dashboards, known);
  const rules = await loadTargets(dashboards, known);
  const { warehouse, path, isSample } = await openDatabase(options, config);
  const shown = relative(options.directory, path) || path;
  return new OpenWorkspace({ warehouse, config, pages, rules, isSample, database: shown });
}

interface Opened {
  readonly warehouse: Warehouse;
  readonly config: Config;
  readonly pages: Workspace['pages'];
  readonly rules: readonly TargetRule[];
  readonly isSample: boolean;
  readonly database: string;
}

class OpenWorkspace implements Workspace {
  readonly engine = 'duckdb';
  readonly isSample: boolean;
  readonly zone: string;
  readonly database: string;
  readonly pages: Workspace['pages'];
  readonly catalogue: Workspace['catalogue'];
  readonly #parts: AnswerParts;

  constructor({ warehouse, config, pages, rules, isSample, database }: Opened) {
    this.isSample = isSample;
    this.zone = config.zone;
    this.database = database;
    this.pages = pages;
    const dialect = dialectOf(warehouse.engine);
    const runner = new StatementRunner(warehouse);
    const knowledge = new KnowledgeAt({
      runner,
      dialect,
      zone: config.zone,
      hasHistory: warehouse.capabilities.history,
      dataVersion: (asker) => dataVersion(runner, asker),
    });
    const targets: TargetLookup = { find: (slice) => targetInForce(rules, slice) };
    this.catalogue = cardsOf(rules, knowledge.now.today);
    this.#parts = { warehouse, dialect, runner, knowledge, targets };
  }

  async page(id: string, asker: Asker): ReturnType<Workspace['page']> {
    const page = this.pages.find((each) => each.id === id);
    if (!page) {
      throw new AssayError('PAGE_UNKNOWN', 'There is no such page.', {
        hint: `Pages: ${this.pages.map((each) => each.id).join(', ')}.`,
      });
    }
    return fitPage(page, await this.#parts.knowledge.now.aboutDimensions(fixedDimensions(page), asker));
  }

  answer(requests: Parameters<Workspace['answer']>[0], asker: Asker): ReturnType<Workspace['answer']> {
    return answerRequests(requests, asker, this.#parts);
  }

  rows(question: Parameters<Workspace['rows']>[0], asker: Asker): ReturnType<Workspace['rows']> {
    return rowsBehind(question, asker, this.#parts);
  }

  explain(request: Parameters<Workspace['explain']>[0], asker: Asker): ReturnType<Workspace['explain']> {
    return explainRequest(request, asker, this.#parts);
  }

  async freshness(asker: Asker): ReturnType<Workspace['freshness']> {
    return freshnessOf(await this.#parts.knowledge.now.sources(asker), this.zone);
  }

  loads(asker: Asker): Promise<readonly LoadRecord[]> {
    return recentLoads(this.#parts.runner, asker);
  }

  findings(asker: Asker): Promise<readonly Finding[]> {
    return storedFindings(this.#parts.runner, asker);
  }

  members(dimension: string, asker: Asker): ReturnType<Workspace['members']> {
    return this.#parts.knowledge.now.members(dimension, asker);
  }

  async doctor(asker: Asker): ReturnType<Workspace['doctor']> {
    const steps = await this.#parts.warehouse.test(asker.signal);
    const { dataThrough, loadedAt } = await this.freshness(asker);
    const detail =
      dataThrough === null
        ? 'nothing has been loaded'
        : `data through ${dataThrough}, loaded ${loadedAt ?? 'at an unknown time'}`;
    const fix = dataThrough === null ? 'Load a file: assay load FILE --recipe NAME.' : null;
    const freshness = { name: 'freshness', ok: dataThrough !== null, detail, fix };
    const columns = await columnsStep(this.#parts, asker);
    // Tables that are not as they should be cannot be asked about their rows.
    const known = columns.ok ? await diagnose(this.#parts, asker) : { findings: [], unfilled: [] };
    return { steps: [...steps, columns, freshness], ...known };
  }

  close(): Promise<void> {
    return this.#parts.warehouse.close();
  }
}
