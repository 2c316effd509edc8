import { setTimeout as sleep } from 'node:timers/promises'
import { ForbiddenError, HubError } from 'jupyterhub-client'
import type { Stage, Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import { reasonOf } from '../../errors/message-of.ts'
import { style } from '../../output/colour.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { followersOf } from '../../top/followers.ts'
import { lookAt } from '../../top/look.ts'
import { renderTop } from '../../top/render.ts'
import {
  afterLook,
  afterLoss,
  afterOrder,
  afterProgress,
  beforeAnyLook,
  inOrder,
  startingOnes,
} from '../../top/state.ts'
import type { Look, TopState } from '../../top/state.ts'
import { serverShape } from '../servers/shape.ts'

/** What `jhub top` takes. */
export interface TopFlags extends OutputFlags {
  readonly once?: boolean | undefined
  readonly every?: number | undefined
}

const usualSeconds = 2
const drawMs = 200

/** Shows the servers of a hub, and how they come and go, until somebody leaves. */
export const top: Verb<TopFlags> = async (stage) => {
  const { io, hub, out, flags, signal } = stage
  out.check(serverShape)
  const isOnce = flags.once === true || flags.json !== undefined || flags.csv === true
  if (!isOnce && !(io.stdout.isTTY && io.stdin.isTTY)) {
    throw usageError('there is no terminal to show this on', 'For one look, say --once.')
  }
  // What fails at the first look is told as by any command.
  const first = await lookAt(hub, io.now, signal)
  if (isOnce) {
    const state = afterLook(beforeAnyLook(hub.apiUrl), first)
    return out.list(serverShape, inOrder(state))
  }
  await watch(stage, first)
}

async function watch({ io, hub, flags, signal }: Stage<TopFlags>, first: Look): Promise<void> {
  let state = beforeAnyLook(hub.apiUrl)
  let isStale = true
  const change = (next: TopState): void => {
    state = next
    isStale = true
  }
  const leaving = new AbortController()
  const over = AbortSignal.any([signal, leaving.signal])
  const screen = await io.takeScreen({
    onKey: (key) => {
      if (key === 'q' || key === 'ctrl-c') leaving.abort()
      if (key === 's') change(afterOrder(state))
    },
    onResize: () => change(state),
  })
  const followers = followersOf(hub, (server, event) => change(afterProgress(state, server, event)))
  const paint = style(io.stdout, io.env)
  const draw = (): void => {
    if (!isStale && state.lost === undefined) return
    isStale = false
    screen.draw(renderTop(state, { ...screen.size(), now: io.now(), paint }))
  }
  const drawing = setInterval(draw, drawMs)
  try {
    change(afterLook(state, first))
    draw()
    while (!over.aborted) {
      followers.follow(startingOnes(state))
      await sleep((flags.every ?? usualSeconds) * 1000, undefined, { signal: over })
      change(
        await nextState(
          () => lookAt(hub, io.now, over),
          () => state,
          io.now,
        ),
      )
    }
  } catch (error) {
    if (!over.aborted) throw error
  } finally {
    clearInterval(drawing)
    followers.stop()
    screen.leave()
  }
  signal.throwIfAborted()
}

/** After another look, whatever came of it. */
async function nextState(
  look: () => Promise<Look>,
  current: () => TopState,
  now: () => number,
): Promise<TopState> {
  try {
    const seen = await look()
    return afterLook(current(), seen)
  } catch (error) {
    if (!HubError.isInstance(error)) throw error
    const isDown = !ForbiddenError.isInstance(error)
    return afterLoss(current(), { isDown, why: whyOf(error) }, now())
  }
}

/** What an error says, without what is shown above and before it. */
const whyOf = (error: HubError): string => reasonOf(error).replace('could not reach the hub: ', '')
