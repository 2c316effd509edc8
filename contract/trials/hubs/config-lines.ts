import type { RoleSeed } from 'jupyterhub-emulator'

/** What lines of `jupyterhub_config.py` add to a hub. */
export interface Additions {
  readonly roles: readonly RoleSeed[]
  readonly admins: readonly string[]
}

const roleLines = /^c\.JupyterHub\.load_roles\.append\((\{$[\s\S]*?^\})\)$/gm
const adminLine = /^c\.Authenticator\.admin_users\.add\((".*")\)$/gm

/**
 * Reads lines of `jupyterhub_config.py` that add roles and admins, as remedies do.
 *
 * @throws If there is anything else in them.
 */
export function additionsIn(lines: string): Additions {
  const rest = lines.replaceAll(roleLines, '').replaceAll(adminLine, '').trim()
  if (rest !== '') throw new Error(`an emulated hub cannot read this: ${rest}`)
  return {
    roles: [...lines.matchAll(roleLines)].map(([, dict = '']) => parseDict(dict) as RoleSeed),
    admins: [...lines.matchAll(adminLine)].map(([, name = '']) => JSON.parse(name) as string),
  }
}

/** Python's literals of texts and lists are those of JSON, but for the last comma. */
const parseDict = (dict: string): unknown => JSON.parse(dict.replace(/,\s*\}$/, '}'))
