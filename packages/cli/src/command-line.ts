/**
 * A command to type, as a shell reads it.
 *
 * @param words - Behind `jhub`.
 * @param hub - What `--hub` named, if it did.
 */
export const commandLine = (words: readonly string[], hub: string | undefined): string =>
  ['jhub', ...(hub === undefined ? [] : ['--hub', hub]), ...words].map(quoted).join(' ')

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
