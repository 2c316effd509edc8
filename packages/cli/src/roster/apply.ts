import type { JupyterHub } from 'jupyterhub-client'
import { failure } from '../errors/cli-error.ts'
import type { Step } from './plan.ts'

/** So many names go into one request. */
const chunkSize = 200

/** A part of a step that is one request, or few. */
export function* partsOf(step: Step): Generator<Step> {
  if (step.names.length === 0) yield step
  else {
    for (let at = 0; at < step.names.length; at += chunkSize) {
      yield { ...step, names: step.names.slice(at, at + chunkSize) }
    }
  }
}

/** Makes a change. Made again, it changes nothing more. */
export async function applyStep(hub: JupyterHub, step: Step, signal: AbortSignal): Promise<void> {
  const options = { signal }
  switch (step.change) {
    case 'create users': {
      const { admin, names } = step
      const made = await hub.users.createMany(names, admin ? { admin } : {}, options)
      const invalid = made.filter(({ outcome }) => outcome === 'invalid')
      if (invalid.length === 0) return
      throw failure(`the hub refuses ${invalid.map(({ name }) => name).join(', ')} as names`)
    }
    case 'make admin':
    case 'make no admin':
      for (const name of step.names) {
        await hub.users.update(name, { admin: step.change === 'make admin' }, options)
      }
      return
    case 'create group':
      await hub.groups.create(step.group, {}, options)
      return
    case 'set properties':
      await hub.groups.setProperties(step.group, step.properties, options)
      return
    case 'add to group':
      await hub.groups.addUsers(step.group, step.names, options)
      return
    case 'remove from group':
      await hub.groups.removeUsers(step.group, step.names, options)
      return
    case 'delete users':
      for (const name of step.names) {
        await hub.users.delete(name, { stopServers: true, signal })
      }
  }
}
