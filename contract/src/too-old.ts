import { HubResponseError, UnsupportedError } from 'jupyterhub-client'
import { expect } from 'vitest'
import { caught } from './caught.ts'
import { theTarget } from './target.ts'

/**
 * Expects a call to reject since the hub is too old for it. Gives the error.
 *
 * @param needs - The first release that has it.
 * @param status - What the hub itself answered, which is the cause; none where the client did not wait for a refusal.
 */
export async function tooOld(
  call: Promise<unknown>,
  needs: string,
  status?: 404 | 405,
): Promise<UnsupportedError> {
  const { version } = theTarget()
  const error = await caught(call, UnsupportedError)
  expect(error).toMatchObject({ needs, hubVersion: version, code: 'unsupported' })
  expect(error.message).toBe(
    `${error.operation} needs JupyterHub ${needs} or newer; this hub is ${version}`,
  )
  expect(HubResponseError.isInstance(error.cause)).toBe(status !== undefined)
  if (status === undefined) expect(error.cause).toBeUndefined()
  else expect(error.cause).toMatchObject({ status, hubVersion: version })
  return error
}
