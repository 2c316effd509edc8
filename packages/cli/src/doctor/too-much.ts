import type { Subject } from './subject.ts'

const tooLarge = 431

/** Three headers of it are too much for the hub's own proxy, and each is less than what nginx takes. */
export const filling: string = 'x'.repeat(5700)

/** How the hub's own proxy answers to more headers than it takes, 16 kB: by that it is seen which of them get there. */
export async function statusOfTooMuch(
  { api, send }: Subject,
  last: Readonly<Record<string, string>> = { 'x-jhub-c': filling },
): Promise<number> {
  const headers = { 'x-jhub-a': filling, 'x-jhub-b': filling, ...last }
  return (await send({ path: `${api}/`, headers })).status
}

/** Whether it is the hub's own proxy that answered so. */
export const isOwnProxy = (status: number): boolean => status === tooLarge
