import { enableCompileCache } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

// Compiled source is kept between runs: a command starts in 0.05 s instead of 0.13 s. Where it cannot be kept, nothing changes.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url)));

// A reader that has seen enough (`assay metric ... | head`) closes the pipe: not an error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// Imported late, so that all of it passes through the cache.
const [{ run }, { terminalOf }] = await Promise.all([import('./run.ts'), import('./shell/terminal.ts')]);
const { stdout, stderr, env } = process;
// Not process.exit: what is still on its way into a pipe must arrive.
process.exitCode = await run(process.argv.slice(2), terminalOf({ directory: process.cwd(), env, stdout, stderr }));
