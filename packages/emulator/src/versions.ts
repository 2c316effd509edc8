/** Releases from the first that has a trait up to, not including, the one that lost it. */
type Range = readonly [first: string, lost?: string]

/**
 * Everything in which hubs differ from one version to the next: what is true of which releases. Nothing else in this
 * package looks at a version.
 */
const table = {
  /** Roles and scopes decide; before, it is being an admin. */
  scopes: [['2.0']],
  /** Lists come in pages. */
  pagination: [['2.0']],
  /** Newly made tokens are answered with 201. */
  tokenCreated: [['2.0']],
  /** Scopes that others take in are not told. */
  scopesReduced: [['3.0']],
  /** Tokens hold roles, which are looked up anew for each request. */
  tokenRoles: [['2.0', '3.0']],
  /** Tokens hold scopes; roles are turned into scopes at once. */
  tokenScopes: [['3.0']],
  /** A token without an id in its path breaks the handler. */
  emptyTokenIdCrashes: [['0', '2.0']],
  /** What is said of an unknown token is a `repr` of what was found in the database. */
  tokenReprInError: [['0', '5.0']],
  /** `expires_in: 0` means never; before, it makes a token that is gone before it is read. */
  zeroExpiryIsNever: [['4.0']],
  /** Negative lifetimes are refused. */
  expiryChecked: [['4.0']],
  /** Lifetimes have to be whole numbers. */
  integerExpiry: [['5.1']],
  /** `token_expires_in_max_seconds`. */
  tokenLifetimeLimit: [['5.1']],
  /** Types of `scopes` and `roles` in a request for a token are checked. */
  tokenRequestTypes: [['5.0']],
  /** Unknown scopes in a request for a token are refused in words. */
  unknownScopeExplained: [['5.0']],
  /** `GET /user` tells the token's id. */
  tokenId: [['5.0']],
  /** `GET /users` knows `name_filter`. */
  nameFilter: [['2.3']],
  /** `GET /users` knows `sort`. */
  sort: [['5.0']],
  /** A user with many active servers is found once by `state=active`, not once for each. */
  oneRowPerUser: [['5.0']],
  /** Stopped servers are shown on request, and servers say whether they are stopped. */
  stoppedServers: [['3.0']],
  /** Groups have properties. */
  groupProperties: [['4.0']],
  /** Names with space around them are none. */
  trimmedNames: [['3.0']],
  /** Only admins may make admins, whatever their scopes are. 5.0 had lost it again. */
  adminGuard: [['4.1.6', '5.0'], ['5.1']],
  /** A user who is refused for a field of the request has been made before that. */
  userMadeBeforeCheck: [['0', '4.1']],
  /** Services are made and deleted by requests. */
  serviceChanges: [['5.0']],
  /** A service that does not exist breaks the handler. */
  unknownServiceCrashes: [['2.0', '5.0']],
  /** What the service of a token has not set is null, not an empty text. */
  unsetServiceFieldsAreNull: [['5.0']],
  /** Any page of the proxy's table but a whole one breaks the handler. */
  proxySliceCrashes: [['2.0', '3.0']],
  /** Servers and codes are shared. */
  shares: [['5.0']],
  /** Servers show their full name and URLs. */
  serverFullName: [['5.0']],
  /** Servers are looked at, made and changed without being started, and have display names. */
  serverResource: [['6.0']],
  /** Starting a server has a scope of its own. */
  startScope: [['6.0']],
  /** A start that fails is answered with the spawner's words, not with a word of the hub's own. */
  spawnErrorExplained: [['6.0']],
  /** A start after one that failed is said to be over at once. */
  startAfterFailureMisread: [['6.0']],
  /** Stopping a server that starts ends the start. */
  startCancelled: [['5.1']],
  /** Stopping a server of nobody breaks the handler. */
  stopOfNobodyCrashes: [['2.0', '5.4']],
  /** Names of servers hold no slashes. */
  slashRefused: [['3.0']],
  /** Names of servers are escaped in paths. */
  serverPathsEscaped: [['3.0']],
  /** What does not run is 424, not 503. */
  stoppedServerIs424: [['2.0']],
  /** Who visits a page of a server needs to reach all servers of its user, and is told so. */
  serverPagesGuarded: [['2.0', '5.0']],
  /** Users have `user_info`. */
  userInfo: [['6.0']],
  /** What reaches a server tells nothing of its user; before, it tells all that it would tell of a user, and the name. */
  serverFilterNarrow: [['3.0']],
  /** A scope for the admin page. */
  adminUiScope: [['3.0']],
  /** Scopes of one's own. */
  customScopes: [['3.0']],
  /** The role of servers lets them reach themselves, not all servers of their user. */
  serverRoleNarrow: [['4.0']],
  /** Errors that are raised without a sentence have `message: null`, not the reason of their status. */
  nullMessages: [['6.0']],
  /** Who is not known is told so. */
  missingCredentials: [['4.0.2']],
  /** A scope with a filter is not enough where nothing in the path is filtered. */
  unfilteredChecked: [['5.5.1']],
  /** The first scope that one has, if filtered, decides; later ones of a handler are not looked at. */
  firstScopeDecides: [['2.0', '5.0']],
  /** Requests with cookies prove by `_xsrf` that no other site made them; before, by `Referer`. */
  xsrf: [['4.0']],
  /** What proves it is bound to who is logged in, in which session; before, any two that are the same will do. */
  xsrfBound: [['4.1']],
  /** Pages of other sites that do not see the answer have to prove it, too. */
  noCorsChecked: [['5.4.6']],
  /** The answer to a login sets the right `_xsrf`; before, it sets one that knows nothing of the session it begins. */
  xsrfOfNewSession: [['5.5']],
  /** A cookie of a login that has lost its session begins another. */
  sessionOfCookies: [['5.5']],
  /** The cookie of the session goes to all of the host, not just to what is below the hub's base URL. */
  sessionAtRoot: [['0', '2.0']],
  /** A client of OAuth without a secret breaks the handler. */
  missingSecretCrashes: [['0', '2.0']],
  /** Who logs in where somebody else is logged in takes their place. */
  loginReplacesUser: [['5.5']],
  /** Logins set a cookie for services, which nothing reads. */
  servicesCookie: [['0', '3.2']],
  /** A login that failed is answered with 403, and one whose form is too old with the form again. */
  loginFormErrors: [['5.0']],
  /** Pages, too, take tokens in place of cookies. */
  pagesTakeTokens: [['0', '2.0']],
  /** Tokens of OAuth tell who somebody is, and nothing else; they are listed by themselves. */
  oauthTokensApart: [['0', '2.0']],
  /** Tokens of OAuth come with another to renew them, which nothing takes. */
  refreshTokens: [['0', '2.0']],
  /** The page of consent is kept from being sent by others by its `Referer`. */
  consentReferer: [['0', '4.0']],
  /** Who has said yes to a client is not asked again for as much. */
  consentKept: [['2.0']],
  /** Codes of OAuth may have to be redeemed with the verifier of their challenge. */
  pkce: [['6.0']],
  /** Tokens are made from names and passwords, without a user in the path. */
  tokenByPassword: [['0', '2.0']],
  /** Cookies' POSTs have to be JSON. */
  jsonPosts: [['2.0']],
  /** Pages of any origin may read the root. */
  openRoot: [['5.3']],
  /** The web server refuses bodies that claim to be forms with files and are not. */
  multipartChecked: [['5.0']],
  /** Bodies that are no UTF-8 are read all the same. */
  lenientUtf8: [['5.5']],
  /** Pages may not be framed by the hub's own. */
  noFrames: [['4.1']],
  /** `next.url` keeps flags without a value. */
  blankQueryKept: [['4.1']],
  /** Metrics need `read:metrics`, not just any token. */
  metricsScope: [['2.0']],
  /** A shutdown by request stops the servers, if it is asked to. */
  shutdownStopsServers: [['2.3']],
} as const

/** Name of a difference between hubs. */
export type Trait = keyof typeof table

/** What is true of one version. */
export type Traits = Readonly<Record<Trait, boolean>>

/** Versions of the hubs that the emulator is held to. */
export const versions = ['6.0.1', '5.5.1', '4.1.6', '3.1.1', '2.3.1', '1.5.1'] as const

/** Looks up what is true of a release: `5.5.1`. */
export function traitsOf(version: string): Traits {
  const known = cache.get(version)
  if (known !== undefined) return known
  const place = placeOf(version)
  const traits = Object.create(null) as Record<Trait, boolean>
  for (const trait in table) traits[trait as Trait] = isWithin(place, table[trait as Trait])
  cache.set(version, traits)
  return traits
}

/** A hundred hubs in a process look them up once. */
const cache = new Map<string, Traits>()

/**
 * The release that is meant by a version: `5.5` is the last one of its line that is known.
 *
 * @throws Error unless it is one of {@link versions}, a line of them, or a whole release in between.
 */
export function fullVersion(version: string): string {
  if (version === versions[0]) return version
  const known = versions.find((release) => release === version || release.startsWith(`${version}.`))
  if (known !== undefined) return known
  const place = /^\d+\.\d+\.\d+$/.test(version) ? placeOf(version) : NaN
  if (place >= placeOf(oldest) && place < placeOf(tooNew)) return version
  throw new Error(
    `No hub "${version}" is known: it takes ${versions.join(', ')}, or a whole release from ${oldest} on and before ${tooNew}`,
  )
}

/** The first release that is emulated, and the first that is not yet. */
const [oldest, tooNew] = ['1.5.0', '6.1.0'] as const

/** Written without closures and without taking arrays apart, at which code that runs for the first time is slow. */
function isWithin(place: number, ranges: readonly Range[]): boolean {
  for (const range of ranges) {
    if (place >= placeOf(range[0]) && (range[1] === undefined || place < placeOf(range[1]))) {
      return true
    }
  }
  return false
}

/** A number by which releases come in their order. */
function placeOf(release: string): number {
  const known = places.get(release)
  if (known !== undefined) return known
  const numbers = release.split('.')
  const place =
    (Number(numbers[0]) * 1000 + Number(numbers[1] ?? 0)) * 1000 + Number(numbers[2] ?? 0)
  places.set(release, place)
  return place
}

/** The table names few releases, and each of them often. */
const places = new Map<string, number>()
