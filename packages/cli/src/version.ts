/** This package's version, as it stands in its package.json. */
export const version = '0.1.0'
