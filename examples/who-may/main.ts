// Says what the token may do to a user: which operations, and of those that the hub refuses, why the first is refused.
//
//   JUPYTERHUB_API_URL=… JUPYTERHUB_API_TOKEN=… npx tsx examples/who-may/main.ts USER
import {
  canDo,
  describeScope,
  HubError,
  HubResponseError,
  JupyterHub,
  operations,
} from 'jupyterhub-client'
import type { OperationId, Verdict } from 'jupyterhub-client'

const signs: Readonly<Record<Verdict, string>> = { yes: '✓', no: '✗', maybe: '?' }

const [user] = process.argv.slice(2)
if (user === undefined) {
  console.error('Name a user.')
  process.exit(2)
}

try {
  await say(user)
} catch (error) {
  if (!HubError.isInstance(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function say(name: string): Promise<void> {
  const hub = JupyterHub.fromEnv()
  const me = await hub.whoami()
  const { version, has } = await hub.capabilities()
  console.log(`You are the ${me.kind} "${me.name}" on JupyterHub ${version}. Your token may:`)
  for (const scope of me.scopes ?? []) console.log(`  ${describeScope(scope)}`)

  console.log(`\nOn "${name}":`)
  for (const operation of Object.keys(operations) as OperationId[]) {
    if (!operation.includes(' /users/{user}') || !has(operation)) continue
    console.log(`  ${signs[canDo(me, operation, { user: name }, { version })]} ${operation}`)
  }

  try {
    await hub.users.get(name)
  } catch (error) {
    if (!HubResponseError.isInstance(error)) throw error
    // That it was refused is told even where why cannot be found out.
    const { text } = await hub.explain(error).catch(() => ({ text: error.message }))
    console.log(`\n${text}`)
  }
}
