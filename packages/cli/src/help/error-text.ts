import { formatMessageForArgumentScannerError, text_en } from '@stricli/core'
import { ArgumentScannerError } from '@stricli/core'
import type { ApplicationText } from '@stricli/core'
import { CliError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { typedFlag } from './page.ts'

/** stricli makes all of it bold and red: here that is taken back, as in all other errors. */
const sentence = (text: string, ansiColor: boolean): string =>
  `${ansiColor ? '\x1b[22;31mjhub:\x1b[39m' : 'jhub:'} ${text}`

const suggestion = (words: readonly string[]): string =>
  words.length === 0 ? '' : `; did you mean ${words.join(' or ')}?`

/**
 * What is said of a command line that cannot be read: as of all else that goes wrong.
 *
 * @param isVerb - Whether there is such a word behind another one: nothing that looks like it is meant.
 */
export const errorText = (isVerb: (word: string) => boolean): ApplicationText => ({
  ...text_en,
  noCommandRegisteredForInput: ({ input, corrections, ansiColor }) => {
    if (input.startsWith('-')) return sentence(`there is no flag ${input} here`, ansiColor)
    const words = isVerb(input) ? [] : corrections.map((word) => word.replaceAll('`', ''))
    return sentence(`there is no command ${input}${suggestion(words)}`, ansiColor)
  },
  exceptionWhileParsingArguments: (error, ansiColor) =>
    sentence(
      error instanceof ArgumentScannerError
        ? formatMessageForArgumentScannerError(error, {
            FlagNotFoundError: ({ input, corrections }) =>
              `there is no flag --${input}${suggestion(corrections.map(typedFlag))}`,
            // No argument is parsed, but for flags.
            ArgumentParseError: ({ externalFlagNameOrPlaceholder: name, input, exception }) =>
              `"${input}" for ${typedFlag(name)}: ${reasonOf(exception)}`,
            EnumValidationError: ({ externalFlagName: name, input, values }) =>
              `"${input}" for ${typedFlag(name)}: one of ${values.join(', ')} is needed`,
            AliasNotFoundError: ({ input }) => `there is no flag -${input}`,
            InvalidNegatedFlagSyntaxError: ({ externalFlagName: name }) =>
              `${typedFlag(name)} takes no value`,
            UnexpectedFlagError: ({ externalFlagName: name }) =>
              `${typedFlag(name)} is there twice`,
            UnexpectedPositionalError: ({ input }) => `"${input}" is one word too many`,
            UnsatisfiedFlagError: ({ externalFlagName }) =>
              `${typedFlag(externalFlagName)} needs a value`,
            UnsatisfiedPositionalError: ({ placeholder, limit }) =>
              limit?.[0] === undefined || limit[0] < 2
                ? `<${placeholder}> is missing`
                : `${limit[0]} words at least are needed`,
          })
        : messageOf(error),
      ansiColor,
    ),
})

/** Of values, stricli itself reads those alone of flags that are on or off. */
const reasonOf = (exception: unknown): string =>
  exception instanceof CliError ? exception.message : 'yes or no is needed'
