import { TestbedError } from './errors.ts'

/** Names that go wrong in clients that paste names into paths. */
const oddUsers = ['b@x.org', 'c+d', 'e;f', 'g h', '50%', 'Zoë', '漢字'] as const

/** Groups and their members. */
const seedGroups: Readonly<Record<string, readonly string[]>> = {
  staff: ['ada', 'b@x.org'],
  'lab/5': ['c+d'],
  'ü group': ['漢字'],
}

/**
 * Fills a new hub with people and groups, and makes tokens for two of them. Uses no client of ours, which is what
 * the hub is there to test.
 *
 * @param fetch - How a hub is reached that does not listen.
 * @returns Tokens by `user:NAME`.
 */
export async function seed(
  apiUrl: string,
  adminToken: string,
  fetch: (url: string, init: RequestInit) => Promise<Response> = globalThis.fetch,
): Promise<Record<string, string>> {
  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(apiUrl + path, {
      method: 'POST',
      headers: { authorization: `token ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    // 409: the admin of the configuration is there already.
    if (!response.ok && response.status !== 409) {
      throw new TestbedError(`The new hub answered ${response.status} to POST ${path}: ${text}`)
    }
    return text === '' ? undefined : JSON.parse(text)
  }
  for (const name of ['ada', ...oddUsers]) await post(`/users/${encodeURIComponent(name)}`, {})
  for (const [name, users] of Object.entries(seedGroups)) {
    await post(`/groups/${encodeURIComponent(name)}`, { users })
  }
  const tokens: Record<string, string> = {}
  for (const name of ['admin', 'ada']) {
    const { token } = (await post(`/users/${name}/tokens`, { note: 'testbed' })) as {
      token: string
    }
    tokens[`user:${name}`] = token
  }
  return tokens
}
