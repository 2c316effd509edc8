import { acceptShareRoutes } from './handlers/accept-share.js'
import { activityRoutes } from './handlers/activity.js'
import { authorizationRoutes } from './handlers/authorizations.js'
import { authorizeRoutes } from './handlers/authorize.js'
import { groupRoutes } from './handlers/groups.js'
import { healthRoutes } from './handlers/health.js'
import { hubRoutes } from './handlers/hub.js'
import { progressRoutes } from './handlers/progress.js'
import { loginRoutes } from './handlers/login.js'
import { oauthTokenRoutes } from './handlers/oauth-token.js'
import { pageRoutes } from './handlers/pages.js'
import { proxyRoutes } from './handlers/proxy.js'
import { serverRoutes } from './handlers/servers.js'
import { serviceRoutes } from './handlers/services.js'
import { shareCodeRoutes } from './handlers/share-codes.js'
import { sharedWithRoutes } from './handlers/shared-with.js'
import { shareRoutes } from './handlers/shares.js'
import { spawnPageRoutes } from './handlers/spawn-pages.js'
import { tokenRoutes } from './handlers/tokens.js'
import { userUrlRoutes } from './handlers/user-url.js'
import { userRoutes } from './handlers/users.js'
import { usersListRoutes } from './handlers/users-list.js'
import { whoamiRoutes } from './handlers/whoami.js'
import { isOf, makeTable } from './http/table.js'
/** Everything that hubs have, of any version. */
const allRoutes = () => [
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
const tables = new WeakMap()
/** What hubs of a version have, made once for all of them, when the first is asked for something. */
export function tableFor(traits) {
  const table = tables.get(traits) ?? makeTable(allRoutes(), traits)
  tables.set(traits, table)
  return table
}
/** What hubs of a version have, one by one. */
export const routesOf = (traits) => allRoutes().filter((route) => isOf(route, traits))
//# sourceMappingURL=routes.js.map
