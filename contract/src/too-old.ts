import { HubResponseError, UnsupportedError } from 'jupyterhub-client'
import { expect } from 'vitest'
import { caught } from './caught.ts'
import { theTarget } from './target.ts'

/**
 * Expects a call to reject since the hub is too old for it.
 *
 * @param needs - The first release that has it.
 * @param status - What the hub itself answered; `undefined` where the client did not wait for a refusal.
 * @returns What the hub itself said: the body of its refusal.
 */
export async function tooOld(
  call: Promise<unknown>,
  needs: string,
  status?: 404 | 405,
): Promise<unknown> {
  const { version } = theTarget()
  const error = await caught(call, UnsupportedError)
  expect(error).toMatchObject({ needs, hubVersion: version, code: 'unsupported' })
  expect(error.message).toBe(
    `${error.operation} needs JupyterHub ${needs} or newer; this hub is ${version}`,
  )
  if (status === undefined) {
    expect(error.cause).toBeUndefined()
    return undefined
  }
  const { cause } = error
  if (!HubResponseError.isInstance(cause)) throw new Error('expected a refusal of the hub')
  expect(cause).toMatchObject({ status, hubVersion: version })
  return cause.body
}
