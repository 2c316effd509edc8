import { operations } from 'jupyterhub-client'
import type { OperationId } from 'jupyterhub-client'
import type { Scene } from '../scene.ts'

const ids = Object.keys(operations) as OperationId[]

/** Who is mostly refused: by the hub, by the scopes of a service, or by those of a user. */
const weak = [null, 'no-such-token', 'nobody', 'minter-ada', 'user:ada']

/** Bodies that no operation asks for; some take them all the same. */
const oddBodies: readonly unknown[] = ['{', undefined, [], '"text"', 5, null, { bogus: 1 }]

const methods = ['HEAD', 'OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const nothing: Readonly<Record<string, string>> = {
  ...{ user: 'no-such', owner: 'no-such', group: 'no-such', service: 'no-such' },
  ...{ server: 'no-such', id: 'a0', token: 'no-such', cookie_name: 'none', cookie_value: 'none' },
}

/** Every operation of the table, whether the hub has it or not, by those who may not, on what is not there, with odd bodies. */
export async function askMatrix(scene: Scene): Promise<void> {
  for (const [index, id] of ids.entries()) await askOddly(scene, id, `m${index}-x`)
  await askOtherMethods(scene)
}

async function askOddly(scene: Scene, id: OperationId, name: string): Promise<void> {
  const [method = '', template = ''] = id.split(' ')
  // What may be changed, or end, with the request is made for it alone.
  if (/\{(user|owner)\}/.test(template)) await scene.ask('root', 'POST', `/users/${name}`)
  if (template.includes('{group}')) await scene.ask('root', 'POST', `/groups/${name}`)
  const path = pathOf(template, { ...nothing, user: name, owner: name, group: name })
  for (const who of weak) await scene.ask(who, method, path)
  // Any other body would end the hub.
  const bodies = id === 'POST /shutdown' ? ['{'] : method === 'GET' ? [undefined] : oddBodies
  await scene.ask('root', method, pathOf(template, nothing), bodies.at(-1))
  for (const body of bodies) await scene.ask('root', method, path, body)
}

/** Methods that a path may not have, which nobody but the hub can tell. */
async function askOtherMethods(scene: Scene): Promise<void> {
  const paths = new Set(ids.map((id) => id.split(' ')[1] ?? ''))
  for (const template of paths) {
    const path = pathOf(template, nothing)
    for (const method of methods) {
      if (ids.includes(`${method} ${template}` as OperationId)) continue
      await scene.ask('root', method, path)
    }
  }
}

const pathOf = (template: string, names: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '')
