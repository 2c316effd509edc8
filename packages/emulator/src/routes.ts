import { acceptShareRoutes } from './handlers/accept-share.ts'
import { activityRoutes } from './handlers/activity.ts'
import { authorizationRoutes } from './handlers/authorizations.ts'
import { authorizeRoutes } from './handlers/authorize.ts'
import { groupRoutes } from './handlers/groups.ts'
import { healthRoutes } from './handlers/health.ts'
import { hubRoutes } from './handlers/hub.ts'
import { progressRoutes } from './handlers/progress.ts'
import { loginRoutes } from './handlers/login.ts'
import { oauthTokenRoutes } from './handlers/oauth-token.ts'
import { pageRoutes } from './handlers/pages.ts'
import { proxyRoutes } from './handlers/proxy.ts'
import { serverRoutes } from './handlers/servers.ts'
import { serviceRoutes } from './handlers/services.ts'
import { shareCodeRoutes } from './handlers/share-codes.ts'
import { sharedWithRoutes } from './handlers/shared-with.ts'
import { shareRoutes } from './handlers/shares.ts'
import { spawnPageRoutes } from './handlers/spawn-pages.ts'
import { tokenRoutes } from './handlers/tokens.ts'
import { userUrlRoutes } from './handlers/user-url.ts'
import { userRoutes } from './handlers/users.ts'
import { usersListRoutes } from './handlers/users-list.ts'
import { whoamiRoutes } from './handlers/whoami.ts'
import type { Route } from './http/route.ts'
import { isOf, makeTable } from './http/table.ts'
import type { Find } from './http/table.ts'
import type { Traits } from './versions.ts'

/** Everything that hubs have, of any version. */
const allRoutes = (): readonly Route[] => [
  ...hubRoutes,
  ...healthRoutes,
  ...whoamiRoutes,
  ...usersListRoutes,
  ...userRoutes,
  ...activityRoutes,
  ...serverRoutes,
  ...progressRoutes,
  ...userUrlRoutes,
  ...spawnPageRoutes,
  ...tokenRoutes,
  ...groupRoutes,
  ...serviceRoutes,
  ...proxyRoutes,
  ...loginRoutes,
  ...pageRoutes,
  ...authorizeRoutes,
  ...oauthTokenRoutes,
  ...authorizationRoutes,
  ...shareRoutes,
  ...shareCodeRoutes,
  ...sharedWithRoutes,
  ...acceptShareRoutes,
]

const tables = new WeakMap<Traits, Find>()

/** What hubs of a version have, made once for all of them, when the first is asked for something. */
export function tableFor(traits: Traits): Find {
  const table = tables.get(traits) ?? makeTable(allRoutes(), traits)
  tables.set(traits, table)
  return table
}

/** What hubs of a version have, one by one. */
export const routesOf = (traits: Traits): readonly Route[] =>
  allRoutes().filter((route) => isOf(route, traits))
