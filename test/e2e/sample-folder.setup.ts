import type { TestProject } from 'vitest/node';
import { newFolder, startAssay } from './server/start-assay.mjs';

/** Makes the built-in sample once, by starting Assay in an empty folder; tests copy what lies there then. */
export default async function setup(project: TestProject) {
  const folder = newFolder();
  const server = await startAssay({ folder: folder.path });
  await server.stop();
  project.provide('sampleFolder', folder.path);
  return folder.remove;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder in which Assay has been started before. */
    sampleFolder: string;
    /** Path of the browser that vitest.config.ts found, and how to start it. */
    browser: string | null;
    browserFlags: string[];
  }
}
