import type { TestProject } from 'vitest/node';
import { newFolder, startAssay } from './server/start-assay.mjs';

/**
 * Makes the built-in sample once, by starting Assay in an empty folder; tests copy what lies there then. Those that only look
 * at it share one server, as readers do: a server of each file's own would work out every page anew.
 */
export default async function setup(project: TestProject) {
  const folder = newFolder();
  const first = await startAssay({ folder: folder.path });
  await first.stop();
  project.provide('sampleFolder', folder.path);
  const shared = newFolder(folder.path);
  const server = await startAssay({ folder: shared.path });
  project.provide('sampleUrl', server.url);
  return async () => {
    await server.stop();
    shared.remove();
    folder.remove();
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder in which Assay has been started before. */
    sampleFolder: string;
    /** Address of a server of the sample that nobody changes. */
    sampleUrl: string;
    /** Path of the browser that vitest.config.ts found, and how to start it. */
    browser: string | null;
    browserFlags: string[];
  }
}
