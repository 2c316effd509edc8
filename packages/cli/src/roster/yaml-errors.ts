import type { ErrorCode } from 'yaml'

const sentences: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'this begins too far left or right, or a bracket before it is not closed',
  TAB_AS_INDENT: 'a tab stands before this: write blanks in its place',
  DUPLICATE_KEY: 'this is there twice: leave one of them out',
  MISSING_CHAR: 'something is missing here: a quote, a comma, a bracket or a colon',
  MULTIPLE_DOCS: 'a roster ends here and another one begins: keep one of them in the file',
  TAG_RESOLVE_FAILED:
    'a word with "!" before it has a meaning that no roster has: put it in quotes',
  BAD_ALIAS: 'a word with "*" or "&" before it has a meaning of its own: put it in quotes',
  BAD_SCALAR_START: 'nothing begins with this sign: put the whole word in quotes',
  BAD_DQ_ESCAPE: 'this is nothing that may stand after "\\": put it in single quotes',
  BLOCK_AS_IMPLICIT_KEY: 'this line begins too far left or right, or has a ":" too many',
}

/** What is wrong in a file that is no YAML, and what to do about it. */
export const inWords = (code: ErrorCode): string =>
  sentences[code] ??
  'this cannot stand here: is it in the right place, or a word to be put in quotes?'
