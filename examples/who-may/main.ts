// Says what the token may do to a user: which operations, and of those that the hub refuses, why the first is refused.
//
//   JUPYTERHUB_API_URL=… JUPYTERHUB_API_TOKEN=… npx tsx examples/who-may/main.ts USER
import { canDo, describeScope, HubResponseError, JupyterHub, operations } from 'jupyterhub-client'
import type { OperationId, Verdict } from 'jupyterhub-client'

const [user] = process.argv.slice(2)
if (user === undefined) {
  console.error('Name a user.')
  process.exit(2)
}

const hub = JupyterHub.fromEnv()
const me = await hub.whoami()
const { version, has } = await hub.capabilities()
console.log(`You are the ${me.kind} "${me.name}" on JupyterHub ${version}. Your token may:`)
for (const scope of me.scopes ?? []) console.log(`  ${describeScope(scope)}`)

console.log(`\nOn "${user}":`)
const signs: Readonly<Record<Verdict, string>> = { yes: '✓', no: '✗', maybe: '?' }
for (const operation of Object.keys(operations) as OperationId[]) {
  if (!operation.includes(' /users/{user}') || !has(operation)) continue
  console.log(`  ${signs[canDo(me, operation, { user }, { version })]} ${operation}`)
}

try {
  await hub.users.get(user)
} catch (error) {
  if (!HubResponseError.isInstance(error)) throw error
  console.log(`\n${(await hub.explain(error)).text}`)
}
