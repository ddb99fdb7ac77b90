import type { Finding, MetricCard } from '@assay/contract';
import type { TargetLookup } from '@assay/metrics';
import type { Config } from './config/load-config.ts';
import type { OpenDatabase, OpenOptions } from './open-database.ts';
import type { OwnDatabase, Owner } from './own-database.ts';
import type { TargetRule } from './pages/targets.ts';
import type { Asker, Workspace } from './workspace.ts';
import { relative } from 'node:path';
import { AssayError } from '@assay/contract';
import { pseudonymKey } from '@assay/importers';
import { cardOf, dayOfInstant, metricIds, metricOf } from '@assay/metrics';
import { dialectOf } from '@assay/warehouse';
import { loadConfig } from './config/load-config.ts';
import { columnsStep, diagnose } from './diagnose.ts';
import { findDoor } from './door/find-door.ts';
import { remoteWorkspace } from './door/remote-workspace.ts';
import { storedFindings } from './findings.ts';
import { freshnessOf, freshnessStep } from './freshness.ts';
import { KnowledgeAt } from './knowledge-at.ts';
import { loadReceipt, loadsPage } from './loads.ts';
import { dashboardFolders, dataFolder } from './locations.ts';
import { databaseOf, openDatabase, openFirst, ownedDatabase } from './open-database.ts';
import { holdsNothing, removeFile } from './own-database.ts';
import { fitPage, fixedDimensions } from './pages/fit-page.ts';
import { loadPages } from './pages/read-pages.ts';
import { targetInForce, targetsAmong, targetsInForce } from './pages/target-in-force.ts';
import { loadTargets } from './pages/targets.ts';
import { quarantineOf } from './quarantine.ts';
import { memoryOf } from './results/memory.ts';
import { Access } from './rights/access.ts';
import { answerAs } from './rights/answer-as.ts';
import { checkRecords, findingsAs, membersAs, pageAs } from './rights/members-as.ts';
import { explainAs, rowsAs } from './rights/rows-as.ts';
import { StatementRunner } from './run.ts';
import { ShownDatabase } from './shown-database.ts';
import { dataVersion, marksTold } from './state.ts';

/** The sample's programme plans and reports in it. */
const sampleCurrency = 'USD';

/** Targets of the catalogue's cards: those in force today for the metric as a whole. */
function cardsOf(rules: readonly TargetRule[], today: string): readonly MetricCard[] {
  return metricIds.map((id) => cardOf(metricOf(id), targetInForce(rules, { metric: id, by: {}, periodEnd: today })));
}

/**
 * Opens a team's data, or the sample where there is none; where a server has it open, asks the server. Throws AssayErrors
 * that say what to do.
 */
export async function openWorkspace(options: OpenOptions): Promise<Workspace> {
  const config = await loadConfig({ directory: options.directory });
  const door = await findDoor(options.directory, databaseOf(options, config));
  return door ? await remoteWorkspace(door) : await openHere(options, config);
}

/** Opens it in this process, whoever else is there: then the lock says who. */
export async function openHere(options: OpenOptions, config: Config): Promise<OpenWorkspace> {
  const dashboards = dashboardFolders(options.directory);
  const known = cardsOf([], '');
  const pages = await loadPages(dashboards, known);
  const rules = await loadTargets(dashboards, known);
  const database = await openDatabase(options, config);
  return new OpenWorkspace({ directory: options.directory, config, pages, rules }, database);
}

interface Content {
  readonly directory: string;
  readonly config: Config;
  readonly pages: Workspace['pages'];
  readonly rules: readonly TargetRule[];
}

export class OpenWorkspace implements Workspace, Owner {
  readonly engine = 'duckdb';
  readonly zone: string;
  readonly yearStarts: number;
  readonly pages: Workspace['pages'];
  readonly catalogue: Workspace['catalogue'];
  readonly #content: Content;
  #shown: ShownDatabase;

  constructor(content: Content, database: OpenDatabase) {
    this.#content = content;
    this.zone = content.config.zone;
    this.yearStarts = content.config.yearStarts;
    this.pages = content.pages;
    this.catalogue = cardsOf(content.rules, dayOfInstant(new Date().toISOString(), this.zone));
    this.#shown = this.#show(database);
  }

  get isSample(): boolean {
    return this.#shown.database.isSample;
  }

  get database(): string {
    const { path } = this.#shown.database;
    return relative(this.#content.directory, path) || path;
  }

  #show(database: OpenDatabase): ShownDatabase {
    const { config, rules, directory } = this.#content;
    const { warehouse } = database;
    const dialect = dialectOf(warehouse.engine);
    const access = new Access({
      dialect,
      contentRoles: config.contentRoles,
      pseudonymKey: () => pseudonymKey(dataFolder(directory).folder),
    });
    const rightsKey = (asker: Asker) => access.rightsKey(asker);
    const runner = new StatementRunner(warehouse, rightsKey);
    const version = (asker: Asker) => dataVersion(runner, asker);
    const memory = memoryOf(database, { config, runner, rightsKey, version });
    const { zone, yearStarts, coverageCases } = config;
    const knowledge = new KnowledgeAt({
      ...{ runner, dialect, zone, yearStarts, coverageCases },
      currency: config.currency ?? (database.isSample ? sampleCurrency : null),
      hasHistory: warehouse.capabilities.history,
      dataVersion: version,
      named: (dimension, members, asker) => access.named(dimension, members, asker),
    });
    const targets: TargetLookup = {
      find: (slice) => targetInForce(rules, slice),
      among: (question) => targetsAmong(rules, question),
    };
    const { results, answers, rollUps } = memory;
    const parts = { warehouse, dialect, runner, results, answers, knowledge, targets, access };
    return new ShownDatabase(database, parts, rollUps);
  }

  /**
   * Lets work write into the team's database. Where the sample is shown there is none yet: it is made, and shown from then
   * on if the work left something in it. One work at a time.
   */
  async write<T>(work: (database: OwnDatabase) => Promise<T>): Promise<T> {
    const { own } = this.#shown.database;
    // What was erased must not live on in sums of people's work.
    if (own && !this.isSample) return await work(own).finally(() => this.#shown.forget());
    const first = await openFirst(this.#content.directory);
    try {
      return await work(first);
    } finally {
      if (await holdsNothing(first)) {
        await removeFile(first.path).finally(() => first.close());
      } else {
        const sample = this.#shown;
        this.#shown = this.#show(ownedDatabase(first));
        await sample.retire();
      }
    }
  }

  targets(): ReturnType<Workspace['targets']> {
    return Promise.resolve(targetsInForce(this.#content.rules, dayOfInstant(new Date().toISOString(), this.zone)));
  }

  async page(id: string, asker: Asker): ReturnType<Workspace['page']> {
    const page = this.pages.find((each) => each.id === id);
    if (!page) {
      throw new AssayError('PAGE_UNKNOWN', 'There is no such page.', {
        hint: `Pages: ${this.pages.map((each) => each.id).join(', ')}.`,
      });
    }
    return this.#shown.use(async (parts) => {
      const known = await parts.knowledge.now.aboutDimensions(fixedDimensions(page), asker);
      return pageAs(fitPage(page, known), asker, parts);
    });
  }

  answer(requests: Parameters<Workspace['answer']>[0], asker: Asker): ReturnType<Workspace['answer']> {
    return this.#shown.use((parts) => answerAs(requests, asker, parts));
  }

  mark(asker: Asker): ReturnType<Workspace['mark']> {
    if (!this.#content.config.cache) return Promise.resolve(null);
    return this.#shown.use(async ({ runner, access }) => {
      const marks = await marksTold(runner, asker);
      const today = dayOfInstant(new Date().toISOString(), this.zone);
      return marks && JSON.stringify([...marks, today, access.rightsKey(asker)]);
    });
  }

  rows(question: Parameters<Workspace['rows']>[0], asker: Asker): ReturnType<Workspace['rows']> {
    return this.#shown.use((parts) => rowsAs(question, asker, parts));
  }

  explain(request: Parameters<Workspace['explain']>[0], asker: Asker): ReturnType<Workspace['explain']> {
    return this.#shown.use((parts) => explainAs(request, asker, parts));
  }

  async freshness(asOf: string | null, asker: Asker): ReturnType<Workspace['freshness']> {
    return freshnessOf(await this.#shown.use(({ knowledge }) => knowledge.at(asOf).spans(asker)));
  }

  loads(question: Parameters<Workspace['loads']>[0], asker: Asker): ReturnType<Workspace['loads']> {
    return this.#shown.use(({ runner }) => loadsPage(question, runner, asker));
  }

  load(id: string, asker: Asker): ReturnType<Workspace['load']> {
    return this.#shown.use(({ runner }) => loadReceipt(id, runner, asker));
  }

  quarantine(question: Parameters<Workspace['quarantine']>[0], asker: Asker): ReturnType<Workspace['quarantine']> {
    return this.#shown.use((parts) => {
      checkRecords(asker, parts);
      return quarantineOf(question, parts.runner, asker);
    });
  }

  findings(asker: Asker): Promise<readonly Finding[]> {
    return this.#shown.use(async (parts) => findingsAs(await storedFindings(parts.runner, asker), asker, parts));
  }

  members(dimension: string, asker: Asker): ReturnType<Workspace['members']> {
    return this.#shown.use((parts) => membersAs(dimension, asker, parts));
  }

  async doctor(asker: Asker): ReturnType<Workspace['doctor']> {
    const steps = await this.#shown.use(({ warehouse }) => warehouse.test(asker.signal));
    const freshness = freshnessStep(await this.freshness(null, asker));
    const columns = await this.#shown.use((parts) => columnsStep(parts, asker));
    // Tables that are not as they should be cannot be asked about their rows.
    const known = columns.ok
      ? await this.#shown.use((parts) => diagnose(parts, asker))
      : { findings: [], unfilled: [] };
    const findings = await this.#shown.use((parts) => Promise.resolve(findingsAs(known.findings, asker, parts)));
    return { steps: [...steps, columns, freshness], ...known, findings };
  }

  close(): Promise<void> {
    return this.#shown.close();
  }
}
