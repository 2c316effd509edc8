import { describeScope } from 'jupyterhub-client'
import type { Identity, JupyterHub } from 'jupyterhub-client'
import type { Stage, Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { fitted } from '../../output/fitted.ts'
import { relativeTime } from '../../output/relative-time.ts'
import { plainFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'
import { widest } from './widest.ts'

/** Who the token belongs to, and what it may do. */
interface Who {
  readonly name: string
  readonly kind: string
  readonly admin: boolean | undefined
  readonly groups: readonly string[] | undefined
  readonly hub: string
  readonly version: string
  readonly token: string | undefined
  /** `undefined` if it cannot be known, `null` if it does not expire. */
  readonly expires_at: string | null | undefined
  readonly scopes: readonly string[] | undefined
}

const whoShape: Shape<Who> = {
  fields: {
    ...plainFields<Who>('name', 'kind', 'admin', 'groups', 'hub', 'version', 'token'),
    expires_at: { of: (who) => who.expires_at, kind: 'time' },
    scopes: { of: ({ scopes }) => scopes },
  },
  columns: ['name', 'kind', 'hub', 'version', 'expires_at', 'scopes'],
}

/** Says who the token belongs to, what it may do, and until when. */
export const whoami: Verb<OutputFlags> = async (stage) => {
  const { io, hub, out, flags, signal } = stage
  out.check(whoShape)
  const who = await lookUp(hub, signal)
  const inWords = io.stdout.isTTY && flags.json === undefined && flags.csv !== true
  if (inWords) tell(stage, who)
  else out.item(whoShape, who)
}

async function lookUp(hub: JupyterHub, signal: AbortSignal): Promise<Who> {
  const identity = await hub.whoami({ signal })
  const { version } = await hub.capabilities({ signal })
  const { name, kind, admin, token_id: token, scopes } = identity
  return {
    name,
    kind,
    admin,
    groups: 'groups' in identity ? identity.groups : undefined,
    hub: hub.apiUrl,
    version,
    token: token ?? undefined,
    expires_at: await expiryOf(hub, identity, signal),
    scopes: scopes && widest(scopes),
  }
}

/** When the token expires, if the hub says which it is, and lets it look at itself. */
async function expiryOf(
  hub: JupyterHub,
  { kind, name, token_id: id }: Identity,
  signal: AbortSignal,
): Promise<string | null | undefined> {
  if (kind !== 'user' || !id) return undefined
  try {
    return (await hub.tokens.get(name, id, { signal })).expires_at
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

function tell({ io, out }: Stage<unknown>, who: Who): void {
  const say = (text: string) => out.line(fitted(text, io.stdout))
  const { name, kind, admin = false, hub, version, scopes } = who
  const rank = admin ? ', an admin,' : ''
  say(`You are the ${kind} ${name}${rank} at ${hub} (JupyterHub ${version}).`)
  const whichAndUntil = tokenSentence(who, io.now())
  if (whichAndUntil !== undefined) say(whichAndUntil)
  if (scopes === undefined) return
  const subject = whichAndUntil === undefined ? 'Your token' : 'It'
  say(scopes.length === 0 ? `${subject} may only say who you are.` : `${subject} may:`)
  for (const scope of scopes) say(`  ${describeScope(scope)} (${scope})`)
}

/** Which token it is, and until when; of a service's, hubs show no expiry, and old ones not even which it is. */
function tokenSentence({ kind, token, expires_at }: Who, now: number): string | undefined {
  const which = token === undefined ? 'Your token' : `Your token ${token}`
  if (expires_at) return `${which} expires ${relativeTime(expires_at, now)}, ${expires_at}.`
  if (expires_at === null) return `${which} does not expire.`
  if (kind !== 'service') return `${which} expires at a time unknown.`
  return token === undefined ? undefined : `Your token is ${token}.`
}
