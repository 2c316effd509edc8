import type { Scene } from '../scene.ts'
import { askGroups } from './groups.ts'
import { askHttp } from './http.ts'
import { askMatrix } from './matrix.ts'
import { askOauth } from './oauth.ts'
import { askPages } from './pages.ts'
import { askServers } from './servers.ts'
import { askServices } from './services.ts'
import { askShares } from './shares.ts'
import { askTokens } from './tokens.ts'
import { askUsers } from './users.ts'

/** Everything that a hub is asked, in that order. */
export async function askEverything(scene: Scene): Promise<void> {
  const parts = [
    ...[askHttp, askUsers, askGroups, askTokens, askServices, askShares, askServers, askOauth],
    ...[askPages, askMatrix],
  ]
  for (const part of parts) await part(scene)
  // Which ends it.
  await scene.ask('root', 'POST', '/shutdown', { proxy: false, servers: true })
}
