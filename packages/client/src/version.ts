/** This package's version, as it stands in its package.json. */
export const clientVersion = '0.1.0'
