import type { ProgressEvent } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import { failure } from '../../errors/cli-error.ts'
import { harmlessJson } from '../../output/harmless.ts'
import { liveOn } from '../../output/live.ts'
import { parseTarget } from '../server-target.ts'
import { advance, emptyBoard, render } from './board.ts'

/** Follows a server as it starts: a bar on a terminal, a line of JSON for each event otherwise. */
export const progress: Verb<object, [server: string]> = async ({ io, hub, out, signal }, text) => {
  const target = parseTarget(text)
  const live = io.stdout.isTTY ? liveOn(io.stderr) : undefined
  let board = emptyBoard(1)
  let last: ProgressEvent = {}
  for await (const event of hub.servers.progress(target.user, target.name, { signal })) {
    last = event
    const happened = { ...target, what: 'progress', ms: 0, active: 1, waiting: 0, event } as const
    board = advance(board, happened)
    if (live === undefined) out.line(harmlessJson(event))
    else live.draw(render(board, io.stderr.columns()))
  }
  live?.clear()
  if (last.failed === true) throw failure(last.message ?? 'the server did not come up')
  if (live !== undefined) out.line(last.message ?? 'ready')
}
