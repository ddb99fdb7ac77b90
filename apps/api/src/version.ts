import manifest from '../package.json' with { type: 'json' };

/** Written into the bundle by the build. */
export const version = manifest.version;
