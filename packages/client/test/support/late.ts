import { setTimeout as sleep } from 'node:timers/promises'
import type { Middleware } from '../../src/index.ts'

/** Has a response wait until something has happened, and what it sent has come as far as it may. */
export const lateAfter =
  (happened: Promise<unknown>): Middleware =>
  async (request, next) => {
    const response = await next(request)
    await happened
    await sleep(20)
    return response
  }
