const named: Readonly<Record<string, string>> = {
  users: 'user',
  groups: 'group',
  services: 'service',
}

/** Says in a sentence what a path of the API names that is not there; nothing for other paths. */
export function missingAt(path: string): string | undefined {
  const [, kind = '', name, below, server] = path.split(/[?#]/)[0]?.split('/').map(decode) ?? []
  const what = Object.hasOwn(named, kind) ? named[kind] : undefined
  if (what === undefined || !name) return undefined
  const isServer = kind === 'users' && below === 'servers' && server
  if (isServer) return `there is no user ${name}, or no server ${server} of this user`
  if (below === 'tokens' && server) return `there is no user ${name}, or no token ${server}`
  return `there is no ${what} ${name}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
