import { HubConfigError } from './errors.ts'
import type { ClientOptions } from './options.ts'

/**
 * What the hub tells its services and servers through the environment, where `given` does not say it already.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/services.html
 */
export function readEnvironment(given: Partial<ClientOptions>): {
  url: string
  token: ClientOptions['token']
} {
  return {
    url: given.url ?? readVariable('JUPYTERHUB_API_URL'),
    token: given.token === undefined ? readVariable('JUPYTERHUB_API_TOKEN') : given.token,
  }
}

function readVariable(name: string): string {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  const value = process?.env?.[name]
  if (value === undefined || value === '') {
    throw new HubConfigError(`${name} is not set`)
  }
  return value
}
