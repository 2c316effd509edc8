import { beforeAll, describe, expect, test } from 'vitest'
import { HubError, SpawnFailedError } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { ended, lab, spawnHub } from './support/spawn-hub.ts'
import { loadParts } from './support/loaded.ts'
import type { SpawnHubOptions } from './support/spawn-hub.ts'

beforeAll(loadParts)

const noAnswer = () => new Promise<never>(() => {})

const stream = (body: ReadableStream | string) =>
  new Response(body, { headers: { 'content-type': 'text/event-stream' } })

const readyEvent = 'data: {"progress":100,"ready":true}\n\n'

describe('a start that the hub holds', () => {
  // Hubs since 5.1: they show it as ready for a second, and never answer.
  const stoppedMeanwhile: SpawnHubOptions['instead'] = (what, number, self) => {
    if (what === 'progress' && number === 1) return stream(readyEvent)
    if (what !== 'start' || number > 1) return undefined
    self.state = 'ready'
    self.clock.after(1000, () => {
      self.state = 'stopped'
    })
    return noAnswer()
  }

  test('is not waited for when somebody has stopped it', async () => {
    const it = spawnHub({ instead: stoppedMeanwhile })
    const error = await ended(failure(SpawnFailedError, lab(it).ensureRunning()), it.clock)
    expect(error.message).toContain('it was stopped')
    expect(it.clock.now()).toBeLessThan(5000)
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(1)
    expect(it.clock.waiting).toBe(0)
  })

  test('is sent again when somebody has stopped it before the stream could tell', async () => {
    const it = spawnHub({
      instead: (what, n) => (what === 'start' && n === 1 ? noAnswer() : undefined),
    })
    const { server } = await ended(lab(it).ensureRunning(), it.clock)
    expect(server.ready).toBe(true)
    expect(it.clock.now()).toBeLessThan(10_000)
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(2)
    expect(it.clock.waiting).toBe(0)
  })

  test('is listened to though it begins late', async () => {
    const it = spawnHub({
      instead(what, number, self) {
        if (what !== 'start' || number > 1) return undefined
        return new Promise((resolve) => {
          self.clock.after(2500, () => resolve(self.send('POST', '/again')))
        })
      },
    })
    const { timeline } = await ended(lab(it).ensureRunning(), it.clock)
    expect(timeline.at(-1)?.ms).toBeLessThan(5000)
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(2)
    expect(it.clock.waiting).toBe(0)
  })

  test('is joined when somebody has started it again', async () => {
    const it = spawnHub({ instead: stoppedMeanwhile })
    const call = ended(lab(it).ensureRunning(), it.clock)
    it.clock.after(1200, () => void it.send('POST', '/again'))
    expect((await call).server.ready).toBe(true)
    expect(it.clock.now()).toBeLessThan(5000)
  })

  test('ends at once when onProgress throws, with what it throws, though it be an error of ours', async () => {
    const problem = new HubError('the caller’s own')
    const it = spawnHub({
      instead(what) {
        if (what === 'progress') return stream(readyEvent)
        return what === 'start' ? noAnswer() : undefined
      },
    })
    const onProgress = () => {
      throw problem
    }
    expect(await ended(reasonOf(lab(it).ensureRunning({ onProgress })), it.clock)).toBe(problem)
    expect(it.clock.now()).toBeLessThanOrEqual(1000)
    expect(it.clock.waiting).toBe(0)
  })

  test('and that is lost, leaves no stream for the next', async () => {
    const cancelled: number[] = []
    const it = spawnHub({
      instead(what, number, self) {
        if (number > 1) return undefined
        if (what === 'progress') {
          return stream(new ReadableStream({ cancel: () => void cancelled.push(number) }))
        }
        if (what !== 'start') return undefined
        return new Promise((_, reject) => {
          self.clock.after(1000, () => reject(new TypeError('fetch failed')))
        })
      },
    })
    const { timeline } = await ended(lab(it).ensureRunning(), it.clock)
    expect(cancelled).toEqual([1])
    expect(timeline.filter(({ what }) => what === 'progress')).not.toEqual([])
  })
})
