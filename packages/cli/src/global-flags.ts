/** What may stand before a command, and how many words it takes. */
const globals: Readonly<Record<string, number>> = { '--debug': 1, '--hub': 2 }

/** What may stand in place of a command. */
const answered = new Set(['--help', '-h', '--version', '-v', '--'])

/**
 * Puts `--hub NAME` and `--debug` that stand before the command behind it, where every command takes them; `help users list` is
 * `users list --help`.
 *
 * @returns Another first flag, if one stands where the command should.
 */
export function globalsLast(args: readonly string[]): { args: string[]; strange?: string } {
  const before: string[] = []
  const rest = withOrder(args)
  for (;;) {
    const [first = ''] = rest
    const size = globals[first] ?? (first.startsWith('--hub=') ? 1 : 0)
    if (size === 0) break
    before.push(...rest.splice(0, size))
  }
  const [first = ''] = rest
  if (first === 'help') return { args: [...rest.slice(1), '--help'] }
  if (first === '' || answered.has(first)) return { args: rest }
  if (first.startsWith('-')) return { args: [...args], strange: first }
  // What follows "--" is no flag.
  const end = rest.indexOf('--')
  const at = end < 0 ? rest.length : end
  return { args: [...rest.slice(0, at), ...before, ...rest.slice(at)] }
}

/** `--sort -name` as one word: what is wanted of a flag must not look like another. */
function withOrder(args: readonly string[]): string[] {
  const at = args.indexOf('--sort')
  const order = at < 0 ? '' : (args[at + 1] ?? '')
  if (!/^-[a-z_]{2,}$/.test(order)) return [...args]
  return [...args.slice(0, at), `--sort=${order}`, ...args.slice(at + 2)]
}
