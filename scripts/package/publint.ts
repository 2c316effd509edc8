import { readFile } from 'node:fs/promises'
import { publint as lint } from 'publint'
import { formatMessage } from 'publint/utils'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'

/** publint: `package.json` and the files that it names agree. Warnings count, suggestions do not. */
export const publint: Check = {
  name: 'publint',
  async *results(subject) {
    const { path } = await subject.tarball()
    const { buffer } = new Uint8Array(await readFile(path))
    const { messages, pkg } = await lint({ pack: { tarball: buffer }, strict: true })
    for (const message of messages) {
      const text = formatMessage(message, pkg, { color: false }) ?? message.code
      yield message.type === 'suggestion' ? pass(`suggests: ${text}`) : fail(text)
    }
    if (messages.length === 0) yield pass('nothing to say, strict')
  },
}

await runIfMain(import.meta.url, publint)
