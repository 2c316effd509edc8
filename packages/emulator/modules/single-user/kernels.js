import { randomHex } from '../random.js'
import { isDict } from '../python/repr.js'
import { isoformat } from '../python/time.js'
/** Lists, starts and ends kernels, which run nothing. */
export function answerKernels(hub, { spawner }, { method, path, body }) {
  const kernels = spawner?.notebook.kernels ?? new Map()
  const [, id = ''] = path.split('/', 2)
  if (id === '' && method === 'POST') {
    const name = isDict(body) && typeof body['name'] === 'string' ? body['name'] : 'python3'
    const kernel = makeKernel(hub, name)
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
function makeKernel({ clock, random }, name) {
  const groups = [8, 4, 4, 4, 12].map((length) => randomHex(random, length))
  return {
    id: groups.join('-'),
    name,
    last_activity: isoformat(clock.now()),
    execution_state: 'idle',
    connections: 0,
  }
}
//# sourceMappingURL=kernels.js.map
