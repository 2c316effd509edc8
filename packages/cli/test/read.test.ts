import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { Interrupted } from '../src/errors/interrupted.ts'
import { readAll } from '../src/prompt/read.ts'

const input = (): PassThrough & NodeJS.ReadStream => new PassThrough() as never

test('all that comes in is read', async () => {
  const stdin = input()
  const read = readAll(stdin, new AbortController().signal)
  stdin.write('ada\n')
  stdin.end('grace\n')
  expect(await read).toBe('ada\ngrace\n')
})

test('Ctrl-C ends the reading, and lets go of what is read', async () => {
  const stdin = input()
  const controller = new AbortController()
  const read = readAll(stdin, controller.signal)
  stdin.write('ada\n')
  const reason = new Interrupted()
  controller.abort(reason)
  await expect(read).rejects.toBe(reason)
  expect(stdin.destroyed).toBe(true)
  await expect(readAll(input(), controller.signal)).rejects.toBe(reason)
})
