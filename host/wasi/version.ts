/** The version of WASI that wit/deps/ has, and these interfaces implement. */
export const WASI_VERSION = '0.2.12';
