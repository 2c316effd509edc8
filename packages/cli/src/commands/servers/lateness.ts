import { HubTimeoutError } from 'jupyterhub-client'
import { spanOf } from '../../duration.ts'

/** How long a server was waited for, and how far it has come: `after 4 s (80 %: Starting container)`; nothing of other failures. */
export function latenessOf(error: unknown): string | undefined {
  if (!HubTimeoutError.isInstance(error) || error.clock !== 'total') return undefined
  const [, place] =
    / was not yet as wanted \(after [\d.]+ s, (?:at )?(.*)\)$/s.exec(error.message) ?? []
  const span = spanOf(Math.max(1, Math.round(error.ms / 1000)))
  return place === undefined ? `after ${span}` : `after ${span} (${place})`
}
