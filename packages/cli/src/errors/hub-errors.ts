import {
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  HubError,
  HubProtocolError,
  HubResponseError,
  HubServerError,
  HubTimeoutError,
  NotFoundError,
  SpawnFailedError,
} from 'jupyterhub-client'
import type { Explanation, JupyterHub } from 'jupyterhub-client'
import { onCertificateWanted, wantsCertificate } from '../http/wants-certificate.ts'
import { exitCodes } from '../exit-codes.ts'
import type { ExitCode } from '../exit-codes.ts'
import { missingAt } from './missing.ts'
import type { Report } from './report.ts'
import { unreached } from './unreached.ts'

const explanationMs = 10_000

/** Says what an error of the client means to the user; nothing for other errors. */
export async function reportOfHubError(
  error: unknown,
  hub: JupyterHub | undefined,
): Promise<Report | undefined> {
  if (!HubError.isInstance(error)) return undefined
  const explanation = await explain(error, hub)
  if (explanation !== undefined) {
    const missing = missingIn(explanation, error)
    if (missing !== undefined) return { text: missing, exitCode: exitCodes.failed }
    return { text: explanation.text, exitCode: codeOfCause(explanation) }
  }
  const reason = HubConnectionError.isInstance(error) ? unreached(error.message) : undefined
  const text =
    reason === undefined ? sentenceOf(error) : `cannot reach ${hub?.apiUrl ?? 'the hub'}: ${reason}`
  return { text, hint: hintFor(error), exitCode: codeOf(error) }
}

/** Says in a sentence what is not there, if an error is about that; nothing of other errors. */
export async function missingBy(error: unknown, hub: JupyterHub): Promise<string | undefined> {
  if (!NotFoundError.isInstance(error)) return undefined
  const explanation = await explain(error, hub)
  return explanation && missingIn(explanation, error)
}

const missingIn = ({ cause }: Explanation, error: HubError): string | undefined =>
  cause === 'no_such_target' && HubResponseError.isInstance(error)
    ? missingAt(error.path)
    : undefined

/** The hub is asked once about each refusal. */
const explanations = new WeakMap<HubError, Promise<Explanation | undefined>>()

/** Refusals are explained by the client, as far as the hub answers. */
async function explain(
  error: HubError,
  hub: JupyterHub | undefined,
): Promise<Explanation | undefined> {
  if (hub === undefined) return undefined
  if (!ForbiddenError.isInstance(error) && !NotFoundError.isInstance(error)) return undefined
  const explaining = explanations.get(error) ?? explainNow(error, hub)
  explanations.set(error, explaining)
  return explaining
}

async function explainNow(
  refusal: ForbiddenError | NotFoundError,
  hub: JupyterHub,
): Promise<Explanation | undefined> {
  try {
    return await hub.explain(refusal, { totalTimeout: explanationMs })
  } catch {
    // The hub's own sentence is told instead.
    return undefined
  }
}

const notAllowed = new Set<Explanation['cause']>([
  'no_token',
  'unknown_token',
  'stale_login',
  'no_login',
  'wrong_login',
  'xsrf',
  'missing_scope',
  'filter',
  'admin_only',
  'service_filter',
])

const codeOfCause = ({ cause }: Explanation): ExitCode =>
  notAllowed.has(cause) ? exitCodes.auth : exitCodes.failed

function codeOf(error: HubError): ExitCode {
  if (ForbiddenError.isInstance(error)) return exitCodes.auth
  if (HubTimeoutError.isInstance(error) && error.clock === 'total') return exitCodes.pending
  if (HubConfigError.isInstance(error)) return exitCodes.usage
  return exitCodes.failed
}

function sentenceOf(error: HubError): string {
  const { message } = error
  if (!HubResponseError.isInstance(error)) return message
  const { status, method, path } = error
  // Where the hub had no sentence, the client's own says it.
  return message.startsWith(method) ? message : `${message} (${status} from ${method} ${path})`
}

function hintFor(error: HubError): string | undefined {
  if (SpawnFailedError.isInstance(error)) {
    const steps = error.events.flatMap(({ failed, message }) =>
      failed === true ? [] : (message ?? []),
    )
    const last = steps.at(-1)
    const isSaid = last !== undefined && error.message.includes(last)
    const earlier = isSaid ? steps.slice(0, -1) : steps
    return earlier.length === 0 ? undefined : `Before that:\n  ${earlier.join('\n  ')}`
  }
  if (HubTimeoutError.isInstance(error)) return 'It may still happen: look again later.'
  if (HubConnectionError.isInstance(error) && wantsCertificate(error.message)) {
    return onCertificateWanted
  }
  if (HubConnectionError.isInstance(error) && error.message.includes('altnames')) {
    return 'Use the name that the certificate is for, or have the host show one for this name.'
  }
  if (HubConnectionError.isInstance(error) && error.message.includes('certificate')) {
    return 'If its authority is your own: name the file with it in NODE_EXTRA_CA_CERTS.'
  }
  if (HubConnectionError.isInstance(error)) {
    return 'Is the address right, and the hub up? jhub doctor looks closer.'
  }
  if (HubProtocolError.isInstance(error)) return 'Is there a hub at this address?'
  if (HubServerError.isInstance(error)) return "The hub's log says more."
  return undefined
}
