import type { Route } from '../http/route.ts'
import type { LoggedRequest } from './logged-request.ts'
import { maskBody } from './mask.ts'

type Place = Pick<Route, 'method' | 'path'>

/** Whether a request was for nothing that the hub has, or brought what the hub does not read. */
export const isMisunderstood = ({ known, unread }: LoggedRequest): boolean => !known || unread

/** What is wrong with requests: what was sent, and what comes nearest to it, as a difference. */
export function explain(
  requests: readonly LoggedRequest[],
  version: string,
  routes: readonly Place[],
  baseUrl: string,
): string {
  const count = requests.length === 1 ? 'A request was' : `${requests.length} requests were`
  const title = `${count} not understood by hub ${version}:`
  const places = routes.map(({ method, path }) => `${method} ${baseUrl}${path.slice(1)}`)
  return [title, ...requests.flatMap((request) => explainOne(request, places))].join('\n')
}

function explainOne(
  { method, path, known, body }: LoggedRequest,
  places: readonly string[],
): string[] {
  const sent = `${method} ${path}`
  if (known) {
    return [`  ${sent}`, `- ${JSON.stringify(maskBody(body))}`, '+ (nothing reads this body)']
  }
  const nearest = nearestTo(sent, places)
  return [`- ${sent}`, ...(nearest === undefined ? [] : [`+ ${nearest}`])]
}

/** What has the most in common with a request, segment by segment; names in a path stand for anything. */
function nearestTo(sent: string, places: readonly string[]): string | undefined {
  const words = sent.split(/[ /]+/)
  let nearest: { readonly place: string; readonly distance: number } | undefined
  for (const place of places) {
    const distance = distanceBetween(words, place.split(/[ /]+/))
    if (distance < (nearest?.distance ?? words.length)) nearest = { place, distance }
  }
  return nearest?.place
}

function distanceBetween(words: readonly string[], pattern: readonly string[]): number {
  let distance = Math.abs(words.length - pattern.length)
  for (const [index, part] of pattern.entries()) {
    const word = words[index]
    if (word === undefined || word === part) continue
    // A name is as good as any, but a word that is the same is better.
    distance += part.startsWith('{') ? 0.1 : 1 - likeness(word, part)
  }
  return distance
}

/** How much of two words is the same from their start, and from their end. */
function likeness(one: string, other: string): number {
  const most = Math.max(one.length, other.length)
  let [start, end] = [0, 0]
  while (start < most && one[start] === other[start]) start += 1
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return (start + end) / (most + 1)
}
