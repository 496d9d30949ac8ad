// npm, started by a test.

/** The environment for it: its own variables, of the run that the tests are part of, would direct another npm to this package. */
export const NPM_ENVIRONMENT: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
  npm_config_loglevel: 'error',
};
