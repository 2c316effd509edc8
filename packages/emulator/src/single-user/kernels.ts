import { randomHex, unused } from '../random.ts'
import type { Hub } from '../hub.ts'
import { isDict } from '../python/repr.ts'
import { isoformat } from '../python/time.ts'
import type { Server } from '../state/server.ts'
import type { NotebookAnswer, NotebookRequest } from './notebook.ts'

/** A kernel, as the API of notebook servers shows it. */
export interface Kernel {
  readonly id: string
  readonly name: string
  readonly last_activity: string | null
  readonly execution_state: string
  readonly connections: number
}

/** Lists, starts and ends kernels, which run nothing. */
export function answerKernels(
  hub: Hub,
  { spawner }: Server,
  { method, path, body }: NotebookRequest,
): NotebookAnswer {
  const kernels = spawner?.notebook.kernels ?? new Map<string, Kernel>()
  const [, id = ''] = path.split('/', 2)
  if (id === '' && method === 'POST') {
    const name = isDict(body) && typeof body['name'] === 'string' ? body['name'] : 'python3'
    const kernel = makeKernel(hub, name, kernels)
    kernels.set(kernel.id, kernel)
    return { status: 201, value: kernel }
  }
  if (id === '') return { status: 200, value: [...kernels.values()] }
  const kernel = kernels.get(id)
  if (kernel === undefined) {
    return { status: 404, value: { message: `Kernel does not exist: ${id}`, reason: null } }
  }
  if (method !== 'DELETE') return { status: 200, value: kernel }
  kernels.delete(id)
  return { status: 204 }
}

function makeKernel(
  { clock, random }: Hub,
  name: string,
  others: ReadonlyMap<string, Kernel>,
): Kernel {
  const groups = [8, 4, 4, 4, 12].map((length) => randomHex(random, length))
  return {
    id: unused(groups.join('-'), (id) => others.has(id)),
    name,
    last_activity: isoformat(clock.now()),
    execution_state: 'idle',
    connections: 0,
  }
}
