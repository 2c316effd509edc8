import type { JupyterHub } from 'jupyterhub-client'

/** Makes users `a0`, `a1` …, and gives their names. */
export async function makePeople(
  client: JupyterHub,
  prefix: string,
  count: number,
): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index}`)
  await client.users.createMany(names)
  return names
}
