import type { JupyterHub } from 'jupyterhub-client'
import type { Verdict } from './finding.ts'
import type { Answer, Send, Way } from './send.ts'

/** A server that may be started for the sake of a check, and is stopped again. */
export interface TrialServer {
  readonly user: string
  readonly name: string
  /** Handed to the spawner. */
  readonly options?: Record<string, unknown> | undefined
}

/** A hub that answers, and what is known of it when checks begin. */
export interface Subject {
  /** Base of its API, without the origin. */
  readonly api: string
  /** Path below which it should be, with a slash at the end. */
  readonly base: string
  readonly way: Way
  readonly send: Send
  /** The same by another way. */
  readonly sendBy: (way: Way) => Send
  /** Nothing where there is none, or where it would not be safe. */
  readonly token: string | undefined
  /** Name of the login that it is of, where several are for this hub. */
  readonly login: string | undefined
  /** Why there is none. */
  readonly whyNoToken: string
  /** For what changes something. */
  readonly hub: JupyterHub
  /** That of a browser app which is to use the hub. */
  readonly appOrigin: string | undefined
  readonly trialServer: TrialServer | undefined
  readonly now: () => number
  /** Says something to who waits, beside what is found. */
  readonly tell: (text: string) => void
}

/** Something that is looked at. */
export interface Check {
  readonly name: string
  /** Whether browsers have a tunnel opened for it by the proxy that leads to the hub, where jhub's own requests go without. */
  readonly byTunnel?: boolean
  readonly run: (subject: Subject) => Promise<Verdict>
}

/** The header that proves who asks. */
export const authorized = (token: string): Record<string, string> => ({
  authorization: `token ${token}`,
})

/** What an answer says as JSON; nothing if it is none. */
export function jsonOf({ body }: Pick<Answer, 'body'>): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** A path that no hub has, below its API. */
export const nowhere = (api: string): string => `${api}/jhub-doctor`
